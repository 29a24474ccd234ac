import type {CommitPresence} from './commit-presence';
import type {CommitSha} from './commit-sha';
import {splitNul, type Git} from './git-command';

/** With more folders than this, git's own filter takes longer than a look at each path here. */
const maxPathspecs = 32;

/** @see Repository.changedPaths */
export async function listChangedPaths(
  base: CommitSha,
  head: CommitSha,
  under: readonly string[] | undefined,
  {git, commits}: {readonly git: Git; readonly commits: CommitPresence},
): Promise<string[]> {
  const folders = under && new Set(under.map(toFolder));
  if (folders?.size === 0) return [];
  const isLimited = folders !== undefined && !folders.has('');
  const pathspecs = isLimited && folders.size <= maxPathspecs ? [...folders] : [];
  const args = [
    ...['diff-tree', '-r', '-z', '--name-only', '--no-renames', '--ignore-submodules=none', base, head],
    ...['--', ...pathspecs],
  ];
  // Both commits are here most often, and then one process is all.
  const first = await git.try(args);
  const output = first.exitCode === 0 ? first.stdout : await retry();
  const paths = splitNul(output);
  return isLimited && pathspecs.length === 0 ? paths.filter((path) => isUnder(path, folders)) : paths;

  async function retry(): Promise<string> {
    await commits.require(base, head);
    return git.run(args);
  }
}

/** @see Repository.listFiles */
export async function listFiles(
  sha: CommitSha,
  under: string,
  {git, commits}: {readonly git: Git; readonly commits: CommitPresence},
): Promise<string[]> {
  const folder = toFolder(under);
  const args = ['ls-tree', '-r', '-z', '--name-only', '--full-tree', sha, '--', ...(folder === '' ? [] : [folder])];
  const first = await git.try(args);
  if (first.exitCode === 0) return splitNul(first.stdout);
  await commits.require(sha);
  return splitNul(await git.run(args));
}

/** A folder as git's literal pathspecs want it: no slash at the end, `''` for the root. */
export function toFolder(path: string): string {
  const folder = path.replace(/\/+$/, '').replace(/^(?:\.\/)+/, '');
  return folder === '.' ? '' : folder;
}

/** Whether a path is, or is below, one of the folders; in time that grows with the depth of the path alone. */
export function isUnder(path: string, folders: ReadonlySet<string>): boolean {
  if (folders.has(path)) return true;
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (folders.has(path.slice(0, end))) return true;
  }
  return false;
}
