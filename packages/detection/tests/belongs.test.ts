import {gitRepository} from '@gantry/testing';
import {detectIn, namesOf, push, reasonsOf} from './detect-in';

const alpine = 'FROM alpine:3.22\n';
const own = 'FROM registry.example.org/home/base:v1\n';
const settings = (containers: string, rest = '') =>
  `registry: registry.example.org\nnamespace: home\n${rest}${containers === '' ? '' : `containers:\n${containers}`}`;

async function changed(
  start: Readonly<Record<string, string>>,
  end: Readonly<Record<string, string | null>>,
  options: Parameters<typeof detectIn>[2] = {},
) {
  const source = await gitRepository({start, end});
  return detectIn(source, push(await source.sha('start'), await source.sha('end')), {base: 'before', ...options});
}

describe('watch', () => {
  const start = {
    'gantry.yaml': settings('  api:\n    watch: ["lib/**/*.conf", shared]\n'),
    'containers/api/Dockerfile': alpine,
    'containers/web/Dockerfile': alpine,
    'lib/deep/tls.conf': '1',
    'lib/readme': '1',
    'shared/a': '1',
  };

  test('a path that a pattern means belongs to the container', async () => {
    const found = await changed(start, {'lib/deep/tls.conf': '2', 'lib/readme': '2', 'shared/b': '2'});
    expect(reasonsOf(found)).toEqual({
      api: ['lib/deep/tls.conf changed (watch lib/**/*.conf)', 'shared/b changed (watch shared)'],
    });
  });

  test('a deleted file counts as long as another one is left', async () => {
    const files = {...start, 'shared/b': '1'};
    expect(namesOf(await changed(files, {'shared/b': null}))).toEqual(['api']);
  });

  test('a pattern without any file is an error', async () => {
    await expect(changed(start, {'shared/a': null})).rejects.toThrow(
      /the watch pattern "shared" of api matches no tracked file/,
    );
  });

  test('a pattern of container.ts counts as well', async () => {
    const definition = `export default {version: 'v1', watch: ['tools/make.sh'], build() {}};\n`;
    const files = {'containers/ts/container.ts': definition, 'tools/make.sh': '1', 'tools/other': '1'};
    expect(namesOf(await changed(files, {'tools/make.sh': '2'}))).toEqual(['ts']);
    expect(namesOf(await changed(files, {'tools/other': '2'}))).toEqual([]);
  });
});

describe('dependencies', () => {
  const start = {
    'gantry.yaml': settings('  tool:\n    dependsOn: [api]\n'),
    'containers/base/Dockerfile': alpine,
    'containers/api/Dockerfile': `ARG HOST=registry.example.org\nFROM $HOST/home/base:v1 AS x\n${alpine}COPY --from=x / /\n`,
    'containers/tool/default.nix': '{}',
    'containers/other/Dockerfile': 'FROM registry.example.org/away/base:v1\n',
  };

  test('a dependant is built, through any number of steps, after what it needs', async () => {
    const found = await changed(start, {'containers/base/x': '1'});
    expect(found.containers.map(({name, level}) => [name, level])).toEqual([
      ['base', 0],
      ['api', 1],
      ['tool', 2],
    ]);
    expect(reasonsOf(found)).toMatchObject({
      api: ['base, which it depends on, is rebuilt'],
      tool: ['api, which it depends on, is rebuilt', 'base, which it depends on, is rebuilt'],
    });
  });

  test('what it depends on is not built for a dependant', async () => {
    expect(namesOf(await changed(start, {'containers/api/x': '1'}))).toEqual(['api', 'tool']);
  });

  test('another namespace is another image', async () => {
    expect(namesOf(await changed(start, {'containers/base/x': '1'}, {overrides: {namespace: 'away'}}))).toEqual([
      'base',
      'other',
    ]);
  });

  test('a dependant of a deleted container is built, with a warning', async () => {
    const found = await changed({...start, 'containers/api/Dockerfile': own}, {'containers/base': null});
    expect(namesOf(found)).toEqual(['api', 'tool']);
    expect(reasonsOf(found).api).toEqual(['base, which it depends on, was deleted']);
    expect(found.warnings[0]).toBe('api depends on base, which was deleted: api is built, and may fail.');
  });

  test('a circle is named and refused', async () => {
    const circle = {'gantry.yaml': settings('  api:\n    dependsOn: [tool]\n  tool:\n    dependsOn: [api]\n')};
    await expect(changed({...start, ...circle}, {'containers/api/x': '1'})).rejects.toThrow('api -> tool -> api');
  });

  test('named containers are ordered, and nothing else is added', async () => {
    const source = await gitRepository({start});
    const found = await detectIn(source, push(undefined, await source.sha()), {containers: ['tool', 'base']});
    expect(found.containers.map(({name, level}) => [name, level])).toEqual([
      ['base', 0],
      ['tool', 1],
    ]);
  });
});

describe('gantry.yaml', () => {
  const start = {
    'gantry.yaml': settings('  api:\n    service: api\n'),
    'containers/api/Dockerfile': alpine,
    'containers/web/Dockerfile': alpine,
  };
  const becomes = (text: string | null, options?: Parameters<typeof detectIn>[2]) =>
    changed(start, {'gantry.yaml': text}, options);

  test('an entry that may change the image changes its container', async () => {
    const found = await becomes(settings('  web:\n    labels:\n      a: b\n'));
    expect(reasonsOf(found)).toEqual({web: ['labels changed in gantry.yaml']});
  });

  test('a service name, a comment or another order of keys changes nothing', async () => {
    expect(namesOf(await becomes(settings('  api:\n    service: other\n')))).toEqual([]);
    expect(namesOf(await becomes(`# hello\nnamespace: home\nregistry: registry.example.org\n`))).toEqual([]);
  });

  test('another place for the images changes all, unless an input says the place', async () => {
    const found = await becomes(settings('').replace('home', 'away'));
    expect(reasonsOf(found)).toEqual({
      api: ['namespace changed in gantry.yaml'],
      web: ['namespace changed in gantry.yaml'],
    });
    const overrides = {namespace: 'fixed'};
    expect(namesOf(await becomes(settings('').replace('home', 'away'), {overrides}))).toEqual([]);
  });

  test('a file that could not be read before makes everything count as changed', async () => {
    const found = await changed({...start, 'gantry.yaml': 'nonsense: ['}, {'gantry.yaml': settings('')});
    expect(namesOf(found)).toEqual(['api', 'web']);
  });

  test('a wrong key at head is an error that names it', async () => {
    await expect(becomes('registy: x\n')).rejects.toThrow(/gantry\.yaml:1:1.*registy/);
  });
});

test('the folder may be the root, or a deeper one', async () => {
  const start = {'api/Dockerfile': alpine, 'a/b/web/Dockerfile': alpine, 'README.md': '1'};
  const end = {'api/x': '1', 'a/b/web/x': '1', 'README.md': '2'};
  expect(namesOf(await changed(start, end, {overrides: {directory: ''}}))).toEqual(['api']);
  expect(namesOf(await changed(start, end, {overrides: {directory: 'a/b'}}))).toEqual(['web']);
});
