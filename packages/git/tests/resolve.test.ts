import {rmSync} from 'node:fs';
import {run} from '@gantry/process';
import {ciCheckoutOf, cloneOf, gitEnvironment, gitRepository, type GitRepository} from '@gantry/testing';
import {AmbiguousRefError, RepositoryError, UnknownRefError} from '../src';
import {open, stateOf} from './open';

let source: GitRepository;

beforeAll(async () => {
  source = await gitRepository({one: {a: '1'}, two: {a: '2'}, three: {a: '3'}});
  await source.branch('feature/x', 'one');
  await source.commit('on feature', {b: '1'}, {branch: 'feature/x'});
  await source.tag('light', 'one');
  await source.tag('v1', 'two', {annotated: true});
  await source.git('tag', '-a', '-m', 'nested', 'nested', 'v1');
  await source.branch('both', 'one');
  await source.tag('both', 'two');
  await source.git('update-ref', 'refs/pull/3/head', await source.sha('on feature'));
  await source.branch('beef', 'two');
  await source.git('tag', 'a-tree', await source.git('rev-parse', 'HEAD^{tree}'));
});

const refs = [
  ['HEAD', 'three'],
  ['main', 'three'],
  ['refs/heads/main', 'three'],
  ['heads/main', 'three'],
  ['origin/feature/x', 'on feature'],
  ['feature/x', 'on feature'],
  ['light', 'one'],
  ['tags/v1', 'two'],
  ['v1', 'two'],
  ['nested', 'two'],
  ['refs/tags/v1', 'two'],
  ['both', 'two'],
  ['refs/heads/both', 'one'],
  ['refs/pull/3/head', 'on feature'],
  ['beef', 'two'],
] as const;

describe.each(['a checkout of CI', 'a full clone', 'a partial clone', 'a repository of sha256'] as const)(
  '%s',
  (kind) => {
    let clone: GitRepository;
    let from: GitRepository;
    beforeAll(async () => {
      from = source;
      if (kind === 'a checkout of CI') clone = await ciCheckoutOf(source);
      else if (kind === 'a full clone') clone = await cloneOf(source);
      else if (kind === 'a partial clone') clone = await cloneOf(source, {filter: 'blob:none'});
      else {
        from = await gitRepository({one: {a: '1'}, two: {a: '2'}, three: {a: '3'}}, {objectFormat: 'sha256'});
        clone = await ciCheckoutOf(from);
      }
    });
    const expected = kind === 'a repository of sha256' ? refs.slice(0, 3) : refs;

    test.each(expected)('%s is the commit "%s"', async (ref, name) => {
      const before = await stateOf(clone);
      expect(await (await open(clone)).resolve(ref)).toBe(await from.sha(name));
      expect(await stateOf(clone)).toBe(before);
    });

    test('full and short shas, of any commit', async () => {
      for (const name of ['one', 'two', 'three']) {
        const sha = await from.sha(name);
        const repository = await open(clone);
        expect(await repository.resolve(sha)).toBe(sha);
        expect(await repository.resolve(sha.toUpperCase())).toBe(sha);
        expect(await repository.resolve(sha.slice(0, 7))).toBe(sha);
        expect(await repository.resolve(sha.slice(0, 12))).toBe(sha);
      }
    });

    test('a commit that nothing has is unknown', async () => {
      const repository = await open(clone);
      for (const ref of ['nope', 'refs/heads/nope', 'refs/pull/9/head', 'fffffff', 'ab'.repeat(20)]) {
        await expect(repository.resolve(ref)).rejects.toThrow(UnknownRefError);
        await expect(repository.resolve(ref)).rejects.toThrow(ref);
      }
    });
  },
);

test('a short sha in the middle of the history is found without a change to the clone', async () => {
  const clone = await ciCheckoutOf(source);
  const before = await stateOf(clone);
  const sha = await source.sha('two');
  await source.git('update-ref', '-d', 'refs/heads/beef');
  await source.branch('beef', 'three');
  expect(await (await open(clone)).resolve(sha.slice(0, 8))).toBe(sha);
  expect(await stateOf(clone)).toBe(before);
  await source.branch('beef', 'two');
});

test('a commit that was force-pushed away is fetched by its full sha', async () => {
  const origin = await gitRepository({base: {a: '1'}, lost: {a: '2'}});
  const clone = await ciCheckoutOf(origin, {ref: await origin.sha('base')});
  await origin.reset('base');
  const lost = await origin.sha('lost');
  expect(await (await open(clone)).resolve(lost)).toBe(lost);
});

test('a fetch by sha leaves a full clone full', async () => {
  const origin = await gitRepository({base: {a: '1'}, lost: {a: '2'}});
  const clone = await cloneOf(origin);
  await origin.commit('newer', {a: '3'});
  const newer = await origin.sha('newer');
  expect(await (await open(clone)).resolve('main')).toBe(newer);
  expect(await clone.git('rev-parse', '--is-shallow-repository')).toBe('false');
  expect(await clone.git('rev-list', '--count', newer)).toBe('3');
});

test('a name means what origin has, not the old branch of the clone; a name of the clone alone counts too', async () => {
  const origin = await gitRepository({one: {a: '1'}});
  const clone = await cloneOf(origin);
  await origin.commit('two', {a: '2'});
  await clone.branch('mine');
  const repository = await open(clone);
  expect(await repository.resolve('main')).toBe(await origin.sha('two'));
  expect(await repository.resolve('HEAD')).toBe(await origin.sha('one'));
  expect(await repository.resolve('mine')).toBe(await origin.sha('one'));
});

test('a tag goes before a branch of the same name, and the log says so', async () => {
  const lines: string[] = [];
  await (await open(await ciCheckoutOf(source), lines)).resolve('both');
  expect(lines).toContain('origin has refs/tags/both and refs/heads/both; both means refs/tags/both');
});

test('a commit that is here goes before a branch that is called like its short sha', async () => {
  const origin = await gitRepository({one: {a: '1'}, two: {a: '2'}});
  const sha = await origin.sha('two');
  await origin.branch(sha.slice(0, 7), 'one');
  expect(await (await open(await ciCheckoutOf(origin))).resolve(sha.slice(0, 7))).toBe(sha);
});

test('an ambiguous short sha names the commits', async () => {
  const crowded = await gitRepository({start: {a: '1'}});
  const commits = Array.from(
    {length: 1_500},
    (_, index) => `commit refs/heads/main\ncommitter T <t@example.org> ${index} +0000\ndata 0\n`,
  );
  await run(['git', 'fast-import', '--quiet', '--force'], {
    cwd: crowded.root,
    env: gitEnvironment(),
    timeoutMs: 30_000,
    input: commits.join(''),
  });
  const shas = (await crowded.git('rev-list', 'main')).split('\n').sort();
  const pair = shas
    .filter((sha, index) => [shas[index - 1], shas[index + 1]].some((other) => other?.startsWith(sha.slice(0, 4))))
    .slice(0, 2);
  const short = pair[0]?.slice(0, 4) ?? '';
  for (const repository of [await open(crowded), await open(await ciCheckoutOf(crowded))]) {
    const refusal = repository.resolve(short);
    await expect(refusal).rejects.toThrow(AmbiguousRefError);
    await expect(refusal).rejects.toMatchObject({
      code: 'ambiguous-ref',
      candidates: expect.arrayContaining(pair) as string[],
    });
    await expect(refusal).rejects.toThrow(pair[1]);
  }
});

test('a tag of a tree is no commit', async () => {
  const refusal = (await open(await ciCheckoutOf(source))).resolve('a-tree');
  await expect(refusal).rejects.toThrow(UnknownRefError);
  await expect(refusal).rejects.toThrow('points at no commit');
});

test('without an origin, what is here is all', async () => {
  const repository = await open(source);
  expect(await repository.resolve('v1')).toBe(await source.sha('two'));
  expect(await repository.resolve('both')).toBe(await source.sha('two'));
  expect(await repository.resolve('feature/x')).toBe(await source.sha('on feature'));
  expect(await repository.resolve((await source.sha('one')).slice(0, 4))).toBe(await source.sha('one'));
  await expect(repository.resolve('nope')).rejects.toThrow('no remote origin');
});

test('an origin that cannot be reached is an error that says so, without its password', async () => {
  const clone = await ciCheckoutOf(source);
  await clone.git('remote', 'set-url', 'origin', 'http://ci:s3cr3t@127.0.0.1:9/x/y.git');
  const repository = await open(clone);
  expect(await repository.resolve('HEAD')).toBe(await source.sha('three'));
  const failure = repository.resolve('feature/x');
  await expect(failure).rejects.toThrow(RepositoryError);
  await expect(failure).rejects.toMatchObject({
    code: 'origin-failed',
    hint: expect.stringContaining('reach origin') as string,
  });
  await expect(failure).rejects.toThrow('http://127.0.0.1:9/x/y.git');
  await expect(failure).rejects.not.toThrow('s3cr3t');
});

test('an origin that is gone is an error for what is missing, and for a sha too', async () => {
  const origin = await gitRepository({one: {a: '1'}, two: {a: '2'}});
  const clone = await ciCheckoutOf(origin);
  rmSync(origin.root, {recursive: true});
  await expect((await open(clone)).resolve(await origin.sha('one'))).rejects.toMatchObject({code: 'origin-failed'});
});

test('a repository without a commit has no HEAD', async () => {
  await expect((await open(await gitRepository())).resolve('HEAD')).rejects.toThrow('no commit checked out');
});
