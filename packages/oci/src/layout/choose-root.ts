import type {Descriptor} from '../manifest/descriptor';
import {InvalidLayoutError} from './invalid-layout-error';

const nameAnnotation = 'org.opencontainers.image.ref.name';

/**
 * Which entry of `index.json` is the image. What tools write:
 *
 * - one entry, an image manifest or, for several platforms, an index (BuildKit and Dagger, skopeo, podman, buildah);
 * - the same entry several times, once for each name (BuildKit with several names);
 * - one image manifest for each platform, without an index of their own: then `index.json` itself is the index;
 * - several images in one layout, told apart by name (umoci, skopeo into an existing layout): then `name` chooses.
 *
 * @param name - value of `org.opencontainers.image.ref.name`
 * @returns the entry, or `index.json` when that is the image itself
 * @throws InvalidLayoutError when there is none, or it is not clear which
 */
export function chooseRoot(
  entries: readonly Descriptor[],
  name: string | undefined,
  where: string,
): Descriptor | 'index.json' {
  const candidates = name === undefined ? entries : entries.filter((entry) => nameOf(entry) === name);
  const distinct = [...new Map(candidates.map((entry) => [entry.digest, entry])).values()];
  const [only, second] = distinct;
  if (only === undefined) {
    throw new InvalidLayoutError(name === undefined ? `${where} has no image` : `${where} has no image named ${name}`);
  }
  if (second === undefined) return only;
  const platforms = new Set(distinct.map(({platform}) => platform && JSON.stringify(platform)));
  const names = new Set(distinct.map(nameOf));
  if (name === undefined && names.size === 1 && !platforms.has(undefined) && platforms.size === distinct.length) {
    return 'index.json';
  }
  const list = distinct.map((entry) => nameOf(entry) ?? entry.digest).join(', ');
  throw new InvalidLayoutError(`${where} has several images: ${list}`, 'export one image into a layout of its own.');
}

function nameOf(entry: Descriptor): string | undefined {
  return entry.annotations?.[nameAnnotation];
}
