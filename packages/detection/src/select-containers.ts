import {parseContainerName, suggest, UnknownContainerError, type Container} from '@gantry/containers';

/**
 * The containers that somebody named.
 *
 * @param where - where was looked, for the error: `containers of abc1234`
 * @throws InvalidContainerNameError; UnknownContainerError that lists what there is
 */
export function selectContainers(
  containers: readonly Container[],
  names: readonly string[],
  where: string,
): readonly Container[] {
  const wanted = new Set(names.map(parseContainerName));
  const known = containers.map(({name}) => name);
  const unknown = [...wanted].filter((name) => !known.includes(name));
  const [first] = unknown;
  if (first === undefined) return containers.filter(({name}) => wanted.has(name));
  const listed = known.length === 0 ? 'there is none' : `there are ${known.slice(0, 20).join(', ')}`;
  const more = known.length > 20 ? `, and ${known.length - 20} more` : '';
  throw new UnknownContainerError(
    `There is no container ${unknown.map((name) => JSON.stringify(name)).join(', ')} in ${where}${suggest(first, known)}; ${listed}${more}`,
    'name a folder that holds a container.ts, a Dockerfile or a default.nix.',
  );
}
