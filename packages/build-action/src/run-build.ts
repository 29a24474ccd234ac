import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Log} from '@gantry/action-kit';
import {listDependencies, readSettings, workingFiles} from '@gantry/containers';
import {GantryError} from '@gantry/errors';
import {buildsMain, readRunContext} from '@gantry/events';
import {openRepository} from '@gantry/git';
import {createRegistryClient, readCredentials, type RegistryClient} from '@gantry/oci';
import {buildImages, publishImage, type Goal, type ImageBuilder, type ImageResult} from '@gantry/pipelines/images';
import {openSource, selectContainers, type PlanImageRequest} from '@gantry/pipelines/plan';
import type {BuildInputs} from './build-inputs';

export interface RunBuildRequest {
  readonly inputs: BuildInputs;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  /** Absolute path of an OCI archive to write for a container, instead of pushing it. */
  readonly exportFile?: ((container: string) => string) | undefined;
  /** How versions are found that no file states, given the checkout that is built. */
  versionOptions?(source: {readonly root: string}): PlanImageRequest['versionOptions'];
  /** Called once, before the first build; `temporaryFolder` is removed when the run ends. */
  createBuilder(context: {readonly temporaryFolder: string; readonly repositoryUrl: string | undefined}): ImageBuilder;
}

const gitLimitMs = 10 * 60_000;

/**
 * From inputs to images: opens the commit, plans, asks the registry, builds what it does not hold, publishes.
 *
 * @returns one result for each container; a failed one is a result, not an error
 * @throws GantryError for everything that concerns the run as a whole
 */
export async function runBuild(request: RunBuildRequest): Promise<ImageResult[]> {
  const {inputs, env, log} = request;
  const repository = await openRepository(env.GITHUB_WORKSPACE || process.cwd(), {env, timeoutMs: gitLimitMs, log});
  const settings = await readSettings(workingFiles(repository.root));
  const context = readRunContext(env, {eventName: inputs.eventName});
  const destination = {
    registry: inputs.registry ?? settings.registry,
    namespace: inputs.namespace ?? settings.namespace,
  };
  const temporaryFolder = await mkdtemp(join(env.RUNNER_TEMP || tmpdir(), 'gantry-'));
  let builder: ImageBuilder | undefined;
  try {
    const source = await openSource(repository, {
      ref: inputs.ref,
      directory: inputs.directory ?? settings.directory,
      temporaryFolder,
    });
    try {
      const where = `${inputs.directory ?? settings.directory} of ${source.sha.slice(0, 7)}`;
      const containers =
        inputs.containers === 'all' ? source.containers : selectContainers(source.containers, inputs.containers, where);
      const sourceUrl = context.repositoryUrl ?? (await repository.remoteUrl('origin'));
      builder = request.createBuilder({temporaryFolder, repositoryUrl: sourceUrl});
      const publishRequest = {
        source,
        builder,
        goal: await chooseGoal(request, destination.registry),
        plan: {
          destination,
          // A commit that somebody chose by hand is not main's own build, even when it is main's tip.
          main: inputs.ref === 'HEAD' && buildsMain(context, inputs.mainBranch ?? settings.mainBranch),
          tags: inputs.tags.length === 0 ? undefined : inputs.tags,
          versionOptions: request.versionOptions?.(source),
        },
        sourceUrl,
        labels: inputs.labels,
        timeLimitMs: inputs.timeoutMinutes * 60_000,
        temporaryFolder,
        log,
      };
      return await buildImages({
        containers,
        builder: builder.builder,
        dependencies: await listDependencies(source.files, source.containers, definedOnly(destination)),
        maxParallel: inputs.maxParallel,
        log,
        buildOne: (container) => publishImage(container, publishRequest),
      });
    } finally {
      await builder?.close();
      await source.dispose();
    }
  } finally {
    await rm(temporaryFolder, {recursive: true, force: true});
  }
}

async function chooseGoal(
  {inputs, env, log, exportFile}: RunBuildRequest,
  registry: string | undefined,
): Promise<Goal> {
  if (exportFile) return {kind: 'export', fileFor: exportFile};
  if (!inputs.push) return {kind: 'build'};
  if (registry === undefined) {
    throw new GantryError('There is no registry to push to', {
      code: 'no-registry',
      hint: 'set the input `registry`, or `registry:` in gantry.yaml; `push: false` builds without publishing.',
    });
  }
  return {kind: 'push', client: await openClient(registry, inputs, env, log)};
}

async function openClient(
  registry: string,
  {plainHttp, caFile}: Pick<BuildInputs, 'plainHttp' | 'caFile'>,
  env: RunBuildRequest['env'],
  log: Log,
): Promise<RegistryClient> {
  const credentials = await readCredentials(registry, env);
  const ca = caFile === undefined ? undefined : await readCaFile(caFile);
  const client = createRegistryClient({
    registry,
    plainHttp,
    log,
    ...(credentials === undefined ? {} : {credentials}),
    ...(ca === undefined ? {} : {ca}),
  });
  // A registry that cannot be reached is one error of the run, not one of each container.
  await client.ping();
  return client;
}

async function readCaFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new GantryError(`The ca-file ${path} cannot be read`, {
      code: 'invalid-input',
      hint: 'name a PEM file that this job can read.',
      cause,
    });
  }
}

function definedOnly({registry, namespace}: {registry: string | undefined; namespace: string | undefined}): {
  registry?: string;
  namespace?: string;
} {
  return {...(registry === undefined ? {} : {registry}), ...(namespace === undefined ? {} : {namespace})};
}
