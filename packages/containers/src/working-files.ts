import {readdir, readFile, realpath} from 'node:fs/promises';
import {isAbsolute, join, relative, sep} from 'node:path';
import {OutsidePathError} from './errors';
import type {FileSource} from './file-source';

/**
 * The files of a checkout as they lie on disk, git's own folders left out. A symbolic link is listed as one file, like in
 * a git tree; reading follows it, but never out of the root.
 *
 * @param root - absolute path of the checkout
 */
export function workingFiles(root: string): FileSource {
  return {
    async listFiles(under) {
      await resolveInside(root, under);
      const found: string[] = [];
      await collect(root, under, found);
      return found.sort();
    },
    async readText(path) {
      const file = await resolveInside(root, path);
      if (file === undefined) return undefined;
      try {
        return await readFile(file, 'utf8');
      } catch (error) {
        if (isMissing(error) || (error as NodeJS.ErrnoException).code === 'EISDIR') return undefined;
        throw error;
      }
    },
  };
}

async function collect(root: string, folder: string, found: string[]): Promise<void> {
  let entries;
  try {
    entries = await readdir(join(root, folder), {withFileTypes: true});
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  const folders: string[] = [];
  for (const entry of entries) {
    if (entry.name === '.git') continue;
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) folders.push(path);
    else if (entry.isFile() || entry.isSymbolicLink()) found.push(path);
  }
  for (const path of folders) await collect(root, path, found);
}

/** The real path of a file below the root; `undefined` when there is none. */
async function resolveInside(root: string, path: string): Promise<string | undefined> {
  // Refused before the file system is asked: what lies outside is not even probed.
  if (!isInside(root, join(root, path))) throw new OutsidePathError(path, root);
  try {
    const [realRoot, real] = await Promise.all([realpath(root), realpath(join(root, path))]);
    if (!isInside(realRoot, real)) throw new OutsidePathError(path, root);
    return real;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP'].includes((error as NodeJS.ErrnoException).code ?? '');
}
