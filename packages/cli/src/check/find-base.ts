import {RepositoryError, parseCommitSha, UnknownRefError, type CommitSha, type Repository} from '@gantry/git';
import {run, toolEnvironment, type Environment} from '@gantry/process';

/** What was compared with, or why everything is checked. */
export type CheckBase =
  | {readonly kind: 'commit'; readonly sha: CommitSha; readonly name: string}
  | {readonly kind: 'everything'; readonly reason: string};

/**
 * The commit at which this branch left main: of the remote-tracking branch, else of the local one, so that a hook asks no
 * network. Only a clone that has neither asks `origin`.
 *
 * @param mainBranch - without `refs/heads/`
 */
export async function findMainBase(
  repository: Repository,
  head: CommitSha,
  mainBranch: string,
  env: Environment,
): Promise<CheckBase> {
  try {
    const main =
      (await findLocal(repository.root, mainBranch, env)) ?? (await repository.resolve(`refs/heads/${mainBranch}`));
    const sha = await repository.mergeBase(head, main);
    if (sha !== undefined) return {kind: 'commit', sha, name: mainBranch};
    return {kind: 'everything', reason: `this branch and ${mainBranch} have no common history`};
  } catch (error) {
    if (error instanceof UnknownRefError) return {kind: 'everything', reason: `there is no branch ${mainBranch}`};
    if (!(error instanceof RepositoryError)) throw error;
    return {kind: 'everything', reason: `the history of ${mainBranch} cannot be read: ${error.message}`};
  }
}

/**
 * The commit at which this branch left the one that somebody named; an ancestor is that commit itself.
 *
 * @throws UnknownRefError when there is no such ref
 */
export async function findNamedBase(repository: Repository, head: CommitSha, ref: string): Promise<CheckBase> {
  const sha = await repository.resolve(ref);
  return {kind: 'commit', sha: (await repository.mergeBase(head, sha)) ?? sha, name: ref};
}

async function findLocal(root: string, branch: string, env: Environment): Promise<CommitSha | undefined> {
  const refs = [`refs/remotes/origin/${branch}`, `refs/heads/${branch}`];
  const {stdout} = await run(['git', 'for-each-ref', '--format=%(refname) %(objectname)', ...refs], {
    cwd: root,
    env: toolEnvironment(env, {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: root,
    }),
    timeoutMs: 60_000,
  });
  const shaByRef = new Map(stdout.split('\n').map((line) => line.split(' ') as [string, string]));
  const sha = refs.flatMap((ref) => shaByRef.get(ref) ?? [])[0];
  return sha === undefined ? undefined : parseCommitSha(sha);
}
