import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Platform} from '@dagger.io/dagger/client';
import {readVersion, workingFiles} from '@gantry/containers';
import type {BuildRequest} from '../../images';
import type {BuildTools, BuiltContainers} from '../build-image';
import {DaggerBuildError} from '../dagger-build-error';
import {setSecrets} from '../set-secrets';
import {listRunSteps} from './run-steps';

/**
 * Builds a Dockerfile through `Directory.dockerBuild`, which respects `.dockerignore`. `CONTAINER_APP_VERSION` is passed as
 * a build argument, so that every stage that declares it gets it.
 *
 * @throws DaggerBuildError with the lines of the step that failed
 */
export async function buildLegacy(request: BuildRequest, tools: BuildTools): Promise<BuiltContainers> {
  const {container, root, source} = request;
  const {dag, settings, workshop} = tools;
  const text = await readFile(join(source, 'Dockerfile'), 'utf8');
  for (const {key} of listRunSteps(text)) tools.expectCommand(key);
  const version = await readVersion(workingFiles(root), container, 'dagger');
  const buildArgs = {CONTAINER_APP_VERSION: version, ...settings.buildArgs};
  const options = {
    buildArgs: Object.entries(buildArgs).map(([name, value]) => ({name, value})),
    secrets: setSecrets(dag, settings.secrets).map(([, secret]) => secret),
  };
  const platforms = settings.platforms?.length ? settings.platforms : [workshop.defaultPlatform];
  const directory = dag.host().directory(source);
  try {
    const ids = platforms.map(async (platform) => {
      const built = await directory.dockerBuild({...options, platform: platform as Platform}).sync();
      return built.id();
    });
    return {ids: await Promise.all(ids), labels: {}};
  } catch (error) {
    const {explainDockerfile} = await import('./explain-dockerfile');
    const failure = explainDockerfile(error, {container: container.name, text, path: `${container.path}/Dockerfile`});
    throw failure === undefined ? error : new DaggerBuildError(failure);
  }
}
