import {readFile} from 'node:fs/promises';
import {parseCommitSha, type CommitSha} from './commit-sha';
import type {Git} from './git-command';

/** The commit that a revision names here, tags followed; `undefined` when there is none. */
export async function peelToCommit(git: Git, revision: string): Promise<CommitSha | undefined> {
  const result = await git.try(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);
  return result.exitCode === 0 ? parseCommitSha(result.stdout.trim()) : undefined;
}

/** The commits here whose sha begins with `prefix`, those that tag objects with such a sha point at included. */
export async function findByPrefix(git: Git, prefix: string): Promise<CommitSha[]> {
  const objects = await git.try(['rev-parse', `--disambiguate=${prefix}`]);
  if (objects.exitCode !== 0 || objects.stdout === '') return [];
  const types = await git.run(['cat-file', '--batch-check=%(objectname) %(objecttype)'], {input: objects.stdout});
  const found = new Set<CommitSha>();
  for (const line of types.split('\n')) {
    const [sha = '', type] = line.split(' ');
    if (type === 'commit') found.add(parseCommitSha(sha));
    const tagged = type === 'tag' ? await peelToCommit(git, sha) : undefined;
    if (tagged) found.add(tagged);
  }
  return [...found];
}

/** The commits at which a shallow clone ends; empty for a full one. */
export async function readShallowFile(file: string): Promise<ReadonlySet<string>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return new Set(text.split('\n').filter((line) => line !== ''));
}
