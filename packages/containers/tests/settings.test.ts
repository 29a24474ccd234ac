import {describeError} from '@gantry/errors';
import {readSettings, SettingsError} from '../src';
import {failureOf, filesOf} from './files-of';

const read = (text: string) => readSettings(filesOf({'gantry.yaml': text}));
const refusal = async (text: string) => {
  const error = await failureOf(() => read(text));
  expect(error).toBeInstanceOf(SettingsError);
  return describeError(error);
};

test('a whole file', async () => {
  const settings = await read(
    [
      '\uFEFF# ours',
      'registry: registry.example.org:5000',
      'namespace: home/apps',
      'directory: ./images/',
      'mainBranch: trunk',
      'containers:',
      '  web:',
      '    watch: [lib, "shared/**/*.{ts,js}"]',
      '    dependsOn: base',
      '    labels: {org.opencontainers.image.vendor: "us"}',
      '    service: web-frontend',
      '    nix: {attribute: app.version, package: hello}',
      '  base:',
      '    service: null',
      '  empty:',
    ].join('\r\n'),
  );
  expect(settings).toMatchObject({
    registry: 'registry.example.org:5000',
    namespace: 'home/apps',
    directory: 'images',
    mainBranch: 'trunk',
  });
  expect(settings.containers.get('web')).toEqual({
    watch: ['lib', 'shared/**/*.{ts,js}'],
    dependsOn: ['base'],
    labels: {'org.opencontainers.image.vendor': 'us'},
    service: 'web-frontend',
    nix: {attribute: 'app.version', package: 'hello'},
    position: {file: 'gantry.yaml', line: 7, column: 3},
  });
  expect(settings.containers.get('base')).toMatchObject({service: null, watch: [], dependsOn: []});
  expect(settings.containers.get('empty')).not.toHaveProperty('service');
});

test.each(['', '# nothing\n', '---\n', 'null\n', '{}\n'])('%j gives the defaults', async (text) => {
  expect(await read(text)).toMatchObject({directory: 'containers', mainBranch: 'main', containers: new Map()});
  expect(await read(text)).not.toHaveProperty('registry');
});

test('no file gives the defaults, gantry.yml is read, both are refused', async () => {
  expect((await readSettings(filesOf({}))).directory).toBe('containers');
  expect((await readSettings(filesOf({'gantry.yml': 'namespace: x'}))).namespace).toBe('x');
  const error = await failureOf(() => readSettings(filesOf({'gantry.yml': '', 'gantry.yaml': ''})));
  expect(error.message).toContain('both here');
});

test.each([
  ['regitsry: x', 'gantry.yaml:1:1: regitsry: there is no such key; did you mean "registry"?'],
  ['a: 1', 'known: registry, namespace, directory, mainBranch, containers'],
  ['namespace: x\nmain-branch: x', 'gantry.yaml:2:1: main-branch: there is no such key; did you mean "mainBranch"?'],
  [
    'containers:\n  web:\n    watches: [x]',
    'gantry.yaml:3:5: containers.web.watches: there is no such key; did you mean "watch"?',
  ],
  ['containers: {web: {nix: {attr: x}}}', 'containers.web.nix.attr'],
  [
    'registry: https://r.example.org/v2',
    'gantry.yaml:1:11: registry: "https://r.example.org/v2" has the scheme https://; write the host alone: "r.example.org"',
  ],
  ['registry: r.example.org/home', 'the path belongs into "namespace"'],
  ['registry: "r.example.org:99999"', 'is no host[:port]'],
  ['registry: -x', 'is no host[:port]'],
  ['namespace: Home', 'is no namespace'],
  ['namespace: a//b', 'is no namespace'],
  ['namespace: ../x', 'is no namespace'],
  ['directory: ../x', 'is no folder of the repository'],
  ['directory: /x', 'is no folder of the repository'],
  ['mainBranch: --upload-pack=x', 'is no branch name'],
  ['mainBranch: refs/heads/main', 'write the branch alone: "main"'],
  ['mainBranch: 1.0', 'mainBranch: a text is expected, not the number 1.0; write it in quotes: "1.0"'],
  ['registry:', 'registry: a text is expected, not nothing'],
  ['registry: [a]', 'a text is expected, not a sequence'],
  ['containers: [web]', 'containers: a mapping (key: value) is expected, not a sequence'],
  ['containers: {../x: {}}', 'it has a "/"'],
  ['containers: {Web: {}}', 'write web'],
  [
    'containers: {web: {watch: [lib, "!x"]}}',
    'gantry.yaml:1:33: containers.web.watch[1]: The watch pattern "!x" excludes',
  ],
  ['containers: {web: {watch: [1]}}', 'containers.web.watch[0]: a text is expected'],
  ['containers: {web: {dependsOn: [a/b]}}', 'containers.web.dependsOn[0]: "a/b" is no container name'],
  ['containers: {web: {labels: {a b: x}}}', 'a label name has no spaces'],
  ['containers: {web: {labels: {a: 1.0}}}', 'write it in quotes: "1.0"'],
  ['containers: {web: {nix: {attribute: "--expr"}}}', 'is no attribute path'],
  ['registry: a\nregistry: b', 'gantry.yaml:2:1: registry: the key stands here twice'],
  ['registry: &a x\nnamespace: *a', 'gantry.yaml:2:12: the alias *a is not accepted'],
  ['registry: !!js/function x', 'gantry.yaml:1:11: Unresolved tag'],
  ['registry: !!str x', 'the tag tag:yaml.org,2002:str is not accepted'],
  ['registry: "x', 'gantry.yaml:1:13:'],
  ['a: 1\n---\nb: 2', 'multiple documents'],
  ['just text', 'a mapping (key: value) is expected, not "just text"'],
  ['[registry]: x', 'a key has to be a plain text'],
])('%j is refused', async (text, words) => {
  expect(await refusal(text)).toContain(words);
});

test('all problems are named at once', async () => {
  const text = await refusal('registry: 1\nnamespace: A\ncontainers: {web: {wach: x}}');
  expect(text.split('\n')).toEqual([
    expect.stringContaining('gantry.yaml:1:11: registry:'),
    expect.stringContaining('gantry.yaml:2:12: namespace:'),
    expect.stringContaining('gantry.yaml:3:20: containers.web.wach:'),
    'Next: correct the lines that are named.',
  ]);
});

test.each([
  ['brackets', '['.repeat(100_000)],
  ['sequences', `${'- '.repeat(100_000)}x`],
  ['indentation', Array.from({length: 1_000}, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ['aliases', ['a: &a [x, x]', 'b: &b [*a, *a]', 'c: &c [*b, *b]'].join('\n')],
  ['length', `# ${'x'.repeat(1_000_001)}`],
])('a bomb of %s is refused in an instant', async (_kind, text) => {
  const start = performance.now();
  expect(await refusal(text)).toContain('gantry.yaml:');
  expect(performance.now() - start).toBeLessThan(1_000);
});

test('a key named __proto__ is an unknown key, and a label of that name is a label', async () => {
  expect(await refusal('__proto__: {registry: x}')).toContain('__proto__: there is no such key');
  const settings = await read('containers: {web: {labels: {__proto__: x}}}');
  expect(Object.entries(settings.containers.get('web')?.labels ?? {})).toEqual([['__proto__', 'x']]);
});

test('5,000 containers are read in well under two seconds', async () => {
  const text = Array.from({length: 5_000}, (_, index) => `  c${index}:\n    watch: [lib/${index}]\n`).join('');
  const start = performance.now();
  expect((await read(`containers:\n${text}`)).containers.size).toBe(5_000);
  expect(performance.now() - start).toBeLessThan(2_000);
});
