import {describeError} from '@gantry/errors';
import {
  findContainers,
  listVersions,
  readSettings,
  readVersion,
  VersionError,
  type Builder,
  type ReadVersionOptions,
} from '../src';
import {failureOf, filesOf} from './files-of';

interface Folder {
  readonly Dockerfile?: string;
  readonly 'container.ts'?: string;
  readonly 'default.nix'?: string;
  readonly settings?: string;
}

async function open({settings, ...texts}: Folder) {
  const files = filesOf({
    ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [`containers/x/${name}`, text as string])),
    ...(settings && {'gantry.yaml': `containers: {x: ${settings}}`}),
  });
  const [container] = await findContainers(files, await readSettings(files));
  if (!container) throw new Error('there is no container');
  return {files, container};
}

async function version(folder: Folder, builder: Builder, options?: ReadVersionOptions): Promise<string> {
  const {files, container} = await open(folder);
  return readVersion(files, container, builder, options);
}

async function refusal(folder: Folder, builder: Builder, options?: ReadVersionOptions): Promise<string> {
  const error = await failureOf(() => version(folder, builder, options));
  expect(error).toBeInstanceOf(VersionError);
  return describeError(error);
}

describe('Dockerfile', () => {
  test.each<[string, string, string]>([
    ['without v', 'FROM alpine\nARG CONTAINER_APP_VERSION=2.17.0\n', '2.17.0'],
    ['with v', 'ARG CONTAINER_APP_VERSION=v0.61.1\nFROM x:${CONTAINER_APP_VERSION}\n', 'v0.61.1'],
    ['an Alpine revision', 'FROM alpine\nARG CONTAINER_APP_VERSION=4.0.6-r4\nRUN apk add transmission=$X', '4.0.6-r4'],
    ['quoted', 'ARG CONTAINER_APP_VERSION="1.2"', '1.2'],
    ['lower case, CRLF and BOM', '\uFEFFarg CONTAINER_APP_VERSION=1.2\r\nfrom x\r\n', '1.2'],
    ['among others', 'ARG A=1 \\\n    # the app\n    CONTAINER_APP_VERSION=1.2 \\\n    B=3', '1.2'],
    ['repeated in a stage', 'ARG CONTAINER_APP_VERSION=1.2\nFROM x\nARG CONTAINER_APP_VERSION', '1.2'],
    ['twice the same', 'ARG CONTAINER_APP_VERSION=1.2\nFROM x\nARG CONTAINER_APP_VERSION=v1.2', '1.2'],
    ['from another ARG', 'ARG V=1.2\nARG CONTAINER_APP_VERSION=${V}-r1', '1.2-r1'],
    ['not from a comment', '# ARG CONTAINER_APP_VERSION=9\nARG CONTAINER_APP_VERSION=1.2', '1.2'],
    ['not from a script', 'RUN <<EOF\nARG CONTAINER_APP_VERSION=9\nEOF\nARG CONTAINER_APP_VERSION=1.2', '1.2'],
    ['not from a longer name', 'ARG MY_CONTAINER_APP_VERSION=9\nARG CONTAINER_APP_VERSION=1.2', '1.2'],
  ])('%s', async (_name, Dockerfile, expected) => {
    expect(await version({Dockerfile}, 'dagger')).toBe(expected);
  });

  test.each([
    ['FROM x\n', 'Next: write "ARG CONTAINER_APP_VERSION=1.2.3" into it'],
    ['ARG CONTAINER_APP_VERSION\n', 'containers/x/Dockerfile has no version'],
    ['\nARG CONTAINER_APP_VERSION=\n', 'containers/x/Dockerfile:2: the default of CONTAINER_APP_VERSION is empty'],
    ['FROM x\nARG CONTAINER_APP_VERSION=$V\n', 'Dockerfile:2: the default of CONTAINER_APP_VERSION is not a literal'],
    ['ARG CONTAINER_APP_VERSION=${V%.*}\n', 'is not a literal'],
    [
      'ARG CONTAINER_APP_VERSION=1.2\nFROM x\nARG CONTAINER_APP_VERSION=1.3\n',
      'containers/x/Dockerfile states two versions: CONTAINER_APP_VERSION is 1.2 on line 1 and 1.3 on line 3',
    ],
  ])('%j is refused', async (Dockerfile, words) => {
    expect(await refusal({Dockerfile}, 'dagger')).toContain(words);
  });
});

describe('default.nix', () => {
  test.each<[string, string, string]>([
    ['in a let', '{ pkgs ? import <nixpkgs> {} }:\nlet version = "1.2"; in pkgs.x { inherit version; }', '1.2'],
    [
      'in an attribute set',
      'pkgs.mkDerivation rec {\n pname = "x";\n version = "1.2";\n src = ./x-${version}; }',
      '1.2',
    ],
    ['in an indented string', "{ version = ''1.2''; }", '1.2'],
    ['without spaces', '{version="1.2";}', '1.2'],
    ['not from comments', '# version = "9";\n/* { version = "9"; } */ { version = "1.2"; }', '1.2'],
    ['not from strings', '{ a = "\\"; version = \\"9\\";"; version = "1.2"; }', '1.2'],
    ['not from a script', "{ a = ''\n  { version = \"9\"; }\n  ''${x} '''q'''\n''; version = \"1.2\"; }", '1.2'],
    ['not from interpolated code', '{ a = "${f { version = "9"; }}"; version = "1.2"; }', '1.2'],
    ['not from a nested one', "{ a = ''${f { v = ''${g { version = \"9\"; }}''; }}''; version = \"1.2\"; }", '1.2'],
    ['a URI hides no code', '{ url = https://example.org/a\'\'b; version = "1.2"; }', '1.2'],
    ['a path hides no code', '{ src = ./a#x\n; b = ~/x/y; c = <nixpkgs/lib>; version = "1.2"; }', '1.2'],
    ['not from a path of attributes', '{ a.version = "9"; passthru.version = "8"; version = "1.2"; }', '1.2'],
    ['the top let before the body', 'let version = "1.2"; lib = f { version = "9"; }; in f { version = "8"; }', '1.2'],
    ['the set before the sets inside', '{ dep = f { version = "9"; }; version = "1.2"; }', '1.2'],
    ['a let in a value ends with it', '{ a = let version = "9"; in version; version = "1.2"; }', '1.2'],
    ['with and assert end nothing', 'let version = "1.2"; in with x; assert y; { version = "9"; }', '1.2'],
    ['the same twice', '{ a = { version = "1.2"; }; b = { version = "v1.2"; }; }', '1.2'],
    ['handed on', 'let version = "1.2"; in f { version = version; }', '1.2'],
    ['as a reference is no other one', '{ a = rec { version = "1.2"; b = { version = version; }; }; }', '1.2'],
  ])('%s', async (_name, text, expected) => {
    expect(await version({'default.nix': text}, 'nix')).toBe(expected);
  });

  test.each([
    ['{ }', 'containers/x/default.nix has no version\nNext: write version = "1.2.3"; into it'],
    ['{ version ? "1" }: version', 'has no version'],
    ['{ version = "${x}.1"; }', 'has no version'],
    ['{ version = x.version; a = { version = "9"; }; }', 'has no version'],
    ['{ version = "1" + "2"; }', 'has no version'],
    ['\n{ version = ""; }', 'containers/x/default.nix:2: the version is empty'],
    [
      '{ a = { version = "1"; };\n  b = { version = "2"; }; }',
      'does not say which one is the image\'s: "1" on line 1, "2" on line 2\nNext: begin the file',
    ],
  ])('%j is refused', async (text, words) => {
    expect(await refusal({'default.nix': text}, 'nix')).toContain(words);
  });

  const Dockerfile = 'FROM x\nARG CONTAINER_APP_VERSION=3.4';
  const ambiguous = '{ a = { version = "1"; }; b = { version = "2"; }; }';
  const evaluateVersion = () => Promise.resolve('5.6\n');

  test('the file, then the Dockerfile, then evaluation', async () => {
    expect(await version({'default.nix': '{ version = "1.2"; }', Dockerfile}, 'nix', {evaluateVersion})).toBe('1.2');
    expect(await version({'default.nix': '{ }', Dockerfile}, 'nix', {evaluateVersion})).toBe('3.4');
    expect(await version({'default.nix': '{ version = "${x}"; }', Dockerfile}, 'nix')).toBe('3.4');
    expect(await version({'default.nix': '{ }', Dockerfile: 'FROM x'}, 'nix', {evaluateVersion})).toBe('5.6');
  });

  test('a native pipeline beside it leaves the Dockerfile’s version to Nix', async () => {
    expect(await version({'default.nix': '{ }', Dockerfile, 'container.ts': ''}, 'nix')).toBe('3.4');
  });

  test('a named attribute settles which of several versions is meant', async () => {
    const folder = {'default.nix': ambiguous, Dockerfile, settings: '{nix: {attribute: app.version}}'};
    expect(await version(folder, 'nix', {evaluateVersion})).toBe('5.6');
    expect(await refusal(folder, 'nix')).toContain('does not say which one');
    expect(await refusal({'default.nix': ambiguous, Dockerfile}, 'nix', {evaluateVersion})).toContain('does not say');
  });

  test('an evaluation without an answer names both files', async () => {
    const folder = {'default.nix': '{ }', Dockerfile: 'FROM x'};
    const evaluateNothing = () => Promise.resolve(undefined);
    expect(await refusal(folder, 'nix', {evaluateVersion: evaluateNothing})).toContain(
      'no version, nor has the Dockerfile',
    );
  });

  test('a hundred thousand open interpolations are read, and have no version', async () => {
    expect(await refusal({'default.nix': `{ a = ${'"${'.repeat(100_000)}`}, 'nix')).toContain('has no version');
  });
});

describe('container.ts', () => {
  const object = (members: string) => `export default {\n  ${members}\n};\n`;

  test.each<[string, string, string]>([
    ['single quotes', object("version: '1.2',"), '1.2'],
    ['double quotes, quoted key', object('"version": "v1.2"'), 'v1.2'],
    ['a template without substitution', object('version: `1.2`'), '1.2'],
    ['satisfies', "export default {version: '1.2', build() {}} satisfies ContainerDefinition;", '1.2'],
    ['as const', object("version: '1.2' as const,"), '1.2'],
    ['no semicolons', "const version = '1.2'\nexport default {\n version\n}\n", '1.2'],
    ['shorthand', "export const version = '1.2';\nexport default {version, build() {}};", '1.2'],
    ['another constant', "const appVersion: string = '1.2';\nexport default {version: appVersion};", '1.2'],
    [
      'a constant behind a type with an arrow',
      "const f: () => void = g;\nconst v: 'a' = 'a';\nexport default {version: v}",
      'a',
    ],
    ['a constant of a constant', "const a = '1.2' as const;\nconst b = a;\nexport default {version: b}", '1.2'],
    ['a function around it', "export default defineContainer({version: '1.2'});", '1.2'],
    ['an object constant', "const it: Definition = {version: '1.2'};\nexport default it;", '1.2'],
    ['as default', "const it = {version: '1.2'};\nexport {it as default};", '1.2'],
    ['in brackets', "export default ({version: ('1.2')});", '1.2'],
    [
      'after the build function',
      "export default {async build({dag}) { return {version: '9'} }, version: '1.2'}",
      '1.2',
    ],
    [
      'not from comments',
      "// version: '9'\n/* export default {version: '9'} */\nexport default {/* version: '9', */ version: '1.2'}",
      '1.2',
    ],
    [
      'not from strings',
      "const a = \"export default {version: '9'}\";\nexport default {a: ', version: 9', version: '1.2'}",
      '1.2',
    ],
    [
      'not from templates',
      "const a = `export default {version: '9'} ${`}${{version: '8'}}`}`;\nexport default {version: '1.2'}",
      '1.2',
    ],
    [
      'not from a regular expression',
      "const a = /['\"`/*]{/.test(x);\nexport default {a: /[/'\"]/g, version: '1.2'}",
      '1.2',
    ],
    [
      'a division is no regular expression',
      "const a = b / 2; const c = (d) / e;\nexport default {version: '1.2'}",
      '1.2',
    ],
    ['not from a nested object', "export default {labels: {version: '9'}, version: '1.2'}", '1.2'],
    [
      'a constant of a function is another one',
      "function f() { const v = '9'; }\nconst v = '1.2';\nexport default {version: v}",
      '1.2',
    ],
    ['after a spread', "export default {...base, version: '1.2'}", '1.2'],
    ['a BOM and CRLF', "\uFEFFexport default {\r\n  version: '1.2',\r\n};\r\n", '1.2'],
  ])('%s', async (_name, text, expected) => {
    expect(await version({'container.ts': text}, 'dagger')).toBe(expected);
  });

  const dynamic = 'cannot be read without running the file\nNext: write it as a literal';
  test.each([
    [object('build() {}'), "containers/x/container.ts has no version\nNext: write version: '1.2.3'"],
    ['', 'has no version'],
    ["export const version = '1.2';", 'has no version'],
    [object('version: `${major}.2`'), `containers/x/container.ts:2: the version ${dynamic}`],
    [object("version: '1.' + minor"), dynamic],
    [object("version: '1.2'.trim()"), dynamic],
    [object("version: ('1.2').trim()"), dynamic],
    [object('version: process.env.VERSION'), dynamic],
    [object('version: imported'), dynamic],
    [object("get version() { return '1'; }"), dynamic],
    [object("version() { return '1'; }"), dynamic],
    [object("version: '1.2', ...others"), dynamic],
    [object('...others'), dynamic],
    ["let v = '1.2';\nexport default {version: v};", dynamic],
    ['const v = v;\nexport default {version: v};', dynamic],
    ["export default class { version = '1.2' }", dynamic],
    ['export default () => ({})', dynamic],
    [object("version: '1\\x2e2'"), dynamic],
    [object("version: ' '"), 'containers/x/container.ts:2: the version is empty'],
  ])('%j is refused', async (text, words) => {
    expect(await refusal({'container.ts': text}, 'dagger')).toContain(words);
  });

  test('ten thousand templates in templates are read', async () => {
    expect(await refusal({'container.ts': `export default ${'`${'.repeat(10_000)}`}, 'dagger')).toContain(dynamic);
  });

  test('it comes before a Dockerfile', async () => {
    const folder = {'container.ts': object("version: '1.2'"), Dockerfile: 'ARG CONTAINER_APP_VERSION=3.4'};
    expect(await version(folder, 'dagger')).toBe('1.2');
  });
});

test('a builder that has no build file is named', async () => {
  expect(await refusal({Dockerfile: ''}, 'nix')).toContain('containers/x is not built by nix');
  expect(await refusal({'default.nix': ''}, 'dagger')).toContain('containers/x is not built by dagger');
});

test('all versions of a container, with their places', async () => {
  const {files, container} = await open({
    'container.ts': "export default {\n  version: '1.0'}",
    Dockerfile: 'FROM x\nARG CONTAINER_APP_VERSION=1.1',
    'default.nix': '{\n\n version = "1.2"; }',
  });
  expect(await listVersions(files, container)).toEqual([
    {file: 'containers/x/container.ts', line: 2, version: '1.0'},
    {file: 'containers/x/Dockerfile', line: 2, version: '1.1'},
    {file: 'containers/x/default.nix', line: 3, version: '1.2'},
  ]);
});
