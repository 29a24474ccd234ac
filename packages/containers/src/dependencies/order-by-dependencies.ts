import {DependencyCycleError} from '../errors';

/** The direct dependencies of each container by name; a name without an entry has none. */
export type Dependencies = ReadonlyMap<string, readonly string[]>;

/**
 * Puts containers into levels: each one after everything it needs, and everything of one level side by side. What is
 * not among `names` is not listed, but order through it counts: when `c` needs `b` needs `a`, then `c` comes after `a`.
 *
 * @returns names sorted inside a level; no level is empty
 * @throws DependencyCycleError naming the circle, when one can be reached from `names`
 */
export function orderByDependencies(names: readonly string[], dependencies: Dependencies): string[][] {
  const chosen = new Set(names);
  const levelByName = new Map<string, number>();
  for (const name of [...chosen].sort()) assignLevels(name, dependencies, chosen, levelByName);
  const levels: string[][] = [];
  for (const name of [...chosen].sort()) {
    const level = levelByName.get(name) ?? 0;
    (levels[level] ??= []).push(name);
  }
  return levels;
}

/** Walks depth first with a stack of its own: a chain of dependencies may be longer than the call stack is deep. */
function assignLevels(
  root: string,
  dependencies: Dependencies,
  chosen: ReadonlySet<string>,
  levelByName: Map<string, number>,
): void {
  const path: {name: string; needed: readonly string[]; next: number; level: number}[] = [];
  const onPath = new Set<string>();
  const enter = (name: string) => {
    onPath.add(name);
    path.push({name, needed: dependencies.get(name) ?? [], next: 0, level: 0});
  };
  if (!levelByName.has(root)) enter(root);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const needed = top.needed[top.next];
    if (needed === undefined) {
      levelByName.set(top.name, top.level);
      onPath.delete(top.name);
      path.pop();
      continue;
    }
    const level = levelByName.get(needed);
    if (level !== undefined) {
      top.level = Math.max(top.level, level + (chosen.has(needed) ? 1 : 0));
      top.next += 1;
    } else if (onPath.has(needed)) {
      throw new DependencyCycleError(
        closeCycle(
          path.map(({name}) => name),
          needed,
        ),
      );
    } else {
      enter(needed);
    }
  }
}

/** The circle from its first name in the alphabet, whichever way it was found. */
function closeCycle(path: readonly string[], start: string): string[] {
  const cycle = path.slice(path.indexOf(start));
  const first = cycle.indexOf([...cycle].sort()[0] as string);
  const turned = [...cycle.slice(first), ...cycle.slice(0, first)];
  return [...turned, turned[0] as string];
}
