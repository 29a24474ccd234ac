import {describeError} from '@gantry/errors';
import fc from 'fast-check';
import {
  DependencyCycleError,
  findContainers,
  listDependencies,
  orderByDependencies,
  ownImageName,
  readSettings,
} from '../src';
import {failureOf, filesOf} from './files-of';

const home = {registry: 'r.example.org:5000', namespace: 'home'};

async function list(texts: Record<string, string>, scope: {registry?: string; namespace?: string} = home) {
  const files = filesOf(texts);
  const found = await findContainers(files, await readSettings(files));
  return Object.fromEntries(await listDependencies(files, found, scope));
}

const base = {'containers/base/Dockerfile': 'FROM alpine', 'containers/tools/default.nix': ''};

test.each<[string, string, string[]]>([
  ['FROM', 'FROM r.example.org:5000/home/base:v1-abc1234', ['base']],
  ['a digest', `FROM r.example.org:5000/home/base@sha256:${'0'.repeat(64)}`, ['base']],
  [
    'COPY --from and a mount',
    'FROM a\nCOPY --from=r.example.org:5000/home/tools /a /b\nRUN --mount=from=r.example.org:5000/home/base,target=/x y',
    ['base', 'tools'],
  ],
  [
    'ARG defaults',
    'ARG REGISTRY=r.example.org:5000\nARG NS=home\nFROM ${REGISTRY}/${NS}/base:${TAG:-latest}',
    ['base'],
  ],
  ['another namespace', 'FROM r.example.org:5000/other/base', []],
  ['another registry', 'FROM r.example.org/home/base', []],
  ['a deeper name', 'FROM r.example.org:5000/home/base/x', []],
  ['an image without a folder', 'FROM r.example.org:5000/home/gone', []],
  ['a stage of that name', 'FROM alpine AS base\nFROM base', []],
])('%s', async (_name, Dockerfile, expected) => {
  const dependencies = await list({...base, 'containers/web/Dockerfile': Dockerfile});
  expect(dependencies).toEqual({base: [], tools: [], web: expected});
});

test('dependsOn of gantry.yaml and container.ts, and a Dockerfile beside a native pipeline, add up', async () => {
  const dependencies = await list({
    ...base,
    'containers/more/Dockerfile': '',
    'containers/web/container.ts': "const also = ['tools'];\nexport default {version: '1', dependsOn: also as const}",
    'containers/web/Dockerfile': 'FROM r.example.org:5000/home/base',
    'gantry.yaml': 'containers: {web: {dependsOn: [more, tools]}}',
  });
  expect(dependencies.web).toEqual(['base', 'more', 'tools']);
});

test('without a registry only dependsOn is known', async () => {
  const dependencies = await list({...base, 'containers/web/Dockerfile': 'FROM r.example.org:5000/home/base'}, {});
  expect(dependencies.web).toEqual([]);
});

test.each([
  [
    'gantry.yaml',
    {'gantry.yaml': 'containers:\n  web: {dependsOn: [bsae]}', 'containers/web/Dockerfile': ''},
    'gantry.yaml:2: the container web depends on "bsae", which does not exist; did you mean "base"?',
  ],
  [
    'container.ts',
    {'containers/web/container.ts': "\nexport default {dependsOn: ['../x']}"},
    'containers/web/container.ts:2: the container web depends on "../x"',
  ],
  [
    'a computed list',
    {'containers/web/container.ts': 'export default {dependsOn: [f()]}'},
    'containers/web/container.ts:1: dependsOn cannot be read without running the file',
  ],
  ['a spread list', {'containers/web/container.ts': "export default {dependsOn: ['base', ...x]}"}, 'cannot be read'],
  [
    'itself',
    {'containers/web/container.ts': "export default {dependsOn: ['web']}"},
    'The container web depends on itself',
  ],
  [
    'its own image',
    {'containers/web/Dockerfile': 'FROM r.example.org:5000/home/web:v1'},
    'The container web depends on itself',
  ],
])('%s is refused', async (_name, texts, words) => {
  expect(describeError(await failureOf(() => list({...base, ...texts})))).toContain(words);
});

test.each([
  ['base', {registry: 'docker.io'}, 'base'],
  ['home/base:1', {registry: 'docker.io', namespace: 'home'}, 'base'],
  ['index.docker.io/home/base', {registry: 'docker.io', namespace: 'home'}, 'base'],
  ['localhost/home/base', {registry: 'localhost', namespace: 'home'}, 'base'],
  ['R.example.org/base:1', {registry: 'r.example.org'}, 'base'],
  ['r.example.org/a/b/base', {registry: 'r.example.org', namespace: 'a/b'}, 'base'],
  ['homer/base', {registry: 'docker.io', namespace: 'home'}, undefined],
  ['home/base', {namespace: 'home'}, undefined],
  ['', {registry: 'docker.io'}, undefined],
])('%j in %j is %s', (reference, scope, name) => {
  expect(ownImageName(reference, scope)).toBe(name);
});

const graph = (entries: Record<string, string[]>) => new Map(Object.entries(entries));

test.each<[string, string[], Record<string, string[]>, string[][]]>([
  ['nothing', [], {}, []],
  ['names are sorted inside a level', ['c', 'a', 'b'], {}, [['a', 'b', 'c']]],
  ['a diamond', ['d', 'b', 'c', 'a'], {d: ['b', 'c'], b: ['a'], c: ['a']}, [['a'], ['b', 'c'], ['d']]],
  ['as late as the longest way', ['a', 'b', 'c'], {c: ['a', 'b'], b: ['a']}, [['a'], ['b'], ['c']]],
  ['what is not chosen is not listed', ['b'], {b: ['a']}, [['b']]],
  ['order through what is not chosen', ['c', 'a'], {c: ['b'], b: ['a']}, [['a'], ['c']]],
  ['the same name twice', ['a', 'a'], {}, [['a']]],
])('order: %s', (_name, names, entries, levels) => {
  expect(orderByDependencies(names, graph(entries))).toEqual(levels);
});

test.each<[Record<string, string[]>, string]>([
  [{b: ['a'], a: ['b']}, 'a -> b -> a'],
  [{z: ['c'], c: ['b'], b: ['a'], a: ['c']}, 'a -> c -> b -> a'],
  [{z: ['z']}, 'The container z depends on itself'],
])('the circle %j is named', (entries, words) => {
  expect(() => orderByDependencies(['z', 'b'], graph(entries))).toThrow(DependencyCycleError);
  expect(() => orderByDependencies(['z', 'b'], graph(entries))).toThrow(words);
});

test('a chain of 50,000 is ordered', () => {
  const names = Array.from({length: 50_000}, (_, index) => `c${index}`);
  const dependencies = new Map(names.map((name, index) => [name, index === 0 ? [] : [`c${index - 1}`]]));
  expect(orderByDependencies([...names].reverse(), dependencies)).toHaveLength(50_000);
});

/** A graph on numbered names in which each needs only earlier ones, and a choice of them. */
const acyclic = fc.integer({min: 1, max: 12}).chain((size) => {
  const entry = (index: number) => (index === 0 ? fc.constant([]) : fc.uniqueArray(fc.nat(index - 1)));
  return fc.tuple(
    fc.tuple(...Array.from({length: size}, (_, index) => entry(index))),
    fc.uniqueArray(fc.nat(size - 1)),
  );
});

test('every chosen container comes after everything it needs, and not later than it has to', () => {
  fc.assert(
    fc.property(acyclic, ([lists, chosen]) => {
      const name = (index: number) => `c${index}`;
      const names = chosen.map(name);
      const levels = orderByDependencies(names, new Map(lists.map((list, index) => [name(index), list.map(name)])));
      expect(levels.flat().sort()).toEqual([...names].sort());
      const levelOf = (index: number) => levels.findIndex((level) => level.includes(name(index)));
      const reach = (index: number): number[] => [
        ...new Set((lists[index] ?? []).flatMap((next) => [next, ...reach(next)])),
      ];
      for (const index of chosen) {
        const needed = reach(index)
          .filter((other) => chosen.includes(other))
          .map(levelOf);
        expect(levelOf(index)).toBe(needed.length === 0 ? 0 : Math.max(...needed) + 1);
      }
      for (const level of levels) expect(level).toEqual([...level].sort());
    }),
  );
});

test('a graph with a circle is always refused, with a circle that is there', () => {
  const edges = fc.array(fc.tuple(fc.nat(6), fc.nat(6)), {maxLength: 20});
  fc.assert(
    fc.property(edges, (pairs) => {
      const dependencies = new Map<string, string[]>();
      for (const [from, to] of pairs) dependencies.set(`${from}`, [...(dependencies.get(`${from}`) ?? []), `${to}`]);
      const names = [...dependencies.keys()];
      try {
        const position = new Map(
          orderByDependencies(names, dependencies).flatMap((level, index) =>
            level.map((name) => [name, index] as const),
          ),
        );
        return pairs.every(
          ([from, to]) => !position.has(`${to}`) || (position.get(`${from}`) ?? -1) > (position.get(`${to}`) ?? -1),
        );
      } catch (error) {
        if (!(error instanceof DependencyCycleError)) throw error;
        const {cycle} = error;
        return (
          cycle[0] === cycle.at(-1) &&
          cycle.slice(1).every((name, index) => dependencies.get(cycle[index] ?? '')?.includes(name))
        );
      }
    }),
    {numRuns: 500},
  );
});
