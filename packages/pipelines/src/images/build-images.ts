import {orderByDependencies, type Container} from '@gantry/containers';
import {describeError} from '@gantry/errors';
import type {Builder} from '@gantry/tags';
import type {BuildLog} from './image-builder';
import type {ImageResult} from './image-result';
import {runLimited} from './run-limited';

export interface BuildImagesRequest {
  readonly containers: readonly Container[];
  readonly builder: Builder;
  /** Which containers each one is built on. */
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
  /** How many are built side by side. */
  readonly maxParallel: number;
  readonly log: BuildLog;
  /** Builds and publishes one; its failure is an error. */
  buildOne(container: Container): Promise<Omit<ImageResult, 'durationMs'>>;
}

/**
 * Builds many images: dependencies first, side by side within a level. The failure of one ends neither the others nor
 * this call; what is built on a failed one is skipped, with that reason.
 *
 * @returns one result for each container, in the order of `containers`
 * @throws DependencyCycleError before anything is built
 */
export async function buildImages(request: BuildImagesRequest): Promise<ImageResult[]> {
  const {containers, builder, dependencies, log} = request;
  const containerByName = new Map(containers.map((container) => [container.name, container]));
  const levels = orderByDependencies([...containerByName.keys()], dependencies);
  const resultByName = new Map<string, ImageResult>();

  const settle = async (container: Container): Promise<void> => {
    const startedMs = Date.now();
    const finish = (result: Omit<ImageResult, 'durationMs'>) =>
      resultByName.set(container.name, {...result, durationMs: Date.now() - startedMs});
    const nothing = {container: container.name, builder, version: '', reference: '', digest: '', tags: []};
    if (!container.builders.includes(builder)) {
      const reason = `${container.path} has no ${builder === 'nix' ? 'default.nix' : 'container.ts or Dockerfile'}`;
      log.info(`${container.name}: skipped, ${reason}`);
      finish({...nothing, status: 'skipped', reason});
      return;
    }
    const broken = (dependencies.get(container.name) ?? []).find((name) => isBroken(resultByName.get(name)));
    if (broken !== undefined) {
      const reason = `it is built on ${broken}, which could not be built`;
      log.warning(`${container.name}: skipped, ${reason}`);
      finish({...nothing, status: 'skipped', reason});
      return;
    }
    try {
      finish(await request.buildOne(container));
    } catch (error) {
      const text = describeError(error);
      log.warning(`${container.name}: failed\n${text}`);
      finish({...nothing, status: 'failed', reason: text.split('\n', 1)[0] ?? ''});
    }
  };

  for (const level of levels) {
    await runLimited(
      level.flatMap((name) => containerByName.get(name) ?? []),
      request.maxParallel,
      settle,
    );
  }
  return containers.flatMap((container) => resultByName.get(container.name) ?? []);
}

/** A failed image, or one that was skipped because of a failed one, cannot be built upon; one without this builder can. */
function isBroken(result: ImageResult | undefined): boolean {
  return (
    result?.status === 'failed' ||
    (result?.status === 'skipped' && result.reason?.startsWith('it is built on') === true)
  );
}
