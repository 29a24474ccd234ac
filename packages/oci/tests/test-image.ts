import {Readable} from 'node:stream';
import {digestOf, mediaTypes, type BlobToUpload, type Digest, type ManifestToPut, type RegistryClient} from '../src';

/** A small image: its blobs, and the manifest that names them. */
export interface TestImage {
  readonly blobs: readonly BlobToUpload[];
  readonly manifest: ManifestToPut;
  readonly digest: Digest;
}

export function blobOf(bytes: Buffer): BlobToUpload & {readonly bytes: Buffer} {
  return {bytes, digest: digestOf(bytes), sizeBytes: bytes.length, open: () => Readable.from(pieces(bytes))};
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += 65_536) yield bytes.subarray(start, start + 65_536);
}

/** An image whose content, and so whose digest, is decided by `text`. */
export function testImage(text: string): TestImage {
  const layer = blobOf(Buffer.from(`a layer: ${text}`));
  const config = blobOf(
    Buffer.from(
      JSON.stringify({
        architecture: 'amd64',
        os: 'linux',
        config: {Labels: {text}},
        rootfs: {type: 'layers', diff_ids: [layer.digest]},
      }),
    ),
  );
  const bytes = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: mediaTypes.ociManifest,
      config: {mediaType: mediaTypes.ociConfig, digest: config.digest, size: config.sizeBytes},
      layers: [{mediaType: mediaTypes.ociLayer, digest: layer.digest, size: layer.sizeBytes}],
    }),
  );
  const digest = digestOf(bytes);
  return {blobs: [layer, config], manifest: {bytes, mediaType: mediaTypes.ociManifest, digest}, digest};
}

/** Stores an image under its digest alone. */
export async function pushImage(client: RegistryClient, repository: string, image: TestImage): Promise<Digest> {
  for (const blob of image.blobs) await client.uploadBlob(repository, blob);
  await client.putManifest(repository, image.manifest, []);
  return image.digest;
}
