import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {temporaryFolder} from '@gantry/testing';
import {CredentialsError, readCredentials} from '../src';
import {keysFor, normalizeKey} from '../src/credentials/auth-file';

const basic = (text: string) => ({auth: Buffer.from(text).toString('base64')});

/** A home with files in it; helpers are shell scripts on PATH. */
function home(files: Record<string, unknown>, helpers: Record<string, string> = {}) {
  const folder = temporaryFolder();
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), {recursive: true});
    writeFileSync(join(folder, path), text);
  };
  for (const [path, value] of Object.entries(files))
    write(path, typeof value === 'string' ? value : JSON.stringify(value));
  for (const [name, script] of Object.entries(helpers)) {
    write(`bin/docker-credential-${name}`, `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, `bin/docker-credential-${name}`), 0o755);
  }
  return {folder, env: {HOME: folder, PATH: `${folder}/bin:${process.env.PATH}`}};
}

test.each([
  {name: 'auth', entry: basic('ci:pass:word'), gives: {username: 'ci', password: 'pass:word'}},
  {name: 'auth padded with NUL', entry: basic('ci:password\0\0'), gives: {username: 'ci', password: 'password'}},
  {name: 'username and password', entry: {username: 'ci', password: 'x y'}, gives: {username: 'ci', password: 'x y'}},
  {
    name: 'an identity token',
    entry: {...basic('<token>:'), identitytoken: 'jwt'},
    gives: {username: '<token>', password: 'jwt'},
  },
  {name: 'an empty entry', entry: {}, gives: undefined},
])('$name of an entry', async ({entry, gives}) => {
  const {env} = home({'.docker/config.json': {auths: {'registry.example.org': entry}}});
  expect(await readCredentials('registry.example.org', env)).toEqual(gives);
});

test.each([
  ['https://registry.example.org/v1/', 'registry.example.org'],
  ['http://Registry.example.org:5000/', 'registry.example.org:5000'],
  ['registry.example.org/v2', 'registry.example.org'],
  ['registry.example.org/team/app', 'registry.example.org/team/app'],
])('the key %s is compared as %s', (key, normalized) => expect(normalizeKey(key)).toBe(normalized));

test('the keys of a repository go from the most specific to the host, and docker.io has three names', () => {
  expect(keysFor('localhost:1', 'a/b')).toEqual(['localhost:1/a/b', 'localhost:1/a', 'localhost:1']);
  expect(keysFor('docker.io', undefined)).toEqual(['docker.io', 'index.docker.io', 'registry-1.docker.io']);
});

test('the most specific entry wins, and one for another path or registry never does', async () => {
  const {env} = home({
    '.docker/config.json': {
      auths: {
        'registry.example.org': basic('all:1234'),
        'registry.example.org/team': basic('team:1234'),
        'registry.example.org/team/app': basic('app:1234'),
      },
    },
  });
  const who = async (repository?: string) => (await readCredentials('registry.example.org', env, repository))?.username;
  expect([
    await who(),
    await who('other/app'),
    await who('team/web'),
    await who('team/app'),
    await who('team/app2'),
  ]).toEqual(['all', 'all', 'team', 'app', 'team']);
  expect(await readCredentials('registry.example', env)).toBeUndefined();
  expect(await readCredentials('registry.example.org:5000', env)).toBeUndefined();
});

test('the most deliberate file wins; one without an entry passes on to the next', async () => {
  const {folder, env} = home({
    'explicit.json': {auths: {a: basic('explicit:1234')}},
    'docker/config.json': {auths: {a: basic('docker:1234'), b: basic('docker:1234')}},
    'run/containers/auth.json': {auths: {b: basic('run:1234'), c: basic('run:1234')}},
    '.config/containers/auth.json': {auths: {c: basic('config:1234'), d: basic('config:1234')}},
    '.docker/config.json': {auths: {d: basic('home:1234'), e: basic('home:1234')}},
  });
  const all = {
    ...env,
    REGISTRY_AUTH_FILE: `${folder}/explicit.json`,
    DOCKER_CONFIG: `${folder}/docker`,
    XDG_RUNTIME_DIR: `${folder}/run`,
  };
  const names = ['a', 'b', 'c', 'd', 'e'].map(async (name) => (await readCredentials(name, all))?.username);
  expect(await Promise.all(names)).toEqual(['explicit', 'docker', 'run', 'config', 'home']);
});

test('a helper for the registry is asked by standard input, before the entries of the file', async () => {
  const {env} = home(
    {
      '.docker/config.json': {
        auths: {localhost: basic('file:1234')},
        credHelpers: {localhost: 'own'},
        credsStore: 'none',
      },
    },
    {own: 'read address; printf \'{"ServerURL":"x","Username":"for-%s-%s","Secret":"s3cret"}\' "$address" "$1"'},
  );
  expect(await readCredentials('localhost', env)).toEqual({username: 'for-localhost-get', password: 's3cret'});
});

test('the store is asked when the file has an empty entry, as docker login leaves it', async () => {
  const {env} = home(
    {'.docker/config.json': {auths: {'https://index.docker.io/v1/': {}}, credsStore: 'store'}},
    {store: 'read address; printf \'{"Username":"%s","Secret":"s3cret"}\' "$address"'},
  );
  expect(await readCredentials('docker.io', env)).toEqual({
    username: 'https://index.docker.io/v1/',
    password: 's3cret',
  });
});

test('a helper that has nothing is no error', async () => {
  const {env} = home(
    {'.docker/config.json': {credsStore: 'store'}},
    {store: 'echo "credentials not found in native keychain"; exit 1'},
  );
  expect(await readCredentials('localhost', env)).toBeUndefined();
});

test.each([
  {
    name: 'a helper that fails',
    config: {credsStore: 'store'},
    words: /docker-credential-store failed for localhost with exit code 1: locked/,
  },
  {name: 'a helper that is missing', config: {credsStore: 'gone'}, words: /docker-credential-gone could not be asked/},
  {
    name: 'a helper that is a path',
    config: {credsStore: '../../bin/sh'},
    words: /is not the name of a credential helper/,
  },
  {
    name: 'a file that is not JSON',
    config: '{"auths": {"localhost": {"auth": "c2VjcmV0"',
    words: /config.json is not a JSON object$/,
  },
  {
    name: 'an auth that is not base64 of name:password',
    config: {auths: {localhost: {auth: 'c2VjcmV0'}}},
    words: /The entry "localhost" of .* has an auth/,
  },
])('$name is a clear error that shows no secret', async ({config, words}) => {
  const {env} = home({'.docker/config.json': config}, {store: 'echo locked; exit 1'});
  const failure = readCredentials('localhost', env);
  await expect(failure).rejects.toThrow(words);
  await expect(failure).rejects.toThrow(CredentialsError);
  await expect(failure).rejects.not.toThrow(/c2VjcmV0|secret/);
});
