import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {temporaryFolder} from '@gantry/testing';
import {joinAuthFiles, readCredentials, withLogin, withoutLogin, writeAuthFile} from '../src';

const ci = {username: 'ci', password: 'p:w d'};
const ciAuth = Buffer.from('ci:p:w d').toString('base64');

describe('withLogin', () => {
  test('starts a file', () => {
    expect(withLogin({}, 'localhost:5000', ci)).toEqual({auths: {'localhost:5000': {auth: ciAuth}}});
  });

  test('replaces the registry under every spelling, and nothing else', () => {
    const file = {
      auths: {
        'https://Registry.example.org/v2/': {auth: 'b2xkOm9sZA=='},
        'registry.example.org/team': {auth: 'dGVhbTp0ZWFt'},
        'other.example.org': {auth: 'bzpv'},
      },
      credHelpers: {'registry.example.org': 'pass', 'third.example.org': 'ecr-login'},
      proxies: {default: {httpProxy: 'http://proxy:3128'}},
    };
    expect(withLogin(file, 'registry.example.org', ci)).toEqual({
      auths: {
        'registry.example.org/team': {auth: 'dGVhbTp0ZWFt'},
        'other.example.org': {auth: 'bzpv'},
        'registry.example.org': {auth: ciAuth},
      },
      credHelpers: {'third.example.org': 'ecr-login'},
      proxies: {default: {httpProxy: 'http://proxy:3128'}},
    });
  });

  test('docker.io gets the key that docker looks for', () => {
    const file = withLogin({auths: {'index.docker.io': {}, 'docker.io': {}}}, 'docker.io', ci);
    expect(file).toEqual({auths: {'https://index.docker.io/v1/': {auth: ciAuth}}});
  });

  test('a store keeps what is in it, and does not hide the login', () => {
    const file = {auths: {'stored.example.org': {}, 'plain.example.org': {auth: 'bzpv'}}, credsStore: 'pass'};
    expect(withLogin(file, 'registry.example.org', ci)).toEqual({
      auths: {'plain.example.org': {auth: 'bzpv'}, 'registry.example.org': {auth: ciAuth}},
      credHelpers: {'stored.example.org': 'pass'},
    });
  });

  test('members that are no objects are as good as none', () => {
    expect(withLogin({auths: 'x', credHelpers: [1], credsStore: 7}, 'a.example.org', ci)).toEqual({
      auths: {'a.example.org': {auth: ciAuth}},
    });
  });

  test('a key of a hostile file stays a key', () => {
    const hostile = JSON.parse('{"auths": {"__proto__": {"auth": "x"}}, "__proto__": {"polluted": true}}') as object;
    const file = withLogin({...hostile}, 'a.example.org', ci);
    expect(Object.keys(file.auths as object)).toEqual(['__proto__', 'a.example.org']);
    expect(({} as {polluted?: boolean}).polluted).toBeUndefined();
  });
});

test('withoutLogin takes one registry out', () => {
  const both = withLogin(withLogin({proxies: {}}, 'a.example.org', ci), 'b.example.org', ci);
  expect(withoutLogin(both, 'a.example.org')).toEqual({proxies: {}, auths: {'b.example.org': {auth: ciAuth}}});
});

test('of several files the first one wins, for each registry', () => {
  const joined = joinAuthFiles([
    {auths: {'a.example.org': {auth: 'first'}}},
    {
      auths: {'https://a.example.org/v1/': {auth: 'second'}, 'b.example.org': {auth: 'second'}},
      credHelpers: {'a.example.org': 'pass'},
      detachKeys: 'ctrl-x',
    },
    {auths: {'b.example.org': {auth: 'third'}, 'c.example.org': {}}, credsStore: 'pass'},
  ]);
  expect(joined).toEqual({
    auths: {'a.example.org': {auth: 'first'}, 'b.example.org': {auth: 'second'}},
    credHelpers: {'c.example.org': 'pass'},
    detachKeys: 'ctrl-x',
  });
});

describe('writeAuthFile', () => {
  test('replaces a file that everybody could read by one that its owner can', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'config.json');
    writeFileSync(path, '{}', {mode: 0o644});
    await writeAuthFile(path, withLogin({}, 'a.example.org', ci));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['config.json']);
    await expect(readCredentials('a.example.org', {REGISTRY_AUTH_FILE: path, HOME: folder})).resolves.toEqual(ci);
  });

  test('leaves the old file, and nothing else, when it fails', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'missing', 'config.json');
    await expect(writeAuthFile(path, {})).rejects.toThrow('ENOENT');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is read back by readCredentials, whatever the password', async () => {
    const path = join(temporaryFolder(), 'config.json');
    for (const password of [':', '::', 'ü€😀', 'a\nb', '"\\', ' x ']) {
      await writeAuthFile(path, withLogin({}, 'a.example.org', {username: 'ci', password}));
      const read = await readCredentials('a.example.org', {REGISTRY_AUTH_FILE: path, HOME: path});
      expect(read).toEqual({username: 'ci', password});
    }
    expect(readFileSync(path, 'utf8')).toContain('a.example.org');
  });
});
