import type {Descriptor} from '../manifest/descriptor';
import {maxManifestBytes} from '../manifest/json';
import {parseManifest, type ImageIndex, type ImageManifest} from '../manifest/manifest';
import {isForeignLayer, isImageMediaType, isIndexMediaType} from '../manifest/media-types';
import type {Digest} from '../reference/digest';
import {checkBlobFile, readBlobFile, sizeOf, blobFile} from './blob-file';
import {InvalidLayoutError} from './invalid-layout-error';

/** A manifest or an index of a layout. */
export interface LayoutManifest {
  readonly descriptor: Descriptor;
  readonly bytes: Buffer;
  readonly manifest: ImageManifest | ImageIndex;
}

export interface LayoutContents {
  /** Each after those that it names, so the root comes last. */
  readonly manifests: readonly LayoutManifest[];
  /** Configs and layers, and whatever an index names that is no manifest; each once. */
  readonly blobs: readonly Descriptor[];
}

const maxManifests = 1_000;
const maxDepth = 4;

/**
 * Reads every manifest below the root, and checks that every blob is there with the size that is stated.
 *
 * @throws InvalidLayoutError, InvalidManifestError
 */
export async function listContents(
  directory: string,
  root: Descriptor,
  readRoot: () => Promise<Buffer>,
): Promise<LayoutContents> {
  const manifests = new Map<Digest, LayoutManifest>();
  const blobs = new Map<Digest, Descriptor>();

  async function visitManifest(descriptor: Descriptor, depth: number): Promise<void> {
    const {digest, mediaType} = descriptor;
    if (manifests.has(digest)) return;
    if (depth > maxDepth)
      throw new InvalidLayoutError(`${directory} has indexes in indexes, more than ${maxDepth} deep`);
    if (manifests.size >= maxManifests)
      throw new InvalidLayoutError(`${directory} has more than ${maxManifests} manifests`);
    const isRoot = descriptor === root;
    const bytes = isRoot ? await readRoot() : await readBlobFile(directory, digest, maxManifestBytes);
    if (bytes.length !== descriptor.sizeBytes) {
      throw new InvalidLayoutError(
        `The manifest ${digest} has ${bytes.length} bytes; its descriptor says ${descriptor.sizeBytes}`,
      );
    }
    const manifest = parseManifest(bytes, mediaType, `${digest} in ${directory}`);
    if (manifest.kind === 'image') {
      for (const blob of [manifest.config, ...manifest.layers]) await visitBlob(blob);
    } else {
      for (const entry of manifest.manifests) {
        const isManifest = isImageMediaType(entry.mediaType) || isIndexMediaType(entry.mediaType);
        await (isManifest ? visitManifest(entry, depth + 1) : visitBlob(entry));
      }
    }
    manifests.set(digest, {descriptor, bytes, manifest});
  }

  async function visitBlob(descriptor: Descriptor): Promise<void> {
    if (blobs.has(descriptor.digest)) return;
    const isElsewhere =
      isForeignLayer(descriptor.mediaType) && (await sizeOf(blobFile(directory, descriptor.digest))) === undefined;
    if (isElsewhere) return;
    await checkBlobFile(directory, descriptor);
    blobs.set(descriptor.digest, descriptor);
  }

  await visitManifest(root, 0);
  return {manifests: [...manifests.values()], blobs: [...blobs.values()]};
}
