import {createHash} from 'node:crypto';
import {createReadStream, createWriteStream} from 'node:fs';
import {mkdir, open, readdir, rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {algorithmOf, finishDigest, isDigest, type Digest} from '../reference/digest';
import {quoteText} from '../reference/invalid-reference-error';
import {InvalidLayoutError} from './invalid-layout-error';
import {openLayout, type Layout, type LayoutOptions} from './layout';
import {readTarEntries, type TarEntry} from './tar-entries';

const copyBytes = 512 * 1024;

/**
 * Unpacks an OCI archive (skopeo's `oci-archive:`, the tar files of Dagger and BuildKit) into an empty folder. Only the
 * files of a layout are written; what else is in it, such as Docker's `manifest.json`, is left out. Links, names that lead
 * elsewhere, entries that come twice and blobs that are not what they are called make it fail, and then nothing stays.
 *
 * @param directory - made when it does not exist
 * @throws InvalidLayoutError, InvalidManifestError
 */
export async function unpackLayoutArchive(
  file: string,
  directory: string,
  options: LayoutOptions = {},
): Promise<Layout> {
  await mkdir(directory, {recursive: true});
  if ((await readdir(directory)).length > 0) {
    throw new InvalidLayoutError(`${directory} is not empty`, 'unpack the archive into a new folder.');
  }
  try {
    await unpack(file, directory);
    return await openLayout(directory, options);
  } catch (error) {
    for (const name of await readdir(directory)) await rm(join(directory, name), {recursive: true, force: true});
    throw error;
  }
}

async function unpack(file: string, directory: string): Promise<void> {
  const archive = await open(file).catch((error: unknown) => {
    throw new InvalidLayoutError(`${file} cannot be opened`, 'check the path.', error);
  });
  const seen = new Set<string>();
  try {
    for await (const entry of readTarEntries(archive, file)) {
      const name = safeName(entry, file);
      if (entry.kind === 'directory' || !isLayoutFile(name)) continue;
      if (seen.has(name)) throw new InvalidLayoutError(`${file} has ${name} twice`);
      seen.add(name);
      await writeEntry(file, entry, directory, name);
    }
  } finally {
    await archive.close();
  }
}

/**
 * @returns the name without `./` at its beginning and `/` at its end
 * @throws InvalidLayoutError for whatever could be written outside the folder, or read from there
 */
function safeName(entry: TarEntry, file: string): string {
  const name = entry.name.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
  if (entry.kind === 'link' || entry.kind === 'special') {
    throw new InvalidLayoutError(
      `${file} has ${quoteText(entry.name)}, which is no file: a layout has no links or devices`,
    );
  }
  if (name.startsWith('/') || name.includes('\\') || name.includes('\0') || name.split('/').includes('..')) {
    throw new InvalidLayoutError(`${file} has ${quoteText(entry.name)}, which leads out of the folder`);
  }
  return name;
}

function isLayoutFile(name: string): boolean {
  return name === 'oci-layout' || name === 'index.json' || digestOfName(name) !== undefined;
}

function digestOfName(name: string): Digest | undefined {
  const digest = /^blobs\/(sha256|sha512)\/([0-9a-f]+)$/.exec(name)?.slice(1).join(':') ?? '';
  return isDigest(digest) ? digest : undefined;
}

async function writeEntry(file: string, entry: TarEntry, directory: string, name: string): Promise<void> {
  const target = join(directory, name);
  await mkdir(dirname(target), {recursive: true});
  const digest = digestOfName(name);
  const hash = digest && createHash(algorithmOf(digest));
  const source =
    entry.sizeBytes === 0
      ? Readable.from([])
      : createReadStream(file, {
          start: entry.offset,
          end: entry.offset + entry.sizeBytes - 1,
          highWaterMark: copyBytes,
        });
  await pipeline(
    source,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash?.update(chunk);
        yield chunk;
      }
    },
    // Never into a file that exists.
    createWriteStream(target, {flags: 'wx', mode: 0o600}),
  );
  const actual = digest && hash && finishDigest(hash, algorithmOf(digest));
  if (actual !== digest)
    throw new InvalidLayoutError(`${file} has ${name}, which is not what it is called: it is ${actual}`);
}
