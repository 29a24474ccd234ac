import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, realpath, rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {CommitPresence} from './commit-presence';
import type {CommitSha} from './commit-sha';
import type {Git} from './git-command';
import {appendConfiguration} from './git-environment';
import type {PrivateCheckout} from './repository';

/** @see Repository.checkout */
export async function createCheckout(
  sha: CommitSha,
  parent: string,
  {git, commits}: {readonly git: Git; readonly commits: CommitPresence},
): Promise<PrivateCheckout> {
  await commits.require(sha);
  await mkdir(parent, {recursive: true});
  const root = await mkdtemp(join(await realpath(parent), 'gantry-checkout-'));
  // A sparse checkout of the user says what they want to see, not what a container is built from.
  const env = appendConfiguration(git.env, [['core.sparseCheckout', 'false']]);
  const dispose = async () => {
    if (!existsSync(root)) return;
    const removed = await git.try(['worktree', 'remove', '--force', '--force', root]);
    await rm(root, {recursive: true, force: true, maxRetries: 3});
    if (removed.exitCode !== 0) await git.try(['worktree', 'prune']);
  };
  try {
    await git.run(['worktree', 'add', '--quiet', '--detach', root, sha], {env});
  } catch (error) {
    await dispose();
    throw error;
  }
  return {root, dispose};
}
