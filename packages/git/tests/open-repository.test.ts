import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {run} from '@gantry/process';
import {cloneOf, gitEnvironment, gitRepository, temporaryFolder} from '@gantry/testing';
import {openRepository, parseCommitSha, RepositoryError} from '../src';
import {open} from './open';

test('finds the top level from a folder below it', async () => {
  const source = await gitRepository({one: {'a/b/c': '1'}}, {folder: 'sp ace "ü"'});
  const repository = await open(join(source.root, 'a/b'));
  expect(repository.root).toBe(source.root);
  expect(await repository.listFiles(await repository.resolve('HEAD'), 'a')).toEqual(['a/b/c']);
});

test('says what to do without a repository, without the folder, and without a work tree', async () => {
  const folder = temporaryFolder();
  await expect(open(folder)).rejects.toThrow(RepositoryError);
  await expect(open(folder)).rejects.toMatchObject({
    code: 'not-a-repository',
    hint: expect.stringContaining('run actions/checkout before this step') as string,
  });
  await expect(open(join(folder, 'nothing'))).rejects.toThrow('does not exist');
  mkdirSync(join(folder, '.git'));
  await expect(open(folder)).rejects.toMatchObject({code: 'not-a-repository'});
  const bare = await cloneOf(await gitRepository({one: {a: '1'}}), {bare: true});
  await expect(open(bare)).rejects.toMatchObject({code: 'not-a-repository'});
});

test('a linked work tree and a submodule are repositories too', async () => {
  const source = await gitRepository({one: {a: '1'}, two: {a: '2'}});
  const linked = join(temporaryFolder(), 'linked');
  await source.git('worktree', 'add', '--quiet', '--detach', linked, await source.sha('one'));
  const repository = await open(linked);
  expect(repository.root).toBe(linked);
  expect(await repository.resolve('HEAD')).toBe(await source.sha('one'));
  const outer = await gitRepository({start: {b: '1'}});
  await outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', source.url, 'sub');
  const inner = await open(join(outer.root, 'sub'));
  expect(inner.root).toBe(join(outer.root, 'sub'));
  expect(await inner.resolve('HEAD')).toBe(await source.sha('two'));
});

test('a shallow clone with a linked work tree deepens from there', async () => {
  const source = await gitRepository({one: {a: '1'}, two: {a: '2'}, three: {a: '3'}});
  const clone = await cloneOf(source, {depth: 1});
  const linked = join(temporaryFolder(), 'linked');
  await clone.git('worktree', 'add', '--quiet', '--detach', linked);
  const repository = await open(linked);
  expect(await repository.listAncestors(await repository.resolve('HEAD'), {limit: 9})).toHaveLength(3);
});

const isRoot = process.getuid?.() === 0;
(isRoot ? test : test.skip)(
  'a repository of another user is trusted for this call alone (skipped: needs root)',
  async () => {
    const source = await gitRepository({one: {'a/b': '1'}, two: {'a/b': '2'}});
    await run(['chown', '-R', '12345:12345', source.root], {env: {PATH: process.env.PATH}, timeoutMs: 10_000});
    await expect(source.git('rev-parse', 'HEAD')).rejects.toThrow('dubious ownership');
    const repository = await open(join(source.root, 'a'));
    const head = await repository.resolve('HEAD');
    expect(await repository.filesAt(head).readText('a/b')).toBe('2');
    const checkout = await repository.checkout(head, temporaryFolder());
    expect(await (await open(checkout.root)).resolve('HEAD')).toBe(head);
    await checkout.dispose();
    await expect(source.git('rev-parse', 'HEAD')).rejects.toThrow('dubious ownership');
  },
);

test('the variables of a git hook do not lead to another repository, and no configured program runs', async () => {
  const other = await gitRepository({other: {z: '1'}});
  const source = await gitRepository({one: {a: '1'}});
  const marker = join(temporaryFolder(), 'ran');
  const program = join(temporaryFolder(), 'program');
  writeFileSync(program, `#!/bin/sh\ntouch '${marker}'\n`, {mode: 0o755});
  await source.configure({'core.fsmonitor': program, 'diff.external': program});
  const env = {
    ...gitEnvironment(),
    GIT_DIR: join(other.root, '.git'),
    GIT_INDEX_FILE: '/nowhere',
    GIT_WORK_TREE: other.root,
  };
  const repository = await openRepository(source.root, {env, timeoutMs: 60_000});
  const head = await repository.resolve('HEAD');
  expect(head).toBe(await source.sha('one'));
  expect(await repository.uncommittedPaths('')).toEqual([]);
  await expect(run(['ls', marker], {env: {PATH: process.env.PATH}, timeoutMs: 5_000})).rejects.toThrow();
});

test('configuration that comes by environment still counts', async () => {
  const source = await gitRepository({one: {a: '1'}});
  const env = {
    ...gitEnvironment(),
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'remote.origin.url',
    GIT_CONFIG_VALUE_0: source.url,
  };
  const plain = await gitRepository({start: {b: '1'}});
  const repository = await openRepository(plain.root, {env, timeoutMs: 60_000});
  expect(await repository.resolve(await source.sha('one'))).toBe(await source.sha('one'));
});

test.each([
  ['https://ci:s3cr3t@forge.example.org/a/b.git', 'https://forge.example.org/a/b.git'],
  ['https://token@forge.example.org/a/b', 'https://forge.example.org/a/b'],
  ['ssh://git@forge.example.org:2222/a/b.git', 'ssh://git@forge.example.org:2222/a/b.git'],
  ['ssh://git:s3cr3t@forge.example.org/a', 'ssh://git@forge.example.org/a'],
  ['git@forge.example.org:a/b.git', 'git@forge.example.org:a/b.git'],
  ['/srv/git/a', '/srv/git/a'],
])('the address %s is shown as %s', async (url, shown) => {
  const source = await gitRepository();
  await source.git('remote', 'add', 'upstream', url);
  const repository = await open(source);
  expect(await repository.remoteUrl('upstream')).toBe(shown);
  expect(await repository.remoteUrl('origin')).toBeUndefined();
  expect(await repository.remoteUrl('--all')).toBeUndefined();
});

test('a git that does not end is stopped', async () => {
  const source = await gitRepository({one: {a: '1'}});
  const slow = join(temporaryFolder(), 'slow');
  writeFileSync(slow, '#!/bin/sh\nexec sleep 30\n', {mode: 0o755});
  await source.git('remote', 'add', 'origin', 'ssh://example.org/a');
  const env = {...gitEnvironment(), GIT_SSH_COMMAND: slow};
  const repository = await openRepository(source.root, {env, timeoutMs: 500});
  await expect(repository.ensureCommit(parseCommitSha('ab'.repeat(20)))).rejects.toMatchObject({code: 'git-timed-out'});
});
