import {
  findContainers,
  indexOwners,
  listWatch,
  matchesWatch,
  ownerOf,
  parseWatchPattern,
  readSettings,
  unmatchedWatchPatterns,
  WatchPatternError,
} from '../src';
import {failureOf, filesOf} from './files-of';

test.each([
  ['lib', 'lib', true],
  ['lib', 'lib/a/b', true],
  ['lib/', 'lib/a', true],
  ['./lib', 'lib/a', true],
  ['lib', 'library', false],
  ['lib', 'x/lib', false],
  ['lib/a.txt', 'lib/a.txt', true],
  ['*.ts', 'a.ts', true],
  ['*.ts', '.ts', true],
  ['*.ts', 'a/b.ts', false],
  ['*.ts', 'a.ts/b', false],
  ['lib/*', 'lib/a', true],
  ['lib/*', 'lib/.hidden', true],
  ['lib/*', 'lib/a/b', false],
  ['lib/*/src', 'lib/a/src/x/y', true],
  ['lib/**', 'lib/a/b/c', true],
  ['lib/**', 'library/a', false],
  ['**/x.lock', 'x.lock', true],
  ['**/x.lock', 'a/b/x.lock', true],
  ['lib/**/*.ts', 'lib/a.ts', true],
  ['lib/**/*.ts', 'lib/a/b/c.ts', true],
  ['lib/**/*.ts', 'lib/a/b/c.js', false],
  ['**/a/**/b', 'x/a/y/z/b/c', true],
  ['**', 'any/thing', true],
  ['a?c', 'abc', true],
  ['a?c', 'aüc', true],
  ['a?c', 'a😀c', true],
  ['a?c', 'ac', false],
  ['a?c', 'a/c', false],
  ['{lib,src}', 'src/a', true],
  ['{lib,src}/*.{ts,js}', 'lib/a.js', true],
  ['{lib,src}/*.{ts,js}', 'lib/a.md', false],
  ['a{b,{c,d}e}f', 'adef', true],
  ['a{,b}', 'a', true],
  ['Lib', 'lib/a', false],
  ['a[b]', 'a[b]/c', true],
  ['my lib/ü', 'my lib/ü/"x"\n', true],
])('%s means %s: %s', (pattern, path, expected) => {
  expect(matchesWatch(path, parseWatchPattern(pattern))).toBe(expected);
});

test.each([
  ['', 'is empty'],
  ['!lib', 'excludes'],
  ['/lib', 'starts with "/"'],
  ['../x', 'leads out'],
  ['lib/../../x', 'leads out'],
  ['{..,lib}/x', 'leads out'],
  ['.', 'names the whole repository'],
  ['a\\b', 'separated by "/"'],
  ['a**', '"**" inside a name'],
  ['{a,b', 'a brace'],
  ['a}', 'a brace'],
  ['{a}}', 'a brace'],
  ['{a,b}'.repeat(20), 'more than 256'],
  ['x'.repeat(1_001), 'more than 1000'],
])('%j is refused', (pattern, words) => {
  expect(() => parseWatchPattern(pattern)).toThrow(WatchPatternError);
  expect(() => parseWatchPattern(pattern)).toThrow(words);
});

test('no pattern makes matching slow', () => {
  const start = performance.now();
  expect(matchesWatch('a'.repeat(4_000), parseWatchPattern(`${'*a'.repeat(200)}b`))).toBe(false);
  expect(matchesWatch(Array(2_000).fill('a').join('/'), parseWatchPattern(`${'**/a/'.repeat(150)}b`))).toBe(false);
  expect(performance.now() - start).toBeLessThan(2_000);
});

async function open(texts: Record<string, string>) {
  const files = filesOf(texts);
  const containers = await findContainers(files, await readSettings(files));
  return {files, containers, watch: await listWatch(files, containers)};
}

const repository = {
  'containers/api/Dockerfile': '',
  'containers/api/src/a': '',
  'containers/web/container.ts': "export default {watch: ['lib/*.ts', 'lib/*.ts']}",
  'containers/zoo/default.nix': '',
  'gantry.yaml': 'containers: {api: {watch: [lib, "packages/{api,core}/**", containers/web]}, web: {watch: [typo]}}',
  'lib/x.ts': '',
  'packages/core/y': '',
};

test('watch lists of gantry.yaml and container.ts add up', async () => {
  const {watch} = await open(repository);
  expect(Object.fromEntries(watch)).toEqual({
    api: ['lib', 'packages/{api,core}/**', 'containers/web'],
    web: ['typo', 'lib/*.ts'],
  });
});

test.each([
  ['containers/api/src/a', [{container: 'api'}]],
  ['containers/api', [{container: 'api'}]],
  ['containers/apis/x', []],
  ['containers/README.md', []],
  ['containers/web/x', [{container: 'web'}, {container: 'api', watch: 'containers/web'}]],
  [
    'lib/x.ts',
    [
      {container: 'api', watch: 'lib'},
      {container: 'web', watch: 'lib/*.ts'},
    ],
  ],
  ['packages/core/a/b', [{container: 'api', watch: 'packages/{api,core}/**'}]],
  ['README.md', []],
])('%s belongs to %j', async (path, owners) => {
  const {containers, watch} = await open(repository);
  expect(indexOwners(containers, watch)(path)).toEqual(owners);
  expect(ownerOf(path, containers)?.name).toBe(owners.find((owner) => !('watch' in owner))?.container);
});

test('patterns that fit no file are named', async () => {
  const {files, watch} = await open(repository);
  expect(unmatchedWatchPatterns(await files.listFiles(''), watch)).toEqual([{container: 'web', pattern: 'typo'}]);
});

test.each([
  ["export default {watch: ['!x']}", 'containers/web/container.ts:1: The watch pattern "!x"'],
  ['export default {watch: x}', 'containers/web/container.ts:1: watch cannot be read without running the file'],
])('%s is refused with its place', async (text, words) => {
  expect((await failureOf(() => open({'containers/web/container.ts': text}))).message).toContain(words);
});

test('5,000 containers with watch patterns and 200,000 paths take a few seconds at most', () => {
  const names = Array.from({length: 5_000}, (_, index) => `c${index}`);
  const containers = names.map((name) => ({
    name,
    path: `containers/${name}`,
    builders: ['dagger' as const],
    settings: {watch: [], dependsOn: [], labels: {}},
  }));
  const watch = new Map(names.map((name) => [name, [`lib/${name}/**/*.ts`, `missing/${name}`]]));
  const paths = names.flatMap((name) => Array.from({length: 40}, (_, file) => `lib/${name}/src/${file}.ts`));
  const start = performance.now();
  const ownersOf = indexOwners(containers, watch);
  expect(paths.filter((path) => ownersOf(path).length === 1)).toHaveLength(200_000);
  expect(unmatchedWatchPatterns(paths, watch)).toHaveLength(5_000);
  expect(performance.now() - start).toBeLessThan(5_000);
});
