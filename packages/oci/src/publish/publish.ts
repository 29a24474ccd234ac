import {GantryError} from '@gantry/errors';
import type {RegistryClient} from '../client/registry-client';
import type {Digest} from '../reference/digest';
import {addTags} from './add-tags';
import {findPublished, lookUpTags} from './find-published';
import {TagConflictError} from './tag-conflict-error';

export interface PublishRequest {
  readonly client: RegistryClient;
  readonly repository: string;
  /** The most specific tag first. */
  readonly tags: readonly [string, ...string[]];
  /**
   * Makes the image and uploads it, under the first tag or by its digest alone. Called only when no tag exists.
   *
   * @returns the digest of the manifest or index
   */
  push(firstTag: string): Promise<Digest>;
  readonly log?: {info(line: string): void} | undefined;
}

export interface Published {
  readonly digest: Digest;
  /** `exists` when nothing had to be built. */
  readonly status: 'built' | 'exists';
  /** The tags that were set by this run: not those that another run had set before. */
  readonly added: readonly string[];
}

/**
 * Publishes an image to a registry that lets nobody overwrite. A run that is repeated, killed halfway or raced by
 * another one ends in the same state: every tag stands for one image.
 *
 * 1. Looks up all tags. All there: done, nothing is built. Some there: only the missing ones are added to that image.
 * 2. Otherwise pushes, then puts the tags, and looks each of them up afterwards.
 *
 * @throws TagConflictError when a tag stands for another image
 * @throws MissingRightError when the account may not create tags
 * @throws RegistryError, and whatever `push` throws
 */
export async function publish(request: PublishRequest): Promise<Published> {
  const {client, repository, tags, log} = request;
  const image = `${client.registry}/${repository}`;
  const state = await findPublished(client, repository, tags);
  if (state.kind === 'complete') {
    log?.info(`${image}: ${tags.join(', ')} exists (${state.digest}); nothing to build`);
    return {digest: state.digest, status: 'exists', added: []};
  }
  if (state.kind === 'partial') {
    log?.info(`${image}: ${state.digest} exists; adding ${state.missing.join(', ')}`);
    return {digest: state.digest, status: 'exists', added: await tag(request, state.digest, state.missing)};
  }
  const digest = await push(request);
  const added = await tag(request, digest, tags);
  log?.info(`${image}: ${tags.join(', ')} is ${digest}`);
  return {digest, status: 'built', added};
}

async function push(request: PublishRequest): Promise<Digest> {
  const {client, repository, tags} = request;
  try {
    return await request.push(tags[0]);
  } catch (error) {
    if (!(error instanceof GantryError) || error.code !== 'denied') throw error;
    // The tag was not there when the build began. If it is now, that is why it was refused.
    const state = await findPublished(client, repository, [tags[0]]);
    if (state.kind === 'none') throw error;
    throw new TagConflictError(
      `${client.registry}/${repository}`,
      [{tag: tags[0], digest: state.digest}],
      undefined,
      error,
    );
  }
}

async function tag(request: PublishRequest, digest: Digest, tags: readonly string[]): Promise<readonly string[]> {
  const {client, repository} = request;
  const {bytes, descriptor} = await client.readManifest(repository, digest);
  const added = await addTags(client, repository, {bytes, mediaType: descriptor.mediaType, digest}, tags);
  await verifyTags(client, repository, digest, tags);
  return added;
}

async function verifyTags(
  client: RegistryClient,
  repository: string,
  digest: Digest,
  tags: readonly string[],
): Promise<void> {
  const image = `${client.registry}/${repository}`;
  const found = await lookUpTags(client, repository, tags);
  const others = found.flatMap((entry) =>
    entry.digest === undefined || entry.digest === digest ? [] : [{tag: entry.tag, digest: entry.digest}],
  );
  if (others.length > 0) throw new TagConflictError(image, others, digest);
  const lost = found.filter((entry) => entry.digest === undefined).map((entry) => entry.tag);
  if (lost.length === 0) return;
  throw new GantryError(`${image} took ${lost.join(', ')} for ${digest}, and does not know of it afterwards`, {
    code: 'tag-lost',
    hint: `run this again; if it stays so, look into the storage and the clean-up rules of ${client.registry}.`,
  });
}
