import type {FileHandle} from 'node:fs/promises';
import {InvalidLayoutError} from './invalid-layout-error';

/** One entry of a tar file, its data still in the file. */
export interface TarEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'link' | 'special';
  readonly sizeBytes: number;
  /** Where its data begins in the file. */
  readonly offset: number;
}

const blockBytes = 512;
const maxExtendedHeaderBytes = 64 * 1024;
const maxEntries = 100_000;

/**
 * Lists the entries of a tar file: ustar, with the extended headers of pax and GNU for names and sizes. An image layout
 * needs no more, and a reader that knows a file instead of a stream can hold each size against the length of the file.
 *
 * @throws InvalidLayoutError when it is no tar file, ends early, or states impossible sizes
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html
 */
export async function* readTarEntries(file: FileHandle, path: string): AsyncGenerator<TarEntry> {
  const {size: fileBytes} = await file.stat();
  let extended: {path?: string; size?: number} = {};
  let offset = 0;
  for (let count = 0; ;) {
    const header = await readExactly(file, offset, blockBytes, path);
    if (header.every((byte) => byte === 0)) return;
    checkHeader(header, path, offset);
    const type = String.fromCharCode(header[156] ?? 0);
    const sizeBytes = extended.size !== undefined && type !== 'x' ? extended.size : readNumber(header, 124, 12, path);
    const dataOffset = offset + blockBytes;
    if (dataOffset + sizeBytes > fileBytes) {
      throw new InvalidLayoutError(`${path} is cut off: an entry at byte ${offset} claims ${sizeBytes} bytes`);
    }
    offset = dataOffset + Math.ceil(sizeBytes / blockBytes) * blockBytes;
    if (++count > maxEntries) throw new InvalidLayoutError(`${path} has more than ${maxEntries} entries`);
    if (type === 'x' || type === 'L' || type === 'K' || type === 'g') {
      if (sizeBytes > maxExtendedHeaderBytes) throw new InvalidLayoutError(`${path} has an oversized extended header`);
      const data = await readExactly(file, dataOffset, sizeBytes, path);
      if (type === 'x') extended = {...extended, ...readPaxRecords(data, path)};
      if (type === 'L') extended = {...extended, path: readText(data, 0, data.length)};
      continue;
    }
    yield {name: extended.path ?? readName(header), kind: kindOf(type), sizeBytes, offset: dataOffset};
    extended = {};
  }
}

function kindOf(type: string): TarEntry['kind'] {
  if (type === '0' || type === '\0' || type === '7') return 'file';
  if (type === '5') return 'directory';
  return type === '1' || type === '2' ? 'link' : 'special';
}

async function readExactly(file: FileHandle, offset: number, length: number, path: string): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const {bytesRead} = await file.read(buffer, 0, length, offset);
  if (bytesRead === length) return buffer;
  throw new InvalidLayoutError(`${path} is cut off after ${offset + bytesRead} bytes`);
}

function checkHeader(header: Buffer, path: string, offset: number): void {
  let sum = 0;
  for (let index = 0; index < blockBytes; index++) sum += index >= 148 && index < 156 ? 32 : (header[index] ?? 0);
  if (readNumber(header, 148, 8, path) === sum) return;
  const isGzip = offset === 0 && header[0] === 0x1f && header[1] === 0x8b;
  throw new InvalidLayoutError(
    isGzip ? `${path} is a compressed tar file` : `${path} is not a tar file: the header at byte ${offset} is damaged`,
    isGzip ? 'export the image as an uncompressed tar file; its layers are compressed already.' : undefined,
  );
}

function readName(header: Buffer): string {
  const name = readText(header, 0, 100);
  const isUstar = header.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = isUstar ? readText(header, 345, 155) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function readText(buffer: Buffer, start: number, length: number): string {
  const end = buffer.indexOf(0, start);
  return buffer.toString('utf8', start, end === -1 ? start + length : Math.min(end, start + length));
}

/** Octal digits, or GNU's base-256 form with the first bit set. */
function readNumber(header: Buffer, start: number, length: number, path: string): number {
  let value: number;
  if (header[start] === 0x80) {
    value = Number(BigInt(`0x${header.toString('hex', start + 1, start + length)}`));
  } else {
    const text = header
      .toString('latin1', start, start + length)
      .replace(/[\0 ]+$/, '')
      .trim();
    value = /^[0-7]*$/.test(text) ? Number.parseInt(text || '0', 8) : Number.NaN;
  }
  // A damaged header is told by its checksum; every other number must be a length.
  if (start === 148 || (Number.isSafeInteger(value) && value >= 0)) return value;
  throw new InvalidLayoutError(`${path} has an entry with an impossible size`);
}

function readPaxRecords(data: Buffer, path: string): {path?: string; size?: number} {
  const records: {path?: string; size?: number} = {};
  for (let start = 0; start < data.length;) {
    const space = data.indexOf(32, start);
    const length = space === -1 ? Number.NaN : Number(data.toString('latin1', start, space));
    const record = data.toString('utf8', space + 1, start + length);
    const equals = record.indexOf('=');
    if (!Number.isSafeInteger(length) || length <= space - start || start + length > data.length || equals === -1) {
      throw new InvalidLayoutError(`${path} has a damaged extended header`);
    }
    const value = record.slice(equals + 1).replace(/\n$/, '');
    if (record.startsWith('path=')) records.path = value;
    if (record.startsWith('size=')) records.size = parseSize(value, path);
    start += length;
  }
  return records;
}

function parseSize(text: string, path: string): number {
  if (/^[0-9]{1,15}$/.test(text)) return Number(text);
  throw new InvalidLayoutError(`${path} has an entry with an impossible size`);
}
