import {parseContainerName, type Container} from '@gantry/containers';
import {GantryError} from '@gantry/errors';

/** A container was named that the repository does not have. */
export class UnknownContainerError extends GantryError {
  constructor(names: readonly string[], known: readonly string[], where: string) {
    const list =
      known.length === 0
        ? 'there is none'
        : `there are ${known.slice(0, 20).join(', ')}${known.length > 20 ? `, … (${known.length})` : ''}`;
    super(`No container ${names.map((name) => JSON.stringify(name)).join(', ')} in ${where}: ${list}`, {
      code: 'unknown-container',
      hint: 'name a folder that holds a container.ts, a Dockerfile or a default.nix.',
    });
  }
}

/**
 * The containers that somebody named, in the order of the names.
 *
 * @param where - where was looked, for the error
 * @throws InvalidContainerNameError for a name that no container can have; UnknownContainerError for one that none has
 */
export function selectContainers(
  containers: readonly Container[],
  names: readonly string[],
  where: string,
): Container[] {
  const containerByName = new Map(containers.map((container) => [container.name, container]));
  const wanted = names.map(parseContainerName);
  const unknown = wanted.filter((name) => !containerByName.has(name));
  if (unknown.length > 0) throw new UnknownContainerError(unknown, [...containerByName.keys()], where);
  return wanted.flatMap((name) => containerByName.get(name) ?? []);
}
