import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import type {Environment} from '@gantry/process';
import type {BuildLog, ImageBuilder} from '../images';
import {buildImage, type BuildSettings} from './build-image';
import {openWorkshop, type Workshop} from './workshop';

export interface DaggerBuilderOptions extends BuildSettings {
  /** Address of the engine (`unix:///…`, `tcp://…`, `docker-container://…`, `kube-pod://…`). Default: `_EXPERIMENTAL_DAGGER_RUNNER_HOST`, else the CLI starts one with Docker. */
  readonly engine?: string | undefined;
  /** Path or name of the Dagger CLI. Default: `_EXPERIMENTAL_DAGGER_CLI_BIN`, else `dagger` from PATH. */
  readonly cli?: string | undefined;
  /** The environment of this process. Little of it reaches the CLI, less the pipelines. */
  readonly env: Environment;
  /** Absolute path of a folder that its owner removes after `close`. */
  readonly temporaryFolder: string;
  readonly log: BuildLog;
}

/**
 * Builds images with Dagger: `container.ts` as a native pipeline, a `Dockerfile` through `Directory.dockerBuild`. All
 * builds share one session, which starts with the first of them; until then neither the SDK is loaded nor a process started.
 */
export function createDaggerBuilder(options: DaggerBuilderOptions): ImageBuilder {
  let opening: Promise<Workshop> | undefined;
  const workshop = () => {
    const privateFolder = join(options.temporaryFolder, 'dagger-session');
    mkdirSync(privateFolder, {recursive: true});
    return (opening ??= openWorkshop({...options, privateFolder}));
  };
  return {
    builder: 'dagger',
    build: async (request) => buildImage(request, await workshop(), options),
    async close() {
      const opened = await opening?.catch(() => undefined);
      await opened?.close();
    },
  };
}
