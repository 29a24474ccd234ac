import type {Log} from '@gantry/action-kit';
import {runBuild} from '@gantry/build-action';
import type {ImageResult} from '@gantry/pipelines/images';
import {createNixBuilder, createVersionEvaluator} from '@gantry/pipelines/nix';
import type {Environment} from '@gantry/process';
import type {Inputs} from './inputs';

/** Builds each container with Nix where the registry does not hold its image yet, and pushes it with skopeo. */
export function main(
  inputs: Inputs,
  {env, log}: {readonly env: Environment; readonly log: Log},
): Promise<ImageResult[]> {
  const {file, attribute, flake, nixpkgs, compression, plainHttp, caFile} = inputs;
  return runBuild({
    inputs,
    env,
    log,
    versionOptions: ({root}) => ({evaluateVersion: createVersionEvaluator({root, env, nixpkgs})}),
    createBuilder: () => createNixBuilder({env, file, attribute, flake, nixpkgs, compression, plainHttp, caFile}),
  });
}
