import {open, readdir, readFile, stat, type FileHandle} from 'node:fs/promises';
import {join} from 'node:path';
import {NixBuildError} from './nix-build-error';
import {listTarEntries} from './tar-entries';

/** What a build left in the store, seen from how an image is read out of it. */
export type ImageShape =
  /** A tar of layers with `manifest.json`: dockerTools' buildImage and buildLayeredImage without compression. */
  | 'docker-archive'
  /** The same under xz, zstd or bzip2, which skopeo reads as it is. */
  | 'compressed-docker-archive'
  /** gzip over one of the archives: dockerTools' default. */
  | 'gzip'
  /** A program whose output is a docker-archive: dockerTools' streamLayeredImage. */
  | 'stream'
  | 'oci-archive'
  | 'oci-layout';

const magicOfCompression = [
  Buffer.from([0x28, 0xb5, 0x2f, 0xfd]),
  Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]),
  Buffer.from('BZh'),
];

/**
 * Recognises an image by its content; names say nothing in a store.
 *
 * @param path - absolute path of a file or folder
 * @throws NixBuildError `nix-result-unsupported` that says what the result is instead
 */
export async function recogniseImage(path: string): Promise<ImageShape> {
  const status = await stat(path);
  if (status.isDirectory()) return recogniseFolder(path);
  const file = await open(path);
  try {
    const start = Buffer.alloc(8);
    await file.read(start, 0, start.length, 0);
    if (start.readUInt16BE(0) === 0x1f8b) return 'gzip';
    if (magicOfCompression.some((magic) => start.subarray(0, magic.length).equals(magic))) {
      return 'compressed-docker-archive';
    }
    const isProgram = start.toString('latin1', 0, 2) === '#!' || start.toString('latin1', 0, 4) === '\x7fELF';
    if (isProgram && (status.mode & 0o111) !== 0) return 'stream';
    if (start[0] === '{'.charCodeAt(0)) throw unsupported(path, describeJson(await readFile(path, 'utf8')));
    return recogniseTar(path, await listTopNames(path, file));
  } finally {
    await file.close();
  }
}

async function listTopNames(path: string, file: FileHandle): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  let count = 0;
  try {
    for await (const name of listTarEntries(file)) {
      count++;
      if (!name.slice(0, -1).includes('/')) names.add(name);
    }
  } catch (cause) {
    // Without one good entry it is no damaged tar file but none.
    if (!(cause instanceof NixBuildError) || count === 0) throw unsupported(path, 'a file of no known kind', cause);
    throw new NixBuildError(`${path} is a damaged image: ${cause.message}`, {
      code: 'image-unreadable',
      hint: 'delete the store path (nix-store --delete) and build it again; if it stays so, the expression makes a broken image.',
      cause,
    });
  }
  if (count === 0) throw unsupported(path, 'a file of no known kind');
  return names;
}

function recogniseTar(path: string, names: ReadonlySet<string>): ImageShape {
  if (names.has('manifest.json')) return 'docker-archive';
  if (names.has('oci-layout') && names.has('index.json')) return 'oci-archive';
  throw unsupported(path, `a tar file without manifest.json and without oci-layout (it has ${list([...names])})`);
}

async function recogniseFolder(path: string): Promise<ImageShape> {
  const names = await readdir(path);
  if (names.includes('oci-layout') && names.includes('index.json')) return 'oci-layout';
  throw unsupported(
    path,
    `a folder without oci-layout (it has ${list(names)}): ${join(path, 'index.json')} is missing`,
  );
}

function describeJson(text: string): string {
  try {
    const value = JSON.parse(text) as {layers?: unknown; 'image-config'?: unknown};
    if (Array.isArray(value.layers) && value['image-config'] !== undefined) {
      return 'an image description of nix2container, which is not read here';
    }
  } catch {
    // Then it only starts like JSON.
  }
  return 'a JSON file';
}

function unsupported(path: string, what: string, cause?: unknown): NixBuildError {
  return new NixBuildError(`Nix built ${path}: ${what}, and no image.`, {
    code: 'nix-result-unsupported',
    hint: 'let the expression give the result of dockerTools.buildLayeredImage, buildImage or streamLayeredImage, a docker-archive, or an OCI image layout; choose it with `attribute` when there are several.',
    cause,
  });
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length === 0 ? 'nothing' : names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
