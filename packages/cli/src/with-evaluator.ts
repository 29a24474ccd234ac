import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {ReadVersionOptions} from '@gantry/containers';
import type {CommitSha, PrivateCheckout, Repository} from '@gantry/git';
import type {Environment} from '@gantry/process';

export type EvaluateVersion = NonNullable<ReadVersionOptions['evaluateVersion']>;

/**
 * Asks Nix for versions of the files as they lie here. Loaded when the first one is asked for.
 *
 * @param root - absolute path of the checkout
 */
export function workingEvaluator(root: string, env: Environment): EvaluateVersion {
  return async (container) => {
    const {createVersionEvaluator} = await import('@gantry/pipelines/nix');
    return createVersionEvaluator({root, env})(container);
  };
}

/** The same for the files of a commit: it gets a checkout of its own when the first version is asked for. */
export async function withCommitEvaluator<Result>(
  {repository, sha, env}: {readonly repository: Repository; readonly sha: CommitSha; readonly env: Environment},
  use: (evaluate: EvaluateVersion) => Promise<Result>,
): Promise<Result> {
  let folder: string | undefined;
  let checkout: PrivateCheckout | undefined;
  try {
    return await use(async (container) => {
      if (container.settings.nix === undefined) return undefined;
      folder ??= await mkdtemp(join(tmpdir(), 'gantry-'));
      checkout ??= await repository.checkout(sha, folder);
      return workingEvaluator(checkout.root, env)(container);
    });
  } finally {
    await checkout?.dispose();
    if (folder !== undefined) await rm(folder, {recursive: true, force: true});
  }
}
