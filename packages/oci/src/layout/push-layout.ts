import type {RegistryClient} from '../client/registry-client';
import {mapLimited} from '../client/limit';
import type {Digest} from '../reference/digest';
import type {Layout} from './layout';

const defaultMaxParallel = 4;

/**
 * Pushes an image by content: its blobs, several at once, then the manifests of its platforms, then its root, each under
 * its digest and under no tag. What the registry has already is not sent.
 *
 * @param options.maxParallel - blobs at once. Default: 4
 * @throws RegistryError; InvalidLayoutError when a blob turns out to be damaged
 */
export async function pushLayout(
  client: RegistryClient,
  repository: string,
  layout: Layout,
  options: {maxParallel?: number | undefined} = {},
): Promise<{digest: Digest; uploadedBytes: number}> {
  let uploadedBytes = 0;
  await mapLimited(layout.blobs, options.maxParallel ?? defaultMaxParallel, async ({digest, sizeBytes}) => {
    const outcome = await client.uploadBlob(repository, {digest, sizeBytes, open: () => layout.openBlob(digest)});
    if (outcome === 'uploaded') uploadedBytes += sizeBytes;
  });
  // One after the other: each may only be stored when those that it names are there.
  for (const {descriptor, bytes} of layout.manifests) {
    const {mediaType, digest} = descriptor;
    await client.putManifest(repository, {bytes, mediaType, digest}, []);
  }
  return {digest: layout.root.digest, uploadedBytes};
}
