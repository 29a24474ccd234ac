import {indexOwners, type Container} from '@gantry/containers';
import {formatPath, ReasonCollector} from '../reasons';
import type {Changes} from './changes';

export interface ChangeRequest {
  /** The paths that differ, sorted. */
  readonly paths: readonly string[];
  /** The containers of head. */
  readonly containers: readonly Container[];
  /** The folder that holds them; `''` is the root. */
  readonly directory: string;
  /** Each container's `watch` patterns. */
  readonly watch: ReadonlyMap<string, readonly string[]>;
  /** What changed in gantry.yaml, by container. */
  readonly settings: ReadonlyMap<string, string>;
}

const buildFiles = new Set(['container.ts', 'Dockerfile', 'default.nix']);

/** Assigns each path that differs to the containers it belongs to. */
export function findChanges({paths, containers, directory, watch, settings}: ChangeRequest): Changes {
  const names = new Set(containers.map(({name}) => name));
  const ownersOf = indexOwners(containers, watch);
  const reasons = new ReasonCollector();
  const deleted = new Set<string>();
  for (const [name, text] of settings) if (names.has(name)) reasons.add(name, text);
  for (const path of paths) {
    for (const {container, watch: pattern} of ownersOf(path)) {
      const why = pattern === undefined ? '' : ` (watch ${formatPath(pattern)})`;
      reasons.add(container, `${formatPath(path)} changed${why}`);
    }
    const name = containerOfBuildFile(path, directory);
    if (name !== undefined && !names.has(name)) deleted.add(name);
  }
  return {changed: reasons.all, deleted};
}

/** The name of the container whose build file this path is or was; `undefined` for every other path. */
export function containerOfBuildFile(path: string, directory: string): string | undefined {
  const prefix = directory === '' ? '' : `${directory}/`;
  if (!path.startsWith(prefix)) return undefined;
  const [name, file, ...more] = path.slice(prefix.length).split('/');
  return more.length === 0 && name !== undefined && file !== undefined && buildFiles.has(file) ? name : undefined;
}
