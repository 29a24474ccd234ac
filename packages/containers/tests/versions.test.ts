import {listVersions} from '../src';
import {open, refusal, version} from './version-of';

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
