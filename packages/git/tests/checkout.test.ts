import {existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {ciCheckoutOf, cloneOf, gitRepository, temporaryFolder, type GitRepository} from '@gantry/testing';
import {parseCommitSha} from '../src';
import {open, stateOf} from './open';

let source: GitRepository;
beforeAll(async () => {
  source = await gitRepository({one: {'d/file': 'old', run: {executable: 'x'}}, two: {'d/file': 'new'}});
});

test.each([
  ['a full clone', () => cloneOf(source)],
  ['a shallow clone', () => ciCheckoutOf(source)],
  ['a partial clone', () => cloneOf(source, {filter: 'blob:none'})],
])('%s gives a private checkout of another commit, and takes it away without a trace', async (_title, make) => {
  const clone = await make();
  const before = await stateOf(clone);
  const parent = join(temporaryFolder(), 'with space');
  const repository = await open(clone);
  const checkout = await repository.checkout(parseCommitSha(await source.sha('one')), parent);
  expect(readFileSync(join(checkout.root, 'd/file'), 'utf8')).toBe('old');
  expect(readFileSync(join(clone.root, 'd/file'), 'utf8')).toBe('new');
  expect(await (await open(checkout.root)).resolve('HEAD')).toBe(await source.sha('one'));
  writeFileSync(join(checkout.root, 'd/file'), 'changed');
  writeFileSync(join(checkout.root, 'untracked'), '');
  await checkout.dispose();
  await checkout.dispose();
  expect(readdirSync(parent)).toEqual([]);
  expect(await clone.git('worktree', 'list')).not.toContain('gantry-checkout');
  expect(await stateOf(clone)).toBe(before);
});

test('no hook runs, and a sparse checkout still gives every file', async () => {
  const clone = await cloneOf(source);
  const marker = join(temporaryFolder(), 'ran');
  writeFileSync(join(clone.root, '.git/hooks/post-checkout'), `#!/bin/sh\ntouch '${marker}'\n`, {mode: 0o755});
  await clone.git('sparse-checkout', 'set', 'nothing');
  const checkout = await (await open(clone)).checkout(parseCommitSha(await source.sha('two')), temporaryFolder());
  expect(readFileSync(join(checkout.root, 'd/file'), 'utf8')).toBe('new');
  expect(existsSync(join(clone.root, 'd/file'))).toBe(false);
  expect(existsSync(marker)).toBe(false);
  rmSync(checkout.root, {recursive: true});
  await checkout.dispose();
});

test('several at once', async () => {
  const repository = await open(await ciCheckoutOf(source));
  const shas = await Promise.all(
    ['one', 'two', 'one', 'two'].map(async (name) => parseCommitSha(await source.sha(name))),
  );
  const parent = temporaryFolder();
  const checkouts = await Promise.all(shas.map((sha) => repository.checkout(sha, parent)));
  expect(checkouts.map(({root}) => readFileSync(join(root, 'd/file'), 'utf8'))).toEqual(['old', 'new', 'old', 'new']);
  await Promise.all(checkouts.map((checkout) => checkout.dispose()));
  expect(readdirSync(parent)).toEqual([]);
});

test('a commit that is nowhere leaves no folder behind', async () => {
  const parent = temporaryFolder();
  const refusal = (await open(await ciCheckoutOf(source))).checkout(parseCommitSha('ab'.repeat(20)), parent);
  await expect(refusal).rejects.toMatchObject({code: 'commit-missing'});
  expect(readdirSync(parent)).toEqual([]);
});
