import {orderByDependencies, type Builder, type Container} from '@gantry/containers';
import {ReasonCollector, type Reasons} from '../reasons';
import {followDependencies} from './follow-dependencies';
import type {ImageVerdict} from './image-verdict';

/** One container that has to be built. */
export interface PlannedBuild {
  readonly container: Container;
  /** The builders whose image is owed; `dagger` first. */
  readonly builders: readonly Builder[];
  readonly reasons: Reasons;
}

export interface BuildPlan {
  /** By name. */
  readonly builds: ReadonlyMap<string, PlannedBuild>;
  /** What a person should know besides, as sentences. */
  readonly warnings: readonly string[];
}

/**
 * Decides what is built: what has to be, what changed, and what depends on either. Pure.
 *
 * @param dependencies - direct ones by name; names that are no container of head are deleted ones
 * @throws DependencyCycleError
 */
export function planBuilds(
  images: readonly ImageVerdict[],
  dependencies: ReadonlyMap<string, readonly string[]>,
): BuildPlan {
  const imagesByName = groupByContainer(images);
  const buildersByName = new Map<string, Set<Builder>>();
  const reasons = new ReasonCollector();
  const warnings = new Set<string>();
  const owe = ({container, builder}: ImageVerdict, reason: string | Reasons) => {
    if (typeof reason === 'string') reasons.add(container.name, reason);
    else reasons.addAll(container.name, reason);
    const builders = buildersByName.get(container.name) ?? new Set();
    buildersByName.set(container.name, builders.add(builder));
  };

  // Dependencies come first, so each container is looked at when all below it are settled.
  for (const name of orderByDependencies([...imagesByName.keys()], dependencies).flat()) {
    const needed = dependencies.get(name) ?? [];
    const allNeeded = needed.length === 0 ? needed : followDependencies(name, dependencies);
    for (const image of imagesByName.get(name) ?? []) {
      const {verdict, builder} = image;
      if (verdict.kind === 'build') owe(image, verdict.reason);
      if (verdict.kind === 'compare') {
        const own = verdict.changes.changed.get(name);
        if (own) owe(image, own);
        for (const dependency of allNeeded) {
          if (verdict.changes.deleted.has(dependency)) {
            owe(image, `${dependency}, which it depends on, was deleted`);
            warnings.add(`${name} depends on ${dependency}, which was deleted: ${name} is built, and may fail.`);
          } else if (verdict.changes.changed.has(dependency) && !buildersByName.has(dependency)) {
            owe(image, `${dependency}, which it depends on, changed since its image was built`);
          }
        }
      }
      for (const dependency of allNeeded) {
        if (isRebuiltFor(builder, dependency)) owe(image, `${dependency}, which it depends on, is rebuilt`);
      }
    }
  }

  /** A dependant takes the image of its own builder where there is one. */
  function isRebuiltFor(builder: Builder, dependency: string): boolean {
    const owed = buildersByName.get(dependency);
    if (owed === undefined) return false;
    return owed.has(builder) || !imagesByName.get(dependency)?.some((image) => image.builder === builder);
  }

  const builds = new Map<string, PlannedBuild>();
  for (const [name, builders] of buildersByName) {
    const container = imagesByName.get(name)?.[0]?.container;
    const found = reasons.get(name);
    if (!container || !found) continue;
    builds.set(name, {container, builders: container.builders.filter((one) => builders.has(one)), reasons: found});
  }
  return {builds, warnings: [...warnings]};
}

function groupByContainer(images: readonly ImageVerdict[]): Map<string, ImageVerdict[]> {
  const grouped = new Map<string, ImageVerdict[]>();
  for (const image of images) {
    const group = grouped.get(image.container.name);
    if (group) group.push(image);
    else grouped.set(image.container.name, [image]);
  }
  return grouped;
}
