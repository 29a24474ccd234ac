import type {Builder, Container} from '@gantry/containers';
import type {CommitSha} from '@gantry/git';
import type {History} from '../ports';
import {ShortShaIndex, type NewestImage} from './find-newest';
import type {PublishedShas} from './read-published';
import {toShortSha} from './short-sha';

interface Image {
  readonly container: Container;
  readonly builder: Builder;
}

/** One image of head, and the newest ancestor for which it is published. */
export interface ImageBase extends Image {
  /** `undefined` when none is published for any ancestor that was looked at. */
  readonly newest: NewestImage | undefined;
}

/** How far back is looked, in steps: most images are found in the first, and a shallow clone fetches no more than that. */
export const historySteps = [200, 2_000, 20_000] as const;

/**
 * Finds each image's newest published ancestor. The history is read only as far as needed, and never further than the
 * last of {@link historySteps}: an image that is older is built again.
 *
 * @param headCounts - an image of head itself is an answer
 */
export async function findImageBases(
  containers: readonly Container[],
  published: ReadonlyMap<string, PublishedShas>,
  {head, headCounts, history}: {readonly head: CommitSha; readonly headCounts: boolean; readonly history: History},
): Promise<readonly ImageBase[]> {
  const images = containers.flatMap((container) => container.builders.map((builder): Image => ({container, builder})));
  const none = new Uint32Array();
  const shasOf = ({container, builder}: Image) => published.get(container.name)?.[builder] ?? none;
  const found = new Map<Image, NewestImage>();
  let open = images.filter((image) => shasOf(image).length > 0);

  const search = (ancestors: readonly CommitSha[]) => {
    const index = new ShortShaIndex(ancestors, headCounts ? 0 : 1);
    for (const image of open) {
      const newest = index.findNewest(shasOf(image));
      if (newest) found.set(image, newest);
    }
    open = open.filter((image) => !found.has(image));
  };

  // Nothing has to be known of the history when all images of head are there.
  if (headCounts && open.every((image) => shasOf(image).includes(toShortSha(head)))) search([head]);
  for (const limit of historySteps) {
    if (open.length === 0) break;
    const ancestors = await history.listAncestors(head, {limit});
    search(ancestors);
    if (ancestors.length < limit) break;
  }
  return images.map((image) => ({...image, newest: found.get(image)}));
}
