import {readFile, stat} from 'node:fs/promises';
import type {AuthFileJson} from '@gantry/oci';

const maxFileBytes = 1024 * 1024;

/**
 * Reads an auth file with all its settings.
 *
 * @returns `undefined` when there is none. No reason for `unreadable`: a parser's words quote the file.
 */
export async function readAuthFile(path: string): Promise<AuthFileJson | 'unreadable' | undefined> {
  try {
    if ((await stat(path)).size > maxFileBytes) return 'unreadable';
    const json: unknown = JSON.parse(await readFile(path, 'utf8'));
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as AuthFileJson) : 'unreadable';
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : 'unreadable';
  }
}
