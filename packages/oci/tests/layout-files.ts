import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {digestOf, mediaTypes, type Digest} from '../src';

/** The files of a layout by path. */
export type LayoutFiles = Record<string, Buffer>;

export interface LayoutEntry {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
  readonly platform?: unknown;
  readonly annotations?: Readonly<Record<string, string>>;
}

export function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

/** Adds a blob to the files, and gives its descriptor. */
export function addBlob(files: LayoutFiles, bytes: Buffer, mediaType: string): LayoutEntry {
  const digest = digestOf(bytes);
  files[`blobs/sha256/${digest.slice(7)}`] = bytes;
  return {mediaType, digest, size: bytes.length};
}

export function addImage(files: LayoutFiles, text: string, labels: Record<string, string> = {}): LayoutEntry {
  const layer = addBlob(files, Buffer.from(`layer ${text}`), mediaTypes.ociLayer);
  const config = addBlob(
    files,
    json({
      architecture: text,
      os: 'linux',
      config: {Env: ['A=b'], Labels: labels},
      rootfs: {type: 'layers', diff_ids: [layer.digest]},
    }),
    mediaTypes.ociConfig,
  );
  const manifest = {
    schemaVersion: 2,
    mediaType: mediaTypes.ociManifest,
    config,
    layers: [layer],
    annotations: {kept: text},
  };
  return addBlob(files, json(manifest), mediaTypes.ociManifest);
}

export function addIndex(files: LayoutFiles, manifests: readonly LayoutEntry[]): LayoutEntry {
  const index = {schemaVersion: 2, mediaType: mediaTypes.ociIndex, manifests};
  return addBlob(files, json(index), mediaTypes.ociIndex);
}

/** Adds `oci-layout` and `index.json`. */
export function finishLayout(files: LayoutFiles, entries: readonly LayoutEntry[]): LayoutFiles {
  return {
    ...files,
    'oci-layout': json({imageLayoutVersion: '1.0.0'}),
    'index.json': json({schemaVersion: 2, manifests: entries}),
  };
}

/** A layout with one image. */
export function simpleLayout(text = 'amd64'): {files: LayoutFiles; entry: LayoutEntry} {
  const files: LayoutFiles = {};
  const entry = addImage(files, text);
  return {files: finishLayout(files, [entry]), entry};
}

/** Two platforms, and what BuildKit says of how the first was built. */
export function platformLayout(): {
  files: LayoutFiles;
  root: LayoutEntry;
  amd64: LayoutEntry;
  attestation: LayoutEntry;
} {
  const files: LayoutFiles = {};
  const amd64 = addImage(files, 'amd64');
  const arm64 = addImage(files, 'arm64');
  const attestation = addImage(files, 'attestation');
  const root = addIndex(files, [
    {...amd64, platform: {os: 'linux', architecture: 'amd64'}},
    {...arm64, platform: {os: 'linux', architecture: 'arm64'}},
    {
      ...attestation,
      platform: {os: 'unknown', architecture: 'unknown'},
      annotations: {
        'vnd.docker.reference.type': 'attestation-manifest',
        'vnd.docker.reference.digest': amd64.digest,
      },
    },
  ]);
  return {files: finishLayout(files, [root]), root, amd64, attestation};
}

export function writeFiles(directory: string, files: LayoutFiles): string {
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), {recursive: true});
    writeFileSync(join(directory, path), bytes);
  }
  return directory;
}

export interface TarPart {
  readonly name: string;
  readonly data?: Buffer;
  /** One character of ustar. Default: a file. */
  readonly type?: string;
  readonly linkName?: string;
  /** What the header claims. Default: the truth. */
  readonly claimedBytes?: number;
}

/** A ustar file with exactly these entries, honest or not. */
export function tarOf(parts: readonly TarPart[]): Buffer {
  return Buffer.concat([
    ...parts.flatMap((part) => {
      const data = part.data ?? Buffer.alloc(0);
      const padding = Buffer.alloc((512 - (data.length % 512)) % 512);
      return [tarHeader(part, data.length), data, padding];
    }),
    Buffer.alloc(1024),
  ]);
}

function tarHeader(part: TarPart, sizeBytes: number): Buffer {
  const header = Buffer.alloc(512);
  header.write(part.name, 0, 100);
  header.write('0000644\0', 100);
  header.write((part.claimedBytes ?? sizeBytes).toString(8).padStart(11, '0'), 124);
  header.write('00000000000', 136);
  header.write(part.type ?? '0', 156);
  header.write(part.linkName ?? '', 157, 100);
  header.write('ustar\u000000', 257);
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

export function tarOfFiles(files: LayoutFiles): Buffer {
  return tarOf(Object.entries(files).map(([name, data]) => ({name, data})));
}
