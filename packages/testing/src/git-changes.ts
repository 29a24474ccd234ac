/** What one path of a commit becomes: a text or bytes, a special entry, or nothing (`null` deletes it, a folder too). */
export type FileChange =
  | string
  | Uint8Array
  | null
  | {readonly executable: string | Uint8Array}
  | {readonly link: string}
  | {readonly submodule: string};

/** Path to change, relative to the root, with `/`. */
export type FileChanges = Readonly<Record<string, FileChange>>;

/**
 * The stream for `git fast-import` that makes one commit.
 *
 * @param commit.ref - the full ref that moves to it
 * @param commit.parent - `undefined` for a root commit
 * @see https://git-scm.com/docs/git-fast-import#_input_format
 */
export function formatFastImport(
  commit: {ref: string; parent: string | undefined; message: string; person: string; time: number},
  changes: FileChanges,
): Buffer {
  const person = `${commit.person} ${commit.time} +0000`;
  const parts: (string | Uint8Array)[] = [
    `commit ${commit.ref}\nmark :1\nauthor ${person}\ncommitter ${person}\n`,
    ...data(commit.message),
    commit.parent === undefined ? '' : `from ${commit.parent}\n`,
  ];
  for (const [path, change] of Object.entries(changes)) parts.push(...formatChange(quotePath(path), change));
  parts.push('\nget-mark :1\ndone\n');
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
}

function formatChange(path: string, change: FileChange): (string | Uint8Array)[] {
  if (change === null) return [`D ${path}\n`];
  if (typeof change === 'string' || change instanceof Uint8Array) return [`M 100644 inline ${path}\n`, ...data(change)];
  if ('executable' in change) return [`M 100755 inline ${path}\n`, ...data(change.executable)];
  if ('link' in change) return [`M 120000 inline ${path}\n`, ...data(change.link)];
  return [`M 160000 ${change.submodule} ${path}\n`];
}

function data(content: string | Uint8Array): (string | Uint8Array)[] {
  return [`data ${Buffer.byteLength(content)}\n`, content, '\n'];
}

function quotePath(path: string): string {
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
