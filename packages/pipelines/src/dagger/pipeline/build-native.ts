import {join} from 'node:path';
import type {Secret} from '@dagger.io/dagger/client';
import {normalizeVersion} from '@gantry/tags';
import type {BuildRequest} from '../../images';
import type {BuildTools, BuiltContainers} from '../build-image';
import {DaggerBuildError} from '../dagger-build-error';
import {keyOf} from '../dockerfile/run-steps';
import {setSecrets} from '../set-secrets';
import {locationOfMember} from './member-location';
import type {PipelineFailure} from './protocol';
import {runPipeline} from './run-pipeline';

/** Builds a `container.ts` in a process of its own, which hands back containers of the shared session. */
export async function buildNative(request: BuildRequest, tools: BuildTools): Promise<BuiltContainers> {
  const {container, plan, root, source, log} = request;
  const {settings, workshop} = tools;
  const file = join(source, 'container.ts');
  const forced = settings.platforms ?? [];
  const outcome = await runPipeline({
    request: {
      root,
      source,
      file,
      platforms: forced.length > 0 ? forced : [workshop.defaultPlatform],
      platformsAreForced: forced.length > 0,
      args: settings.buildArgs ?? {},
      secretIds: await idsOf(setSecrets(tools.dag, settings.secrets)),
    },
    session: workshop.session.address,
    program: settings.pipelineProgram,
    env: settings.env,
    privateFolder: request.workFolder,
    signal: request.signal,
    onLine: (line) => log.info(line),
    onStep: (command) => tools.expectCommand(keyOf(command.join(' '))),
  });
  if ('phase' in outcome) throw failed(container.name, outcome);
  if (normalizeVersion(outcome.version) !== plan.version) {
    throw failed(container.name, {
      phase: 'definition',
      message: `its version is ${outcome.version} when it runs, and ${plan.version} where it is read: write it as a plain text`,
      locations: [locationOfMember(file, root, 'version')],
    });
  }
  return {ids: outcome.images.map(({containerId}) => containerId), labels: outcome.labels};
}

async function idsOf(secrets: readonly [string, Secret][]): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const [name, secret] of secrets) ids[name] = await secret.id();
  return ids;
}

function failed(container: string, {phase, message, locations, step}: PipelineFailure): DaggerBuildError {
  return new DaggerBuildError({
    container,
    phase,
    message,
    places: locations.map(({file, line}) => `${file}:${line}`),
    command: step?.command,
    exitCode: step?.exitCode,
    output: step?.output,
  });
}
