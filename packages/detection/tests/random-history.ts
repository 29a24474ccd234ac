import {run} from '@gantry/process';
import {gitEnvironment, type GitRepository} from '@gantry/testing';

/** A source of numbers that gives the same ones for the same seed. */
export type Random = (below: number) => number;

/** @see https://gist.github.com/tommyettinger/46a874533244883189143505d203312c (mulberry32) */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[random(items.length)] as Item;
}

/** A file as fast-import takes it. */
interface File {
  readonly mode: '100644' | '100755' | '120000';
  readonly content: string;
}
type Tree = ReadonlyMap<string, File>;

export interface RandomCommit {
  readonly sha: string;
  readonly parents: readonly number[];
  readonly time: number;
}

const names = ['base', 'mid', 'top', 'solo', 'nix-one'];
const oddNames = ['a b.txt', 'ünï.txt', '"quoted"', 'tab\tx', '.hidden', 'sub/deep/file'];
const text = (content: string): File => ({mode: '100644', content});

const settings = `registry: registry.example.org
namespace: home
containers:
  solo:
    watch: ["lib/**/*.conf", tools]
  top:
    dependsOn: [nix-one]
`;

const buildFiles: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  base: [['Dockerfile', 'FROM alpine:3\n']],
  mid: [['Dockerfile', 'ARG R=registry.example.org\nFROM $R/home/base:v1\n']],
  top: [
    ['Dockerfile', 'FROM alpine:3\nCOPY --from=registry.example.org/home/mid@sha256:0 / /\n'],
    ['default.nix', '{}\n'],
  ],
  solo: [['Dockerfile', 'FROM alpine:3\n']],
  'nix-one': [['default.nix', '{}\n']],
};

function startTree(): Tree {
  const tree = new Map([
    ['gantry.yaml', text(settings)],
    ['lib/keep.conf', text('keep')],
    ['tools', text('keep')],
    ['README.md', text('1')],
  ]);
  for (const name of names) addContainer(tree, name);
  return tree;
}

function addContainer(tree: Map<string, File>, name: string): void {
  for (const [file, content] of buildFiles[name] ?? []) tree.set(`containers/${name}/${file}`, text(content));
}

/** Changes a tree as people do, now and then more than once in a commit. */
function changeTree(before: Tree, random: Random): Tree {
  const tree = new Map(before);
  for (let changes = 1 + random(3); changes > 0; changes--) changeOnce(tree, random);
  return tree;
}

function changeOnce(tree: Map<string, File>, random: Random): void {
  // `solo`, `top` and `nix-one` stand in gantry.yaml, which may only name containers that exist.
  const name = pick(random, names);
  const folder = `containers/${name}/`;
  const inside = [...tree.keys()].filter((path) => path.startsWith(folder) && !/Dockerfile|default\.nix/.test(path));
  const path = `${folder}${pick(random, oddNames)}`;
  switch (random(10)) {
    case 0:
      return void tree.set('README.md', text(String(random(5))));
    case 1:
      return void tree.set(
        pick(random, ['lib/keep.conf', 'lib/x/y.conf', 'lib/no.txt', 'tools']),
        text(String(random(3))),
      );
    case 2:
      return void (inside.length > 0 && tree.delete(pick(random, inside)));
    case 3: {
      const from = inside.length > 0 ? pick(random, inside) : undefined;
      const file = from === undefined ? undefined : tree.get(from);
      if (from === undefined || !file) return;
      tree.delete(from);
      return void tree.set(`containers/${pick(random, names)}/moved`, file);
    }
    case 4:
      return void tree.set(`${folder}run`, {mode: pick(random, ['100644', '100755']), content: 'x'});
    case 5:
      return void tree.set(`${folder}link`, {mode: '120000', content: pick(random, ['run', '../base', '/nowhere'])});
    case 6:
      if (name !== 'base' && name !== 'mid') return;
      for (const one of [...tree.keys()]) if (one.startsWith(folder)) tree.delete(one);
      return;
    case 7:
      return addContainer(tree, name);
    case 8:
      return void tree.set(`containers/notes/${random(3)}`, text(String(random(3))));
    default:
      return void tree.set(path, text(String(random(3))));
  }
}

/** Adds an independent history to a repository, in one go: branches, merges, and trees that come back. */
export async function addHistory(repository: GitRepository, seed: number, size: number): Promise<RandomCommit[]> {
  const random = randomFrom(seed);
  const trees: Tree[] = [];
  const parentsOf: number[][] = [];
  const firstTime = 1_767_225_600 + seed * 100_000;
  const parts: string[] = [];
  for (let index = 0; index < size; index++) {
    const first = index === 0 ? undefined : random(3) === 0 ? random(index) : index - 1;
    const second = first !== undefined && index > 2 && random(4) === 0 ? random(index) : undefined;
    const parents = [first, second].filter(
      (parent, at, all) => parent !== undefined && all.indexOf(parent) === at,
    ) as number[];
    parentsOf.push(parents);
    const before = first === undefined ? startTree() : (trees[first] as Tree);
    // A revert takes up the tree of an earlier commit; a merge takes one side and a change.
    const tree = index === 0 ? before : random(6) === 0 ? (trees[random(index)] as Tree) : changeTree(before, random);
    trees.push(tree);
    parts.push(formatCommit(index, parents, firstTime + index * 60, tree, `refs/histories/${seed}/${index}`));
  }
  const {stdout} = await run(['git', 'fast-import', '--quiet', '--done'], {
    cwd: repository.root,
    env: gitEnvironment(),
    timeoutMs: 60_000,
    input: `${parts.join('')}${trees.map((_, index) => `get-mark :${index + 1}\n`).join('')}done\n`,
  });
  const shas = stdout.trim().split('\n');
  return shas.map((sha, index) => ({sha, parents: parentsOf[index] ?? [], time: firstTime + index * 60}));
}

function formatCommit(index: number, parents: readonly number[], time: number, tree: Tree, ref: string): string {
  const data = (content: string) => `data ${Buffer.byteLength(content)}\n${content}\n`;
  const [from, merge] = parents;
  const lines = [
    `reset ${ref}\ncommit ${ref}\nmark :${index + 1}\ncommitter T <t@example.org> ${time} +0000\n${data(`commit ${index}`)}`,
    from === undefined ? '' : `from :${from + 1}\n`,
    merge === undefined ? '' : `merge :${merge + 1}\n`,
    'deleteall\n',
  ];
  for (const [path, file] of tree) {
    const quoted = `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\t', '\\t')}"`;
    lines.push(`M ${file.mode} inline ${quoted}\n${data(file.content)}`);
  }
  return `${lines.join('')}\n`;
}
