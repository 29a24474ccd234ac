import {findContainers, parseContainerName, readSettings, InvalidContainerNameError} from '../src';
import {failureOf, filesOf} from './files-of';

const find = async (texts: Record<string, string>) => {
  const files = filesOf(texts);
  return findContainers(files, await readSettings(files));
};

test('build files make containers and builders', async () => {
  const found = await find({
    'containers/both/Dockerfile': '',
    'containers/both/default.nix': '',
    'containers/native/container.ts': '',
    'containers/native/Dockerfile': '',
    'containers/nix/default.nix': '',
    'containers/notes/README.md': '',
    'containers/deep/inside/Dockerfile': '',
    'containers/Dockerfile': '',
    'containers2/other/Dockerfile': '',
    'gantry.yaml': 'containers: {nix: {service: hello}}',
  });
  expect(found).toEqual([
    expect.objectContaining({
      name: 'both',
      path: 'containers/both',
      builders: ['dagger', 'nix'],
      definition: 'Dockerfile',
      dockerfile: 'Dockerfile',
      nixFile: 'default.nix',
    }),
    expect.objectContaining({
      name: 'native',
      builders: ['dagger'],
      definition: 'container.ts',
      dockerfile: 'Dockerfile',
    }),
    expect.objectContaining({name: 'nix', builders: ['nix']}),
  ]);
  expect(found[2]).not.toHaveProperty('definition');
  expect(found.map(({settings}) => settings.service)).toEqual([undefined, undefined, 'hello']);
});

test('the folder may be another one, or the root', async () => {
  expect(await find({'a/b/web/Dockerfile': '', 'gantry.yaml': 'directory: a/b'})).toMatchObject([{path: 'a/b/web'}]);
  expect(await find({'web/Dockerfile': '', Dockerfile: '', 'gantry.yaml': 'directory: .'})).toMatchObject([
    {name: 'web', path: 'web'},
  ]);
});

test.each(['Web', 'my web', 'a..b', '-x', 'x-', 'ü', 'a\nb', 'a__b'])('the folder %j cannot be built', async (name) => {
  const error = await failureOf(() => find({[`containers/${name}/Dockerfile`]: ''}));
  expect(error).toBeInstanceOf(InvalidContainerNameError);
  expect(error.message).toContain(JSON.stringify(`containers/${name}`));
});

test('the same folder without a build file is nobody’s concern', async () => {
  expect(await find({'containers/My Notes/README.md': ''})).toEqual([]);
});

test.each(['../x', 'a/b', '', '.', '..', 'A', 'x'.repeat(129), '--option', 'a b'])(
  '%j is no container name',
  (name) => {
    expect(() => parseContainerName(name)).toThrow(InvalidContainerNameError);
  },
);

test.each(['web', 'a.b', 'a_b-c', '0', 'x'.repeat(128)])('%s is a container name', (name) => {
  expect(parseContainerName(name)).toBe(name);
});

test('settings for a container that is not there are an error with the line', async () => {
  const error = await failureOf(() =>
    find({'containers/web/Dockerfile': '', 'gantry.yaml': 'containers:\n  web: {}\n  wep: {}\n  gone: {}\n'}),
  );
  expect(error.message.split('\n')).toEqual([
    'gantry.yaml:3:3: containers.wep: there is no container containers/wep; did you mean "web"?',
    'gantry.yaml:4:3: containers.gone: there is no container containers/gone',
  ]);
});

test('5,000 containers among 200,000 files are found in well under two seconds, with one listing', async () => {
  const paths: string[] = [];
  for (let index = 0; index < 5_000; index += 1) {
    paths.push(`containers/c${index}/Dockerfile`);
    for (let file = 1; file < 40; file += 1) paths.push(`containers/c${index}/rootfs/etc/file-${file}.conf`);
  }
  let listings = 0;
  const files = {
    listFiles: () => {
      listings += 1;
      return Promise.resolve(paths);
    },
    readText: () => Promise.resolve(undefined),
  };
  const start = performance.now();
  expect(await findContainers(files, await readSettings(files))).toHaveLength(5_000);
  expect(performance.now() - start).toBeLessThan(2_000);
  expect(listings).toBe(1);
});
