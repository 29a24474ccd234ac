/** The files of one state of a repository: a working tree, or the tree of a commit. Paths use `/` and are relative to its root. */
export interface FileSource {
  /**
   * The files (and links) below a folder, as paths from the root; `''` is everything. A folder that does not exist has none.
   *
   * @param depth - files further below than so many folders are not needed, and may be left out; 0 is the folder's own
   */
  listFiles(under: string, depth?: number): Promise<readonly string[]>;
  /** A file's text as UTF-8; `undefined` when there is no such file. */
  readText(path: string): Promise<string | undefined>;
}

/** The same files, where nothing is listed or read twice. For a source that does not change while it is used. */
export function rememberFiles(files: FileSource): FileSource {
  const lists = new Map<string, Promise<readonly string[]>>();
  const texts = new Map<string, Promise<string | undefined>>();
  return {
    listFiles: (under, depth) => remember(lists, `${depth ?? ''}/${under}`, () => files.listFiles(under, depth)),
    readText: (path) => remember(texts, path, () => files.readText(path)),
  };
}

function remember<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
