import {GantryError} from '@gantry/errors';
import {openRepository, type Repository} from '@gantry/git';
import type {Terminal} from './terminal';
import {UsageError} from './usage-error';

const gitLimitMs = 10 * 60_000;

/**
 * The repository that somebody stands in, from any of its folders.
 *
 * @throws UsageError when it is none
 */
export async function openWorkspace(terminal: Terminal): Promise<Repository> {
  const {env, cwd} = terminal;
  const log = {info: (line: string) => terminal.progress(line)};
  try {
    return await openRepository(cwd, {env, timeoutMs: gitLimitMs, log});
  } catch (error) {
    if (!(error instanceof GantryError) || error.code !== 'not-a-repository') throw error;
    throw new UsageError(error.message, {
      code: error.code,
      hint: 'change into a clone of the repository that holds the containers.',
    });
  }
}
