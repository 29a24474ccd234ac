import {listFiles, toFolder} from './changed-paths';
import type {CommitPresence} from './commit-presence';
import type {CommitSha} from './commit-sha';
import type {Git} from './git-command';
import type {ObjectReader} from './object-reader';
import type {CommitFiles} from './repository';
import {RepositoryError} from './repository-error';
import {TreeReader} from './tree-reader';

export interface CommitFilesPorts {
  readonly git: Git;
  readonly commits: CommitPresence;
  readonly objects: ObjectReader;
}

/** @see Repository.readFile */
export async function readFile(sha: CommitSha, path: string, ports: CommitFilesPorts): Promise<Buffer | undefined> {
  await ports.commits.require(sha);
  return readThrough(new TreeReader(sha, ports.objects), path, ports);
}

/** @see Repository.filesAt; lists and trees are read once */
export function filesAt(sha: CommitSha, ports: CommitFilesPorts): CommitFiles {
  const lists = new Map<string, Promise<readonly string[]>>();
  const trees = new TreeReader(sha, ports.objects);
  return {
    async listFiles(under, depth) {
      if (depth !== undefined) {
        await ports.commits.require(sha);
        return trees.listFiles(toFolder(under), depth);
      }
      const list = lists.get(under) ?? listFiles(sha, under, ports);
      lists.set(under, list);
      return list;
    },
    async readText(path) {
      await ports.commits.require(sha);
      return (await readThrough(trees, path, ports))?.toString('utf8');
    },
  };
}

async function readThrough(trees: TreeReader, path: string, {objects}: CommitFilesPorts): Promise<Buffer | undefined> {
  const object = await trees.findFile(path);
  return object === undefined ? undefined : (await objects.read(object))?.content;
}

/** What the header of a commit says: its parents, which a shallow clone hides elsewhere, and its time. */
export async function readCommit(
  sha: CommitSha,
  ports: CommitFilesPorts,
): Promise<{readonly parents: readonly string[]; readonly time: number}> {
  await ports.commits.require(sha);
  const object = await ports.objects.read(sha);
  const header = object?.content.toString('latin1').split('\n\n', 1)[0] ?? '';
  const time = /^committer .*> (\d+) [+-]\d+$/m.exec(header)?.[1];
  if (time === undefined)
    throw new RepositoryError('git-failed', `The commit ${sha} in ${ports.git.directory} is damaged`);
  return {
    parents: [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent]) => parent ?? ''),
    time: Number(time),
  };
}
