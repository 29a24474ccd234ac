import type {Container} from '../container';
import {hasWildcard, matchesSegments, parseWatchPattern} from './watch-pattern';

/** Why a path belongs to a container. */
export interface Owner {
  readonly container: string;
  /** The pattern that names the path; `undefined` when the path is in the container's folder. */
  readonly watch?: string;
}

/** A pattern that no file fits. */
export interface UnmatchedWatch {
  readonly container: string;
  readonly pattern: string;
}

/** The patterns of each container by name; see `listWatch`. */
export type WatchByName = ReadonlyMap<string, readonly string[]>;

interface WatchEntry {
  readonly container: string;
  readonly pattern: string;
  readonly alternative: readonly string[];
}

/** The container whose folder holds the path, or is the path (a link or submodule in its place). */
export function ownerOf(path: string, containers: readonly Container[]): Container | undefined {
  return containers.find((container) => path === container.path || path.startsWith(`${container.path}/`));
}

/**
 * Prepares the question "whose is this path?" for many paths: an answer takes as long as the path is deep, plus one match
 * for each pattern whose fixed beginning the path shares.
 *
 * @returns a function from a path to its owners: the folder's first, then watchers by name, each container once
 * @throws WatchPatternError
 */
export function indexOwners(containers: readonly Container[], watch: WatchByName): (path: string) => Owner[] {
  const containerByPath = new Map(containers.map((container) => [container.path, container.name]));
  const entriesByBase = indexWatch(watch);
  return (path) => {
    const owners = new Map<string, Owner>();
    const segments = path.split('/');
    for (const base of basesOf(path)) {
      const container = containerByPath.get(base);
      if (container !== undefined) owners.set(container, {container});
    }
    const watchers = [...watchersOf(path, segments, entriesByBase)];
    watchers.sort((a, b) => (a.container < b.container ? -1 : a.container > b.container ? 1 : 0));
    for (const {container, pattern} of watchers) {
      if (!owners.has(container)) owners.set(container, {container, watch: pattern});
    }
    return [...owners.values()];
  };
}

/**
 * The patterns that fit none of the files: most often a mistake in writing, which would hide changes.
 *
 * @param files - all tracked files, from the root
 * @throws WatchPatternError
 */
export function unmatchedWatchPatterns(files: Iterable<string>, watch: WatchByName): UnmatchedWatch[] {
  const open = new Map<string, UnmatchedWatch>();
  for (const [container, patterns] of watch) {
    for (const pattern of patterns) open.set(keyOf({container, pattern}), {container, pattern});
  }
  if (open.size === 0) return [];
  const entriesByBase = indexWatch(watch);
  for (const path of files) {
    for (const entry of watchersOf(path, undefined, entriesByBase, open)) open.delete(keyOf(entry));
    if (open.size === 0) break;
  }
  return [...open.values()];
}

function indexWatch(watch: WatchByName): Map<string, WatchEntry[]> {
  const entriesByBase = new Map<string, WatchEntry[]>();
  for (const [container, patterns] of watch) {
    for (const pattern of patterns) {
      for (const alternative of parseWatchPattern(pattern).alternatives) {
        const fixed = alternative.findIndex(hasWildcard);
        const base = alternative.slice(0, fixed === -1 ? undefined : fixed).join('/');
        const entries = entriesByBase.get(base) ?? [];
        entries.push({container, pattern, alternative});
        entriesByBase.set(base, entries);
      }
    }
  }
  return entriesByBase;
}

function* watchersOf(
  path: string,
  known: readonly string[] | undefined,
  entriesByBase: ReadonlyMap<string, readonly WatchEntry[]>,
  only?: ReadonlyMap<string, unknown>,
): Generator<WatchEntry> {
  let segments = known;
  for (const base of basesOf(path)) {
    for (const entry of entriesByBase.get(base) ?? []) {
      if (only && !only.has(keyOf(entry))) continue;
      segments ??= path.split('/');
      if (matchesSegments(segments, entry.alternative)) yield entry;
    }
  }
}

/** The root, every folder on the way, and the path itself. */
function* basesOf(path: string): Generator<string> {
  yield '';
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) yield path.slice(0, slash);
  yield path;
}

function keyOf({container, pattern}: {container: string; pattern: string}): string {
  return `${container}\0${pattern}`;
}
