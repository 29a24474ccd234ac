import {parseTag, type Builder} from '@gantry/tags';
import type {TagSource} from '../ports';
import {toShortSha} from './short-sha';

/**
 * The commits for which images of one container are published, each as the number that the first seven digits of its sha
 * are: 500 containers with 10,000 tags each take 10 MB like this, and some hundred as texts.
 */
export type PublishedShas = Readonly<Record<Builder, Uint32Array>>;

/** So many repositories are asked at once. */
const maxParallel = 16;

/**
 * Asks the registry for the tags of each container, each repository once. The first one is asked alone: a registry that
 * cannot be reached is not asked hundreds of times.
 *
 * @param repositories - `namespace/name` by container
 * @param mainOnly - only `-main` tags count
 * @throws what the source throws, for the first repository that cannot be read
 */
export async function readPublished(
  repositories: ReadonlyMap<string, string>,
  source: TagSource,
  mainOnly: boolean,
): Promise<ReadonlyMap<string, PublishedShas>> {
  const published = new Map<string, PublishedShas>();
  const queue = [...repositories];
  const readNext = async (): Promise<void> => {
    const next = queue.shift();
    if (next) published.set(next[0], sortTags(await source.listTags(next[1]), mainOnly));
  };
  await readNext();
  const work = async (): Promise<void> => {
    while (queue.length > 0) {
      try {
        await readNext();
      } catch (error) {
        queue.length = 0;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({length: Math.min(maxParallel, queue.length)}, work));
  return published;
}

/** Which commits a list of tags speaks of. */
export function sortTags(tags: readonly string[], mainOnly: boolean): PublishedShas {
  const shas = {dagger: new Set<number>(), nix: new Set<number>()};
  for (const text of tags) {
    const tag = parseTag(text);
    if (tag && (tag.main || !mainOnly)) shas[tag.builder].add(toShortSha(tag.shortSha));
  }
  return {dagger: Uint32Array.from(shas.dagger), nix: Uint32Array.from(shas.nix)};
}
