import {mkdtempSync, realpathSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {untilFileEnd} from './until-file-end';

/**
 * A new, empty folder, removed when the test file ends.
 *
 * @returns its absolute path, without symbolic links
 */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'gantry-test-'));
  untilFileEnd(() => rmSync(folder, {recursive: true, force: true, maxRetries: 5, retryDelay: 100}));
  return folder;
}
