import type {RegistryClient} from '../client/registry-client';
import type {Digest} from '../reference/digest';
import {TagConflictError, type TagDigest} from './tag-conflict-error';

/** What a registry holds of the tags that an image should have. */
export type PublishedState =
  | {readonly kind: 'none'}
  | {readonly kind: 'complete'; readonly digest: Digest}
  | {readonly kind: 'partial'; readonly digest: Digest; readonly missing: readonly string[]};

/**
 * Looks up all tags at once, with the right to read alone.
 *
 * @throws TagConflictError when the tags that exist stand for different images
 */
export async function findPublished(
  client: RegistryClient,
  repository: string,
  tags: readonly string[],
): Promise<PublishedState> {
  const found = await lookUpTags(client, repository, tags);
  const present = found.flatMap(({tag, digest}) => (digest === undefined ? [] : [{tag, digest}]));
  const digest = present[0]?.digest;
  if (digest === undefined) return {kind: 'none'};
  if (present.some((entry) => entry.digest !== digest)) {
    throw new TagConflictError(`${client.registry}/${repository}`, present, undefined);
  }
  const missing = found.filter((entry) => entry.digest === undefined).map(({tag}) => tag);
  return missing.length === 0 ? {kind: 'complete', digest} : {kind: 'partial', digest, missing};
}

/** The digest of each tag, `undefined` where the registry has none; each tag once, in the order given. */
export function lookUpTags(
  client: RegistryClient,
  repository: string,
  tags: readonly string[],
): Promise<readonly {readonly tag: string; readonly digest: TagDigest['digest'] | undefined}[]> {
  return Promise.all(
    [...new Set(tags)].map(async (tag) => ({tag, digest: (await client.resolve(repository, tag))?.digest})),
  );
}
