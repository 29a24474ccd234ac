import type {CommitSha} from './commit-sha';
import type {Git} from './git-command';
import {readShallowFile} from './local-objects';
import type {Origin} from './origin';
import {RepositoryError} from './repository-error';

/** Makes sure that commits are here. */
export interface CommitPresence {
  /** Notes that a commit was seen here, so that it is not looked for again. */
  note(sha: CommitSha): CommitSha;
  /** @see Repository.ensureCommit */
  ensure(sha: CommitSha): Promise<boolean>;
  /** @throws RepositoryError `commit-missing` where {@link ensure} says false */
  require(...shas: readonly CommitSha[]): Promise<void>;
  /** @see Repository.ensureCommits */
  requireAll(shas: readonly CommitSha[]): Promise<void>;
  /** Fetches one object by its full sha. @returns false when `origin` has it not, or there is no `origin` */
  fetch(sha: string): Promise<boolean>;
}

/** So many commits are asked for in one fetch; their shas stand in its arguments. */
const maxFetched = 500;

export function createCommitPresence(git: Git, origin: Origin, shallowFile: string): CommitPresence {
  const known = new Set<CommitSha>();

  const has = async (sha: CommitSha) => {
    if (known.has(sha)) return true;
    const {exitCode} = await git.try(['cat-file', '-e', `${sha}^{commit}`]);
    if (exitCode === 0) known.add(sha);
    return exitCode === 0;
  };
  const fetch = async (...shas: readonly string[]) => {
    if ((await origin.url()) === undefined) return false;
    // A depth would cut a full clone off at this commit; in a shallow one it keeps the fetch small.
    const isShallow = (await readShallowFile(shallowFile)).size > 0;
    return origin.fetch(shas, {flags: isShallow ? ['--depth=1'] : []});
  };
  const listMissing = async (shas: readonly CommitSha[]) => {
    const unknown = [...new Set(shas)].filter((sha) => !known.has(sha));
    if (unknown.length === 0) return [];
    const output = await git.run(['cat-file', '--batch-check=%(objecttype)'], {input: `${unknown.join('\n')}\n`});
    const types = output.split('\n');
    for (const [index, sha] of unknown.entries()) if (types[index] === 'commit') known.add(sha);
    return unknown.filter((sha) => !known.has(sha));
  };
  const ensure = async (sha: CommitSha) => (await has(sha)) || ((await fetch(sha)) && (await has(sha)));

  const require = async (...shas: readonly CommitSha[]) => {
    for (const sha of shas) {
      if (await ensure(sha)) continue;
      const where =
        (await origin.url()) === undefined ? 'there is no remote origin to fetch it from' : 'origin has it not';
      throw new RepositoryError('commit-missing', `The commit ${sha} is not in ${git.directory}, and ${where}`, {
        hint: 'check out with fetch-depth: 0, or name a commit that has not been force-pushed away.',
      });
    }
  };

  return {
    note(sha) {
      known.add(sha);
      return sha;
    },
    fetch,
    ensure,
    require,
    async requireAll(shas) {
      const missing = await listMissing(shas);
      for (let at = 0; at < missing.length; at += maxFetched) await fetch(...missing.slice(at, at + maxFetched));
      // One that origin has not ends the fetch of all; which one it is shows when each is asked for.
      await require(...(await listMissing(missing)));
    },
  };
}
