import {findContainers, readSettings, type Container, type FileSource} from '@gantry/containers';
import {GantryError} from '@gantry/errors';
import {checkService} from '../src/check/check-service';
import {checkVersions} from '../src/check/check-versions';
import {filesOf} from './files-of';

const docker = (version: string) => `ARG CONTAINER_APP_VERSION=${version}\nFROM scratch\n`;
const script = (version: string) => `export default {\n  version: '${version}',\n  build() {},\n};\n`;
const nix = (version: string) => `{pkgs}: let\n  version = "${version}";\nin version\n`;
const evaluated = '{pkgs}: pkgs.dockerTools.buildImage {}\n';

async function web(own: Readonly<Record<string, string>>, settings = ''): Promise<[Container, FileSource]> {
  const entries = Object.entries(own).map(([file, text]) => [`containers/web/${file}`, text]);
  const files = filesOf({...(Object.fromEntries(entries) as Record<string, string>), 'gantry.yaml': settings});
  return [(await findContainers(files, await readSettings(files)))[0] as Container, files];
}

test.each([
  ['one file', {Dockerfile: docker('1.0')}],
  ['a leading v', {Dockerfile: docker('v1.0'), 'default.nix': nix('1.0')}],
  ['three files', {'container.ts': script('1.0-r4'), Dockerfile: docker('v1.0-r4'), 'default.nix': nix('1.0-r4')}],
  ['a Nix file that takes the version of the Dockerfile', {Dockerfile: docker('1.0'), 'default.nix': evaluated}],
])('%s: nothing is wrong', async (_title, own) => {
  const check = await checkVersions(...(await web(own)), undefined);
  expect(check).toMatchObject({findings: [], unchecked: undefined});
  expect(check.version?.version).toMatch(/^v?1\.0/);
});

test.each([
  [
    'two files differ',
    {Dockerfile: docker('1.0'), 'default.nix': nix('1.1')},
    'versions-differ containers/web/default.nix:2 the version is 1.1 here, and 1.0 in containers/web/Dockerfile:1 write version = "1.0"; here',
  ],
  [
    'an unused Dockerfile differs',
    {'container.ts': script('v2'), Dockerfile: docker('v1')},
    'versions-differ containers/web/Dockerfile:1 the version is v1 here, and v2 in containers/web/container.ts:2 write ARG CONTAINER_APP_VERSION=v2 here',
  ],
  [
    'there is none',
    {Dockerfile: 'FROM scratch\n'},
    'no-version containers/web/Dockerfile:- containers/web/Dockerfile has no version write "ARG CONTAINER_APP_VERSION=1.2.3"',
  ],
  [
    'one of two images has none',
    {'container.ts': script('1.0'), 'default.nix': evaluated},
    'no-version containers/web/default.nix:- containers/web/default.nix has no version',
  ],
  [
    'a file contradicts itself',
    {Dockerfile: `${docker('1.0')}ARG CONTAINER_APP_VERSION=1.1\n`},
    'no-version containers/web/Dockerfile:- containers/web/Dockerfile states two versions',
  ],
  [
    'it is computed',
    {'container.ts': 'export default {version: make()};\n'},
    'no-version containers/web/container.ts:1 the version cannot be read',
  ],
  [
    'no tag may have it',
    {Dockerfile: docker('1.0~rc1')},
    'invalid-tag containers/web/Dockerfile:1 The version "1.0~rc1" has "~"',
  ],
  [
    'the tag is too long',
    {'default.nix': nix('1'.repeat(112))},
    'invalid-tag containers/web/default.nix:2 The version',
  ],
])('%s', async (_title, own, expected) => {
  const {findings} = await checkVersions(...(await web(own)), undefined);
  const texts = findings.map(({code, file, line, message, fix}) => `${code} ${file}:${line ?? '-'} ${message} ${fix}`);
  expect(texts).toEqual([expect.stringContaining(expected)]);
  expect(findings[0]?.container).toBe('web');
});

test('the longest version that every tag can carry is right', async () => {
  const {findings} = await checkVersions(...(await web({'default.nix': nix('1'.repeat(110))})), undefined);
  expect(findings).toEqual([]);
});

describe('a version that only Nix can say', () => {
  const settings = 'containers: {web: {nix: {package: web}}}\n';

  test('is compared with the others', async () => {
    const [container, files] = await web({'container.ts': script('1.0'), 'default.nix': evaluated}, settings);
    const same = await checkVersions(container, files, () => Promise.resolve('v1.0\n'));
    expect(same).toMatchObject({findings: [], unchecked: undefined});
    const other = await checkVersions(container, files, () => Promise.resolve('1.1'));
    expect(other.findings).toMatchObject([
      {
        code: 'versions-differ',
        file: 'containers/web/default.nix',
        line: undefined,
        fix: expect.stringMatching(/^make Nix give 1\.0/) as string,
      },
    ]);
  });

  test('is said to be left out when Nix is not asked, or not there', async () => {
    const [container, files] = await web({'default.nix': evaluated}, settings);
    const leftOut = await checkVersions(container, files, undefined);
    expect(leftOut).toEqual({
      findings: [],
      version: undefined,
      unchecked: expect.stringContaining('version of web') as string,
    });
    const missing = new GantryError('no Nix on this machine', {code: 'nix-missing'});
    const absent = await checkVersions(container, files, () => Promise.reject(missing));
    expect(absent).toEqual({findings: [], version: undefined, unchecked: 'no Nix on this machine'});
  });

  test('is a finding when it cannot be evaluated', async () => {
    const [container, files] = await web({'default.nix': evaluated}, settings);
    const broken = new GantryError('there is no attribute web', {code: 'nix-evaluation-failed', hint: 'correct it.'});
    const {findings} = await checkVersions(container, files, () => Promise.reject(broken));
    expect(findings).toMatchObject([
      {code: 'nix-evaluation-failed', message: 'there is no attribute web', file: 'containers/web'},
    ]);
  });
});

describe('service-versions.yaml', () => {
  const services = new Map([
    ['web', {version: 'v1.0', line: 3, key: 'web'}],
    ['web-frontend', {version: '2.0', line: 4, key: 'services.web-frontend'}],
  ]);
  const version = {file: 'containers/web/Dockerfile', line: 1, version: '1.0'};

  test.each([
    ['the entry of its name agrees', '', version, []],
    ['another service agrees', 'containers: {web: {service: web-frontend}}', {...version, version: 'v2.0'}, []],
    ['it is no service', 'containers: {web: {service: null}}', {...version, version: '9'}, []],
    ['its version is not known', '', undefined, []],
    [
      'it differs',
      '',
      {...version, version: '1.1'},
      [
        'service-differs service-versions.yaml:3 web the version is v1.0 here, and 1.1 in containers/web/Dockerfile:1 write "1.1" here',
      ],
    ],
    [
      'another service differs',
      'containers: {web: {service: web-frontend}}',
      version,
      ['service-differs service-versions.yaml:4 services.web-frontend the version is 2.0 here'],
    ],
    [
      'another service is missing',
      '\ncontainers:\n  web: {service: wep}',
      version,
      [
        'service-missing gantry.yaml:3 containers.web.service service-versions.yaml has no service "wep"; did you mean "web"? write "wep: 1.0"',
      ],
    ],
  ])('%s', async (_title, settings, stated, expected) => {
    const [container] = await web({Dockerfile: docker('1.0')}, settings);
    const found = checkService(container, stated, services);
    const texts = found.map(
      ({code, file, line, key, message, fix}) => `${code} ${file}:${line ?? '-'} ${key ?? '-'} ${message} ${fix}`,
    );
    expect(texts).toEqual(expected.map((text) => expect.stringContaining(text) as string));
  });

  test('a container that is not named there has to be declared', async () => {
    const [container] = await web({Dockerfile: docker('1.0')});
    const [finding, ...more] = checkService(container, version, new Map());
    expect(more).toEqual([]);
    expect(finding).toMatchObject({code: 'service-missing', file: 'service-versions.yaml', container: 'web'});
    expect(finding?.fix).toContain('"web: 1.0"');
    expect(finding?.fix).toContain('service: null');
  });
});
