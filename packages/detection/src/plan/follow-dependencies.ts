/** Everything that a container depends on, through any number of steps; itself only when it is part of a circle. */
export function followDependencies(
  name: string,
  dependencies: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const found = new Set<string>();
  const open = [...(dependencies.get(name) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(dependencies.get(next) ?? []));
  }
  return [...found].sort();
}
