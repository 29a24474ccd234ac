import type {FileHandle} from 'node:fs/promises';
import {NixBuildError} from './nix-build-error';

const blockBytes = 512;
const mostEntries = 200_000;

/**
 * The names in a tar file, in its order, without a leading `./`. Contents are skipped, not read, so this takes
 * milliseconds for an image of gigabytes.
 *
 * @throws NixBuildError `image-unreadable` when a header is none, or the file ends before what it announces
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html, "ustar Interchange Format"
 */
export async function* listTarEntries(file: FileHandle): AsyncGenerator<string> {
  const header = Buffer.alloc(blockBytes);
  const {size: fileBytes} = await file.stat();
  let offset = 0;
  for (let count = 0; count < mostEntries; count++) {
    const {bytesRead} = await file.read(header, 0, blockBytes, offset);
    if (bytesRead === 0 || header.every((byte) => byte === 0)) return;
    if (bytesRead < blockBytes || !hasValidChecksum(header)) {
      throw new NixBuildError(`the tar file has no valid header at byte ${offset}`, {code: 'image-unreadable'});
    }
    const name = readText(header, 0, 100).replace(/^\.\//, '');
    const sizeBytes = readSizeBytes(header);
    if (['0', '5', '\0'].includes(String.fromCharCode(header[156] ?? 0))) yield name;
    offset += blockBytes + Math.ceil(sizeBytes / blockBytes) * blockBytes;
    // Also when the size is no number.
    if (!(offset <= fileBytes)) {
      throw new NixBuildError(`the tar file ends at byte ${fileBytes}, within its entry ${name}`, {
        code: 'image-unreadable',
      });
    }
  }
}

function readText(header: Buffer, start: number, length: number): string {
  return header.toString('utf8', start, start + length).replace(/\0.*$/s, '');
}

function readSizeBytes(header: Buffer): number {
  // GNU tar and Go write sizes over 8 GiB as a big-endian number after a byte with its highest bit set.
  if (((header[124] ?? 0) & 0x80) !== 0) return Number(header.readBigUInt64BE(128));
  return parseInt(readText(header, 124, 12).trim() || '0', 8);
}

function hasValidChecksum(header: Buffer): boolean {
  let sum = 0;
  for (const [index, byte] of header.entries()) sum += index >= 148 && index < 156 ? 0x20 : byte;
  return sum === parseInt(readText(header, 148, 8).trim(), 8);
}
