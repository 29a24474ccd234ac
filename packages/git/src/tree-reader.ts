import type {CommitSha} from './commit-sha';
import type {ObjectReader} from './object-reader';

interface Entry {
  readonly mode: string;
  readonly object: string;
}

const folderMode = '40000';
const linkMode = '120000';
const submoduleMode = '160000';
const maxLinks = 40;

/**
 * Finds files of one commit. Each tree is read once: git itself would unpack all trees on the way again for each file,
 * and a folder of some thousand containers is a large tree.
 *
 * @see https://git-scm.com/book/en/v2/Git-Internals-Git-Objects#_tree_objects
 */
export class TreeReader {
  private readonly trees = new Map<string, Promise<ReadonlyMap<string, Entry>>>();

  constructor(
    private readonly sha: CommitSha,
    private readonly objects: ObjectReader,
  ) {}

  /**
   * The object name of a file. Links are followed inside the commit, never out of it.
   *
   * @returns `undefined` for what is no file: nothing, a folder, a submodule, a link that leads nowhere or out
   */
  async findFile(path: string): Promise<string | undefined> {
    const rest = path.split('/');
    const folders = [`${this.sha}^{tree}`];
    let links = 0;
    for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
      if (name === '' || name === '.') continue;
      if (name === '..') folders.pop();
      const folder = folders.at(-1);
      if (folder === undefined) return undefined;
      if (name === '..') continue;
      const entry = (await this.readTree(folder)).get(name);
      if (entry?.mode === folderMode) {
        folders.push(entry.object);
      } else if (entry?.mode === linkMode) {
        const target = (await this.objects.read(entry.object))?.content.toString('utf8') ?? '/';
        if (target.startsWith('/') || ++links > maxLinks) return undefined;
        rest.unshift(...target.split('/'));
      } else {
        return rest.length === 0 && entry?.mode !== submoduleMode ? entry?.object : undefined;
      }
    }
    return undefined;
  }

  /**
   * The files, links and submodules of a folder, and of the folders up to `depth` levels below it.
   *
   * @returns paths from the root, in git's order; empty when there is no such folder
   */
  async listFiles(under: string, depth: number): Promise<string[]> {
    let tree = `${this.sha}^{tree}`;
    for (const name of under === '' ? [] : under.split('/')) {
      const entry = (await this.readTree(tree)).get(name);
      if (entry?.mode !== folderMode) return [];
      tree = entry.object;
    }
    return this.listBelow(tree, under === '' ? '' : `${under}/`, depth);
  }

  private async listBelow(tree: string, prefix: string, depth: number): Promise<string[]> {
    const entries = [...(await this.readTree(tree))].filter(([, {mode}]) => depth > 0 || mode !== folderMode);
    const lists = await Promise.all(
      entries.map(async ([name, {mode, object}]) =>
        mode === folderMode ? this.listBelow(object, `${prefix}${name}/`, depth - 1) : [`${prefix}${name}`],
      ),
    );
    return lists.flat();
  }

  private readTree(name: string): Promise<ReadonlyMap<string, Entry>> {
    const known = this.trees.get(name);
    if (known) return known;
    const tree = this.objects.read(name).then((object) => parseTree(object?.content, this.sha.length / 2));
    this.trees.set(name, tree);
    return tree;
  }
}

/** Entries are `<mode> <name> NUL <sha as bytes>`, one after the other. */
function parseTree(content: Buffer | undefined, shaBytes: number): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (let start = 0; content && start < content.length;) {
    const space = content.indexOf(0x20, start);
    const end = content.indexOf(0, space);
    const next = end + 1 + shaBytes;
    const object = content.toString('hex', end + 1, next);
    entries.set(content.toString('utf8', space + 1, end), {mode: content.toString('latin1', start, space), object});
    start = next;
  }
  return entries;
}
