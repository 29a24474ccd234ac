import {realpath} from 'node:fs/promises';
import {join} from 'node:path';
import type {Readable} from 'node:stream';
import {parseDescriptor, type Descriptor} from '../manifest/descriptor';
import {maxManifestBytes, parseJsonObject} from '../manifest/json';
import {parseManifest} from '../manifest/manifest';
import {mediaTypes} from '../manifest/media-types';
import {digestOf, type Digest} from '../reference/digest';
import {openBlobFile, readBlobFile, readLayoutFile} from './blob-file';
import {chooseRoot} from './choose-root';
import {InvalidLayoutError} from './invalid-layout-error';
import {listContents, type LayoutContents} from './list-contents';

/** An image on disk, complete: every manifest was read and every blob is there. */
export interface Layout extends LayoutContents {
  /** Absolute path. */
  readonly directory: string;
  /** The image: a manifest, or an index for several platforms. */
  readonly root: Descriptor;
  /** The name that the image was chosen by; see {@link LayoutOptions}. */
  readonly name: string | undefined;
  /** Bytes of a blob or manifest, checked against the digest; for those that fit into memory. */
  readBlob(digest: Digest): Promise<Buffer>;
  /** A stream of a blob that fails at its end when the bytes were not those that the digest names. */
  openBlob(digest: Digest): Readable;
}

export interface LayoutOptions {
  /** Which image, when the layout has several: its `org.opencontainers.image.ref.name`. */
  readonly name?: string | undefined;
}

const maxReadBytes = 256 * 1024 * 1024;

/**
 * Opens an OCI image layout.
 *
 * @throws InvalidLayoutError when something is missing, damaged or not of this format
 * @throws InvalidManifestError
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md
 */
export async function openLayout(directory: string, options: LayoutOptions = {}): Promise<Layout> {
  const folder = await realpath(directory).catch((error: unknown) => {
    throw new InvalidLayoutError(`${directory} is no OCI image layout: it cannot be opened`, undefined, error);
  });
  const marker = parseJsonObject(await readLayoutFile(join(folder, 'oci-layout'), 4096), join(folder, 'oci-layout'));
  if (typeof marker.imageLayoutVersion !== 'string' || !marker.imageLayoutVersion.startsWith('1.')) {
    throw new InvalidLayoutError(
      `${folder} has a layout version other than 1: ${JSON.stringify(marker.imageLayoutVersion)}`,
    );
  }
  const indexFile = join(folder, 'index.json');
  const indexBytes = await readLayoutFile(indexFile, maxManifestBytes);
  const index = parseJsonObject(indexBytes, indexFile);
  const mediaType = typeof index.mediaType === 'string' ? index.mediaType : mediaTypes.ociIndex;
  const parsed = parseManifest(indexBytes, mediaType, indexFile);
  if (parsed.kind !== 'index') throw new InvalidLayoutError(`${indexFile} is not an index`);
  const chosen = chooseRoot(parsed.manifests, options.name, indexFile);
  const isIndexFile = chosen === 'index.json';
  const root: Descriptor = isIndexFile
    ? parseDescriptor({mediaType, digest: digestOf(indexBytes), size: indexBytes.length}, indexFile)
    : chosen;
  const read = (digest: Digest, limitBytes: number) =>
    isIndexFile && digest === root.digest ? Promise.resolve(indexBytes) : readBlobFile(folder, digest, limitBytes);
  const contents = await listContents(folder, root, () => read(root.digest, maxManifestBytes));
  return {
    directory: folder,
    root,
    name: options.name,
    ...contents,
    readBlob: (digest) => read(digest, maxReadBytes),
    openBlob: (digest) => openBlobFile(folder, digest),
  };
}
