import {mkdtemp, rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {Container} from '@gantry/containers';
import {GantryError} from '@gantry/errors';
import {formatReference, publish, type Digest, type RegistryClient} from '@gantry/oci';
import {imageLabels, planImage, type PlanImageRequest, type Source} from '../plan';
import type {BuildLog, BuiltImage, ImageBuilder} from './image-builder';
import type {ImageResult} from './image-result';
import {withTimeLimit} from './with-time-limit';

/** What becomes of the images of a run. */
export type Goal =
  | {readonly kind: 'push'; readonly client: RegistryClient}
  /** Builds, and keeps nothing. */
  | {readonly kind: 'build'}
  /** Builds, and writes each image as an OCI archive; `fileFor` gives its absolute path. */
  | {readonly kind: 'export'; fileFor(container: string): string};

export interface PublishImageRequest {
  readonly source: Source;
  readonly builder: ImageBuilder;
  readonly goal: Goal;
  readonly plan: Omit<PlanImageRequest, 'container' | 'builder' | 'sha' | 'commitTime' | 'files'>;
  readonly sourceUrl: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  /** Limit for one container, in milliseconds. */
  readonly timeLimitMs: number;
  readonly temporaryFolder: string;
  readonly log: BuildLog;
}

/**
 * Plans, builds and publishes one image. The registry is asked before anything is built; an image that it has already is
 * not built again.
 *
 * @throws what planning, building and publishing throw
 */
export async function publishImage(
  container: Container,
  request: PublishImageRequest,
): Promise<Omit<ImageResult, 'durationMs'>> {
  const {source, builder, goal} = request;
  const log = prefixed(request.log, container.name);
  const plan = await planImage({
    ...request.plan,
    container,
    builder: builder.builder,
    sha: source.sha,
    commitTime: source.commitTime,
    files: source.files,
  });
  const result = {container: plan.container, builder: plan.builder, version: plan.version, tags: plan.tags};

  const build = async <Result>(use: (image: BuiltImage) => Promise<Result>): Promise<Result> => {
    const workFolder = await mkdtemp(join(request.temporaryFolder, 'image-'));
    try {
      return await withTimeLimit(`Building ${container.path}`, request.timeLimitMs, async (signal) => {
        const labels = imageLabels(plan, request.sourceUrl, {...container.settings.labels, ...request.labels});
        const folder = join(source.root, container.path);
        log.info(`building ${plan.version} of commit ${plan.sha.slice(0, 7)}`);
        return use(
          await builder.build({plan, container, root: source.root, source: folder, labels, workFolder, signal, log}),
        );
      });
    } finally {
      await rm(workFolder, {recursive: true, force: true});
    }
  };

  if (goal.kind !== 'push') {
    const digest = await build(async (image) => {
      if (goal.kind === 'export') await image.exportTo(goal.fileFor(container.name));
      return image.digest;
    });
    log.info('built, not pushed');
    return {...result, reference: '', digest: digest ?? '', status: 'built'};
  }

  await source.assertCommitted(container.path);
  const {client} = goal;
  const {repository} = plan;
  const published = await publish({
    client,
    repository,
    tags: plan.tags,
    log,
    push: (firstTag) => build((image) => pushOrFind(image, {client, repository, firstTag})),
  });
  const reference = formatReference({
    registry: client.registry,
    repository,
    tag: plan.tags[0],
    digest: published.digest,
  });
  log.info(`${published.status === 'built' ? 'published' : 'exists already'}: ${reference}`);
  return {...result, reference, digest: published.digest, status: published.status};
}

/**
 * Pushes an image. A run beside this one may have published the very same image meanwhile, and a registry that never
 * overwrites refuses even that: then the image is where it should be.
 */
async function pushOrFind(image: BuiltImage, target: Parameters<BuiltImage['push']>[0]): Promise<Digest> {
  try {
    return await image.push(target);
  } catch (error) {
    if (image.digest === undefined || !(error instanceof GantryError) || error.code !== 'denied') throw error;
    const found = await target.client.resolve(target.repository, target.firstTag);
    if (found?.digest === image.digest) return image.digest;
    throw error;
  }
}

function prefixed(log: BuildLog, name: string): BuildLog {
  const prefix = (text: string) =>
    text
      .split(/\r\n|[\r\n\u0085\u2028\u2029]/)
      .map((line) => `${name}: ${line}`)
      .join('\n');
  return {info: (text) => log.info(prefix(text)), warning: (text) => log.warning(prefix(text))};
}
