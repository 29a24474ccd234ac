import {readFileSync} from 'node:fs';
import type {SourceLocation} from './protocol';
import {relativeTo} from './source-locations';

/**
 * Where a member of a definition is written; the default export when it is not there.
 *
 * @param file - absolute path of the `container.ts`
 * @param root - absolute path of the repository
 */
export function locationOfMember(file: string, root: string, member: string | undefined): SourceLocation {
  const lines = readFileSync(file, 'utf8').split('\n');
  const find = (pattern: RegExp) => lines.findIndex((line) => pattern.test(line)) + 1;
  const memberLine = member === undefined ? 0 : find(new RegExp(`^\\s*(?:async\\s+)?['"]?${member}['"]?\\s*[:(,]`));
  return {file: relativeTo(root, file) ?? file, line: memberLine || find(/^\s*export\s+default\b/) || 1};
}
