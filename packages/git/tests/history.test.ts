import {readdirSync} from 'node:fs';
import fc from 'fast-check';
import {ciCheckoutOf, cloneOf, gitRepository, temporaryFolder, type GitRepository} from '@gantry/testing';
import {openRepository, parseCommitSha, RepositoryError} from '../src';
import {open, stateOf} from './open';

const shaOf = async (repository: GitRepository, name: string) => parseCommitSha(await repository.sha(name));

/** main: base, m1, merge(topic), m2; topic: base, t1, t2; lone: a history of its own. */
async function forked(): Promise<GitRepository> {
  const repository = await gitRepository({root: {a: '0'}, base: {a: '1'}});
  await repository.branch('topic');
  await repository.commit('t1', {'x/t': '1'}, {branch: 'topic'});
  await repository.commit('m1', {a: '2'});
  await repository.merge('merge', 'topic');
  await repository.commit('t2', {'x/t': '2'}, {branch: 'topic'});
  await repository.commit('m2', {a: '3'});
  await repository.git('checkout', '--quiet', '--orphan', 'lone');
  await repository.commit('alone', {z: '1'});
  await repository.checkout('main');
  return repository;
}

let source: GitRepository;
beforeAll(async () => {
  source = await forked();
});

describe.each([
  ['a full clone', () => cloneOf(source)],
  ['a clone of depth 1', () => ciCheckoutOf(source)],
  ['a clone of depth 2', () => ciCheckoutOf(source, {depth: 2})],
  ['a partial clone', () => cloneOf(source, {filter: 'tree:0'})],
])('%s', (_title, make) => {
  test('finds merge bases and leaves the clone as it was', async () => {
    const clone = await make();
    const before = await stateOf(clone);
    const repository = await open(clone);
    const [m2, t2, t1, base, alone] = (await Promise.all(
      ['m2', 't2', 't1', 'base', 'alone'].map((name) => shaOf(source, name)),
    )) as [never, never, never, never, never];
    expect(await repository.mergeBase(m2, t2)).toBe(t1);
    expect(await repository.mergeBase(m2, base)).toBe(base);
    expect(await repository.mergeBase(base, m2)).toBe(base);
    expect(await repository.mergeBase(m2, m2)).toBe(m2);
    expect(await repository.mergeBase(m2, alone)).toBeUndefined();
    expect(await stateOf(clone)).toBe(before);
  });

  test('tells ancestors', async () => {
    const repository = await open(await make());
    const m2 = await shaOf(source, 'm2');
    for (const [name, answer] of [
      ['m2', true],
      ['root', true],
      ['t1', true],
      ['t2', false],
      ['alone', false],
    ] as const) {
      expect([name, await repository.isAncestor(await shaOf(source, name), m2)]).toEqual([name, answer]);
    }
    expect(await repository.isAncestor(parseCommitSha('ab'.repeat(20)), m2)).toBe(false);
    expect(await repository.isAncestor(m2, await shaOf(source, 'root'))).toBe(false);
  });

  test('lists ancestors, newest first', async () => {
    const repository = await open(await make());
    const head = await shaOf(source, 'm2');
    const all = await Promise.all(['m2', 'merge', 'm1', 't1', 'base', 'root'].map((name) => shaOf(source, name)));
    for (const limit of [0, 1, 2, 3, 6, 100]) {
      expect(await repository.listAncestors(head, {limit})).toEqual(all.slice(0, limit));
    }
    const touching = async (limit: number, under: string) =>
      Promise.all(
        (await repository.listAncestors(head, {limit, under})).map((sha) =>
          source.git('show', '-s', '--format=%s', sha),
        ),
      );
    expect(await touching(5, 'x/')).toEqual(['merge', 't1']);
    expect(await touching(1, 'x')).toEqual(['merge']);
    expect(await touching(9, 'a')).toEqual(['m2', 'merge', 'm1', 'base', 'root']);
    expect(await repository.listAncestors(head, {limit: 9, under: 'nothing'})).toEqual([]);
  });

  test('knows times and parents', async () => {
    const repository = await open(await make());
    const merge = await shaOf(source, 'merge');
    expect(await repository.parents(merge)).toEqual([await shaOf(source, 'm1'), await shaOf(source, 't1')]);
    expect(await repository.parents(await shaOf(source, 'root'))).toEqual([]);
    expect(await repository.commitTime(merge)).toBe(Number(await source.git('show', '-s', '--format=%ct', merge)));
    expect(await repository.ensureCommit(await shaOf(source, 't2'))).toBe(true);
    expect(await repository.ensureCommit(parseCommitSha('cd'.repeat(20)))).toBe(false);
  });
});

test('on any history, a shallow clone answers as the full one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({at: fc.nat(), other: fc.option(fc.nat())}), {
        minLength: 2,
        maxLength: 9,
      }),
      fc.integer({min: 1, max: 3}),
      async (steps, depth) => {
        // Clocks that run forward: a shallow clone cannot know of a child beyond its border that a skewed clock dates older.
        const origin = await gitRepository({root: {a: '0'}});
        const made = [await origin.sha('root')];
        for (const [index, {at, other}] of steps.entries()) {
          await origin.checkout(made[at % made.length] ?? '');
          const side = other === null ? undefined : made[other % made.length];
          if (side) await origin.merge(`m${index}`, side).catch(() => undefined);
          made.push(await origin.commit(`c${index}`, {[`f${index}`]: '1'}));
        }
        const [head, old] = [made.at(-1) ?? '', made[Math.floor(made.length / 2)] ?? ''].map(parseCommitSha) as [
          never,
          never,
        ];
        await origin.branch('main', head);
        await origin.branch('old', old);
        const full = await open(origin);
        const shallow = await open(await ciCheckoutOf(origin, {depth}));
        expect(await shallow.isAncestor(old, head)).toBe(await full.isAncestor(old, head));
        const ours = await shallow.mergeBase(head, old);
        const bases = (await origin.git('merge-base', '--all', head, old).catch(() => '')).split('\n');
        expect(bases).toContain(ours ?? '');
        const all = await full.listAncestors(head, {limit: 100});
        expect(new Set(await shallow.listAncestors(head, {limit: 100}))).toEqual(new Set(all));
        for (const limit of [2, 4]) {
          // Of two branches side by side, skewed clocks may put either first; a parent never comes before its child.
          const listed = await shallow.listAncestors(head, {limit});
          expect(listed).toHaveLength(Math.min(limit, all.length));
          expect(all).toEqual(expect.arrayContaining(listed));
          for (const [index, older] of listed.entries()) {
            for (const newer of listed.slice(index + 1)) expect(await full.isAncestor(older, newer)).toBe(false);
          }
        }
      },
    ),
    // A counterexample is shown as it is: making it smaller takes minutes of git.
    {numRuns: 8, endOnFailure: true, seed: Number(process.env.GANTRY_SEED ?? 1)},
  );
}, 120_000);

test('commits that only the shallow clone has are part of its history', async () => {
  const clone = await ciCheckoutOf(source);
  await clone.commit('unpushed', {a: '9'});
  const repository = await open(clone);
  const head = await repository.resolve('HEAD');
  expect(await repository.mergeBase(head, await shaOf(source, 't2'))).toBe(await shaOf(source, 't1'));
  expect((await repository.listAncestors(head, {limit: 3})).slice(1)).toEqual([
    await shaOf(source, 'm2'),
    await shaOf(source, 'merge'),
  ]);
});

test('a shallow clone without origin says what it lacks', async () => {
  const clone = await ciCheckoutOf(source);
  await clone.git('remote', 'remove', 'origin');
  const repository = await open(clone);
  const head = await repository.resolve('HEAD');
  expect(await repository.listAncestors(head, {limit: 1})).toEqual([head]);
  const refusal = repository.listAncestors(head, {limit: 2});
  await expect(refusal).rejects.toThrow(RepositoryError);
  await expect(refusal).rejects.toMatchObject({code: 'origin-missing', hint: 'check out with fetch-depth: 0.'});
  await expect(repository.mergeBase(head, await shaOf(source, 'base'))).rejects.toMatchObject({code: 'commit-missing'});
});

test('history is read into RUNNER_TEMP, and no file comes with it', async () => {
  const temp = temporaryFolder();
  const clone = await ciCheckoutOf(source);
  const repository = await openRepository(clone.root, {env: {...process.env, RUNNER_TEMP: temp}, timeoutMs: 60_000});
  await repository.listAncestors(await repository.resolve('HEAD'), {limit: 4});
  const [folder = ''] = readdirSync(temp);
  expect(folder).toMatch(/^gantry-history-/);
  const types = await clone.git(
    '--git-dir',
    `${temp}/${folder}`,
    'cat-file',
    '--batch-all-objects',
    '--batch-check=%(objecttype)',
  );
  expect(new Set(types.split('\n'))).toEqual(new Set(['commit']));
});

test('a server that knows no partial clones is asked all the same', async () => {
  const origin = await forked();
  await origin.configure({'uploadpack.allowFilter': 'false'});
  const repository = await open(await ciCheckoutOf(origin));
  const head = await repository.resolve('HEAD');
  expect(await repository.listAncestors(head, {limit: 9})).toHaveLength(6);
  expect(await repository.listAncestors(head, {limit: 9, under: 'x'})).toHaveLength(2);
  const base = await shaOf(origin, 'base');
  expect(await repository.resolve(base.slice(0, 9))).toBe(base);
});

test('questions asked at the same time do not disturb each other', async () => {
  const repository = await open(await ciCheckoutOf(source));
  const shas = await Promise.all(['t2', 't1', 'base', 'root', 'alone', 'm1'].map((name) => shaOf(source, name)));
  expect(await Promise.all(shas.map((sha) => repository.ensureCommit(sha)))).toEqual(shas.map(() => true));
  const head = await repository.resolve('HEAD');
  const bases = await Promise.all(shas.slice(0, 4).map((sha) => repository.mergeBase(head, sha)));
  expect(bases).toEqual([shas[1], shas[1], shas[2], shas[3]]);
});

test('a parent never comes before its child, whatever the clocks said', async () => {
  const origin = await gitRepository({root: {a: '0'}});
  const time = 1_800_000_000;
  const names = ['late', 'early', 'head'] as const;
  const times = [time + 9_000, time, time + 60];
  await origin.checkout(await origin.sha('root'));
  const side = parseCommitSha(await origin.commit('side', {s: '1'}, {time: time + 5_000}));
  await origin.checkout('main');
  for (const [index, name] of names.entries()) await origin.commit(name, {[name]: '1'}, {time: times[index] ?? time});
  const head = parseCommitSha(await origin.merge('merge', side));
  const listed = await (await open(origin)).listAncestors(head, {limit: 10});
  const place = async (name: string) => listed.indexOf(parseCommitSha(await origin.sha(name)));
  expect(await place('head')).toBeLessThan(await place('early'));
  expect(await place('early')).toBeLessThan(await place('late'));
  expect(await place('late')).toBeLessThan(await place('root'));
  expect(listed).toHaveLength(6);
});
