import type {RegistryClient} from '../client/registry-client';
import type {ManifestToPut} from '../client/put-manifest';
import {RegistryError} from '../client/registry-error';
import {lookUpTags} from './find-published';
import {MissingRightError} from './missing-right-error';
import {TagConflictError} from './tag-conflict-error';

/**
 * Puts a manifest that the registry holds under those of the tags that are missing. A refusal means: look again. Another
 * run may have been faster, with the same image, and then all is well.
 *
 * @returns the tags that were set here
 * @throws TagConflictError when a tag stands for another image
 * @throws MissingRightError when a tag does not exist and may not be created
 */
export async function addTags(
  client: RegistryClient,
  repository: string,
  manifest: ManifestToPut,
  tags: readonly string[],
): Promise<readonly string[]> {
  const missing = await listMissing(client, repository, manifest, tags);
  if (missing.length === 0) return [];
  try {
    await client.putManifest(repository, manifest, missing);
    return missing;
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  // One refused tag refuses the whole request, so the others are put each on its own.
  const added: string[] = [];
  for (const tag of await listMissing(client, repository, manifest, missing)) {
    if (await addTag(client, repository, manifest, tag)) added.push(tag);
  }
  return added;
}

async function addTag(
  client: RegistryClient,
  repository: string,
  manifest: ManifestToPut,
  tag: string,
): Promise<boolean> {
  try {
    await client.putManifest(repository, manifest, [tag]);
    return true;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const stillMissing = await listMissing(client, repository, manifest, [tag], error);
    if (stillMissing.length > 0) {
      throw new MissingRightError(client.registry, client.account, repository, tag, error);
    }
    return false;
  }
}

async function listMissing(
  client: RegistryClient,
  repository: string,
  manifest: ManifestToPut,
  tags: readonly string[],
  cause?: unknown,
): Promise<readonly string[]> {
  const found = await lookUpTags(client, repository, tags);
  const others = found.flatMap(({tag, digest}) =>
    digest === undefined || digest === manifest.digest ? [] : [{tag, digest}],
  );
  if (others.length > 0) {
    throw new TagConflictError(`${client.registry}/${repository}`, others, manifest.digest, cause);
  }
  return found.filter(({digest}) => digest === undefined).map(({tag}) => tag);
}

/** Registries say "this tag may not be moved" by 403, 405 or 409; zot by 403. */
function isRefusal(error: unknown): error is RegistryError {
  return error instanceof RegistryError && (error.code === 'denied' || error.status === 405 || error.status === 409);
}
