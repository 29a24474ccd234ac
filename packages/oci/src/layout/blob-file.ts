import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {open, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import type {Descriptor} from '../manifest/descriptor';
import {algorithmOf, digestOf, finishDigest, hexOf, type Digest} from '../reference/digest';
import {InvalidLayoutError} from './invalid-layout-error';

const readBytes = 512 * 1024;

/** Where a layout keeps a blob. The digest was parsed, so the path cannot lead out of the folder. */
export function blobFile(directory: string, digest: Digest): string {
  return join(directory, 'blobs', algorithmOf(digest), hexOf(digest));
}

/** @throws InvalidLayoutError when there is no such file, or it is larger than `limitBytes` */
export async function readLayoutFile(path: string, limitBytes: number): Promise<Buffer> {
  const size = await sizeOf(path);
  if (size === undefined) throw new InvalidLayoutError(`${path} is missing`);
  if (size > limitBytes) throw new InvalidLayoutError(`${path} has ${size} bytes; ${limitBytes} are allowed`);
  const file = await open(path);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** @throws InvalidLayoutError when the bytes are not those that the digest names, too */
export async function readBlobFile(directory: string, digest: Digest, limitBytes: number): Promise<Buffer> {
  const path = blobFile(directory, digest);
  const bytes = await readLayoutFile(path, limitBytes);
  checkDigest(path, digest, digestOf(bytes, algorithmOf(digest)));
  return bytes;
}

/** A stream of a blob that fails at its end when the bytes were not those that the digest names. */
export function openBlobFile(directory: string, digest: Digest): Readable {
  const path = blobFile(directory, digest);
  return Readable.from(verified(createReadStream(path, {highWaterMark: readBytes}), path, digest), {objectMode: false});
}

async function* verified(source: AsyncIterable<Buffer>, path: string, digest: Digest): AsyncGenerator<Buffer> {
  const hash = createHash(algorithmOf(digest));
  for await (const chunk of source) {
    hash.update(chunk);
    yield chunk;
  }
  checkDigest(path, digest, finishDigest(hash, algorithmOf(digest)));
}

/** Checks that the layout has a blob, with the size that its descriptor states. */
export async function checkBlobFile(directory: string, descriptor: Descriptor): Promise<void> {
  const path = blobFile(directory, descriptor.digest);
  const size = await sizeOf(path);
  if (size === undefined) throw new InvalidLayoutError(`The blob ${descriptor.digest} is missing: there is no ${path}`);
  if (size !== descriptor.sizeBytes) {
    throw new InvalidLayoutError(`${path} has ${size} bytes; its descriptor says ${descriptor.sizeBytes}`);
  }
}

/** @returns the size of a regular file; `undefined` when there is none */
export async function sizeOf(path: string): Promise<number | undefined> {
  try {
    const found = await stat(path);
    if (found.isFile()) return found.size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' && (error as NodeJS.ErrnoException).code !== 'ENOTDIR') {
      throw new InvalidLayoutError(`${path} could not be read`, 'give this user the right to read it.', error);
    }
  }
  return undefined;
}

function checkDigest(path: string, expected: Digest, actual: Digest): void {
  if (expected !== actual) throw new InvalidLayoutError(`${path} is not the blob that its name says: it is ${actual}`);
}
