import {spawn} from 'node:child_process';
import {mkdirSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {cloneOf, gitEnvironment, gitRepository, temporaryFolder} from '@gantry/testing';
import {run} from '@gantry/process';
import {executable, gantry} from './gantry';

jest.setTimeout(120_000);

async function repository() {
  return gitRepository({
    first: {
      'containers/miniflux/Dockerfile': 'ARG CONTAINER_APP_VERSION=2.17.0\nFROM scratch\n',
      'containers/miniflux/rootfs/etc/x': '',
      'gantry.yaml': 'registry: registry.example.org\nnamespace: homelab\n',
    },
    second: {
      'containers/miniflux/Dockerfile': 'ARG CONTAINER_APP_VERSION=2.18.0\nFROM scratch\n',
      'containers/miniflux/default.nix': '{pkgs}: let version = "v2.18.0"; in version\n',
    },
  });
}

const short = (sha: string) => sha.slice(0, 7);

test('from any folder of the repository, and through a symbolic link', async () => {
  const repo = await repository();
  const below = join(repo.root, 'containers/miniflux/rootfs');
  expect(await gantry(below, ['version', 'miniflux'])).toMatchObject({exitCode: 0, stdout: '2.18.0\n', stderr: ''});
  expect(await gantry(below, ['check', '--all'])).toMatchObject({
    exitCode: 0,
    stdout: '1 container: nothing is wrong.\n',
  });

  const folder = temporaryFolder();
  mkdirSync(join(folder, 'bin'));
  symlinkSync(executable, join(folder, 'bin/real'));
  symlinkSync('real', join(folder, 'bin/gantry'));
  const env = {...gitEnvironment(), PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}`};
  const {stdout} = await run(['gantry', 'version', 'miniflux'], {cwd: below, env, timeoutMs: 60_000});
  expect(stdout).toBe('2.18.0\n');
});

test('version: the files here, or those of a commit', async () => {
  const repo = await repository();
  repo.write('containers/miniflux/Dockerfile', 'ARG CONTAINER_APP_VERSION=3.0\nFROM scratch\n');
  const versionOf = async (...args: string[]) => (await gantry(repo.root, ['version', 'miniflux', ...args])).stdout;
  expect(await versionOf()).toBe('3.0\n');
  expect(await versionOf('--builder', 'nix')).toBe('v2.18.0\n');
  expect(await versionOf('--ref', 'HEAD')).toBe('2.18.0\n');
  expect(await versionOf('--ref', short(await repo.sha('first')))).toBe('2.17.0\n');
  expect(JSON.parse(await versionOf('--ref', 'main', '--json'))).toEqual({
    ...{container: 'miniflux', builder: 'dagger', version: '2.18.0', sha: await repo.sha('second')},
  });
  expect(JSON.parse(await versionOf('--json'))).toMatchObject({version: '3.0', sha: null});
});

test('tags: both images, and what is not committed plays no part', async () => {
  const repo = await repository();
  const sha7 = short(await repo.sha('second'));
  const expected = [
    `dagger  v2.18.0-${sha7}           registry.example.org/homelab/miniflux:v2.18.0-${sha7}`,
    `dagger  v2.18.0-${sha7}-main      registry.example.org/homelab/miniflux:v2.18.0-${sha7}-main`,
    `nix     v2.18.0-${sha7}-nix       registry.example.org/homelab/miniflux:v2.18.0-${sha7}-nix`,
    `nix     v2.18.0-${sha7}-main-nix  registry.example.org/homelab/miniflux:v2.18.0-${sha7}-main-nix`,
  ].join('\n');
  const clean = await gantry(repo.root, ['tags', 'miniflux', '--main']);
  expect(clean).toMatchObject({exitCode: 0, stdout: `${expected}\n`, stderr: ''});

  repo.write('containers/miniflux/Dockerfile', 'ARG CONTAINER_APP_VERSION=3.0\nFROM scratch\n');
  repo.write('gantry.yaml', 'registry: [broken\n');
  const dirty = await gantry(repo.root, ['tags', 'miniflux', '--main']);
  expect(dirty).toMatchObject({exitCode: 0, stdout: `${expected}\n`});
  expect(dirty.stderr).toBe('containers/miniflux/Dockerfile is not committed, so it plays no part in these tags.\n');
});

test('tags: a container without a registry has no references', async () => {
  const repo = await gitRepository({
    first: {'containers/web/Dockerfile': 'ARG CONTAINER_APP_VERSION=1\nFROM scratch\n'},
  });
  const sha = await repo.sha('first');
  expect(await gantry(repo.root, ['tags', 'web'])).toMatchObject({stdout: `dagger  v1-${short(sha)}\n`});
  expect((await gantry(repo.root, ['tags', 'web', '--version', '9.9+x', '--json'])).json()).toEqual({
    container: 'web',
    sha,
    images: [
      {
        builder: 'dagger',
        version: 'v9.9_x',
        tag: `v9.9_x-${short(sha)}`,
        tags: [`v9.9_x-${short(sha)}`],
        references: [],
      },
    ],
  });
});

test('detect: what a branch changes, and why', async () => {
  const repo = await repository();
  await repo.branch('topic');
  await repo.checkout('topic');
  expect((await gantry(repo.root, ['detect'])).stdout).toMatch(
    /^Nothing has to be built: [0-9a-f]{7} compared with [0-9a-f]{7}\.\n$/,
  );
  await repo.commit('third', {'containers/miniflux/rootfs/etc/x': 'y'});
  expect(await gantry(repo.root, ['detect'])).toMatchObject({
    ...{exitCode: 0, stdout: 'miniflux (dagger, nix): containers/miniflux/rootfs/etc/x changed\n', stderr: ''},
  });
});

describe('exit codes, words, and one JSON document', () => {
  test.each<[string[], number, RegExp]>([
    [['version', 'nope'], 2, /^gantry: No container "nope" in containers: there are miniflux\nNext: name a folder/],
    [['tags', 'nope'], 2, /No container "nope" in containers of [0-9a-f]{7}/],
    [['check', 'nope'], 2, /No container "nope" in containers: there are miniflux/],
    [['version', '../x'], 2, /"\.\.\/x" is no container name: it has a "\/"[^]*Next: run `gantry version --help`/],
    [
      ['version', 'miniflux', '--ref', '--upload-pack=x'],
      2,
      /The ref "--upload-pack=x" is refused: it begins with "-"/,
    ],
    [['tags', 'miniflux', '--ref=--upload-pack=x'], 2, /The ref "--upload-pack=x" is refused/],
    [['check', '--base', '--output=x'], 2, /The ref "--output=x" is refused/],
    [['detect', '--base', '--output=x'], 2, /The ref "--output=x" is refused/],
    [['tags', 'miniflux', '--ref', 'no-such'], 2, /no branch, tag or commit no-such/],
    [['tags', 'miniflux', '--version', '1 2'], 2, /The version "1 2" has " "[^]*Next: pass another --version/],
    [['tags', 'miniflux', '--version', '1'.repeat(300)], 2, /128 are allowed/],
    [['tags', 'miniflux', '--builder', 'make'], 2, /Allowed choices are dagger, nix/],
    [['tags'], 2, /missing required argument 'name'\nNext: run `gantry tags --help`/],
    [['chek'], 2, /unknown command 'chek'\n\(Did you mean check\?\)\nNext: run `gantry --help`/],
    [['check', '--bass', 'x'], 2, /unknown option '--bass'\n\(Did you mean --base\?\)/],
    [['check', '--all', 'miniflux'], 2, /--all cannot be used together with names/],
    [['check', '--base', 'main', 'miniflux'], 2, /--base cannot be used together with names/],
    [['check', '--all', '--base', 'main'], 2, /'--all' cannot be used with option '--base <ref>'/],
    [['detect', '--base', 'last-published', '--ca-file', '/nope.pem'], 2, /\/nope\.pem of --ca-file cannot be read/],
  ])('gantry %j ends with %d', async (args, exitCode, words) => {
    const repo = await repository();
    const text = await gantry(repo.root, args);
    expect(text.stderr).toMatch(words);
    expect(text).toMatchObject({exitCode, stdout: ''});
    const json = await gantry(repo.root, [...args, '--json']);
    expect(json.exitCode).toBe(exitCode);
    expect(json.json()).toEqual({
      error: {
        code: expect.any(String) as string,
        message: expect.any(String) as string,
        hint: expect.any(String) as string,
      },
    });
  });

  test('outside of a repository: 2', async () => {
    const outside = await gantry(temporaryFolder(), ['check']);
    expect(outside.stderr).toMatch(/is in no git repository\nNext: change into a clone/);
    expect(outside.exitCode).toBe(2);
  });

  test('a container that has no such image: 2', async () => {
    const repo = await gitRepository({
      first: {'containers/web/Dockerfile': 'ARG CONTAINER_APP_VERSION=1\nFROM scratch\n'},
    });
    for (const command of ['version', 'tags']) {
      const run = await gantry(repo.root, [command, 'web', '--builder', 'nix']);
      expect(run.stderr).toMatch(/containers\/web has nothing that nix builds/);
      expect(run.exitCode).toBe(2);
    }
  });

  test('a broken gantry.yaml: 1, with line and key', async () => {
    const repo = await repository();
    await repo.commit('broken', {'gantry.yaml': 'registry: registry.example.org\nnamespce: homelab\n'});
    for (const args of [['version', 'miniflux'], ['tags', 'miniflux'], ['detect']]) {
      const run = await gantry(repo.root, args);
      expect(run.stderr).toMatch(/gantry\.yaml:2:1: namespce: there is no such key; did you mean "namespace"\?/);
      expect(run).toMatchObject({exitCode: 1, stdout: ''});
    }
    const check = await gantry(repo.root, ['check']);
    expect(check.stdout).toMatch(/^gantry\.yaml:2: namespce: there is no such key; did you mean "namespace"\?\n/);
    expect(check).toMatchObject({exitCode: 1, stderr: ''});
  });

  test('a container without a version: 1', async () => {
    const repo = await gitRepository({first: {'containers/web/Dockerfile': 'FROM scratch\n'}});
    const run = await gantry(repo.root, ['version', 'web']);
    expect(run.stderr).toMatch(
      /containers\/web\/Dockerfile has no version\nNext: write "ARG CONTAINER_APP_VERSION=1\.2\.3"/,
    );
    expect(run.exitCode).toBe(1);
  });

  test('an origin that cannot be reached: 3', async () => {
    const repo = await repository();
    const clone = await cloneOf(repo);
    await clone.git('remote', 'set-url', 'origin', 'file:///nowhere');
    const run = await gantry(clone.root, ['tags', 'miniflux', '--ref', 'topic']);
    expect(run.stderr).toMatch(/from origin \(file:\/\/\/nowhere\) failed/);
    expect(run.exitCode).toBe(3);
  });
});

describe('help', () => {
  test.each([
    [['--help']],
    [['help']],
    [['check', '--help']],
    [['help', 'version']],
    [['tags', '-h']],
    [['detect', '--help']],
  ])('gantry %j teaches by example, in any folder', async (args) => {
    const run = await gantry(temporaryFolder(), args);
    expect(run).toMatchObject({exitCode: 0, stderr: ''});
    expect(run.stdout).toMatch(/Examples:\n {2}gantry /);
    expect(run.stdout).toContain('Exit codes: 0 done');
  });

  test('without a command it is shown as well, and that was not a command', async () => {
    const run = await gantry(temporaryFolder(), []);
    expect(run.stderr).toMatch(/^Usage: gantry/);
    expect(run).toMatchObject({exitCode: 2, stdout: ''});
  });

  test('it lists the commands that there are', async () => {
    const {stdout} = await gantry(temporaryFolder(), ['--help']);
    expect([...stdout.matchAll(/^ {2}([a-z]+) (?:\[|<)/gm)].map(([, name]) => name)).toEqual([
      ...['check', 'version', 'tags', 'detect', 'help'],
    ]);
  });
});

test('a pipe gets no colours, and one that closes early is no error', async () => {
  const repo = await repository();
  repo.write('gantry.yaml', 'x: 1\n');
  expect((await gantry(repo.root, ['check'])).stdout).not.toContain('\x1b');
  const child = spawn(executable, ['--help'], {stdio: ['ignore', 'pipe', 'pipe']});
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const exitCode = await new Promise((resolve) => child.on('close', resolve));
  expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
});
