import {relative, sep} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {SourceLocation} from './protocol';

/**
 * The frames of a stack that stand in files of the repository, innermost first, each line once.
 *
 * @param root - absolute path of the repository, as the modules' addresses have it
 */
export function locationsOf(stack: string | undefined, root: string): SourceLocation[] {
  const found = new Map<string, SourceLocation>();
  for (const [, address, line] of (stack ?? '').matchAll(/(file:\/\/\S+?|\/[^\s():]+):(\d+)(?::\d+)?\)?$/gm)) {
    const file = relativeTo(root, address ?? '');
    if (file !== undefined) found.set(`${file}:${line}`, {file, line: Number(line)});
  }
  return [...found.values()];
}

/** A path inside `root`, with `/`; `undefined` for one outside, and for installed packages. */
export function relativeTo(root: string, address: string): string | undefined {
  const path = address.startsWith('file:') ? pathOf(address) : address;
  const inner = relative(root, path);
  if (inner === '' || inner.startsWith('..') || inner.split(sep).includes('node_modules')) return undefined;
  return inner.split(sep).join('/');
}

function pathOf(address: string): string {
  try {
    return fileURLToPath(address);
  } catch {
    return '';
  }
}
