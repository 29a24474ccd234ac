import {isAbsolute, join, resolve} from 'node:path';
import type {Log} from '@gantry/action-kit';
import {reportResults, runBuild} from '@gantry/build-action';
import {createDaggerBuilder} from '@gantry/pipelines/dagger';
import type {Inputs} from './inputs';

export interface Ports {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  /** Absolute path of the bundle that runs a `container.ts`. */
  readonly pipelineProgram: string;
}

/** Builds each container with Dagger, unless the registry has its image, publishes it, and reports. */
export async function main(inputs: Inputs, {env, log, pipelineProgram}: Ports): Promise<void> {
  const workspace = env.GITHUB_WORKSPACE || process.cwd();
  const results = await runBuild({
    inputs,
    env,
    log,
    exportFile: inputs.export === undefined ? undefined : archiveName(workspace, inputs.export),
    createBuilder: ({temporaryFolder}) =>
      createDaggerBuilder({
        engine: inputs.engine,
        cli: inputs.daggerCli,
        platforms: inputs.platforms,
        buildArgs: inputs.buildArgs,
        secrets: inputs.secrets,
        env,
        temporaryFolder,
        pipelineProgram,
        log,
      }),
  });
  reportResults(results, log);
}

function archiveName(workspace: string, target: string): (container: string) => string {
  const path = isAbsolute(target) ? target : resolve(workspace, target);
  return (container) => (path.endsWith('.tar') ? path : join(path, `${container}.tar`));
}
