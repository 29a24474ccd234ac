import {ciCheckoutOf, cloneOf, gitRepository, type GitRepository} from '@gantry/testing';
import {detectIn, namesOf, push, reasonsOf, schedule} from './detect-in';

const alpine = 'FROM alpine:3.22\n';
const start = {
  'containers/api/Dockerfile': alpine,
  'containers/web/Dockerfile': alpine,
  'containers/web/site/index.html': 'hello',
  'containers/db/default.nix': '{}',
  'containers/notes/README.md': 'no build file, no container',
  'README.md': 'read me',
};

/** Runs a check on the repository itself, and on what actions/checkout leaves of its branch. */
async function onBoth(source: GitRepository, ref: string, check: (repository: GitRepository) => Promise<void>) {
  await check(await cloneOf(source, {branch: ref}));
  await check(await ciCheckoutOf(source, {ref: `refs/heads/${ref}`}));
}

test('a push of several commits: everything between its two ends, nothing else', async () => {
  const source = await gitRepository({
    start,
    one: {'containers/api/run.sh': 'x'},
    two: {'README.md': 'more'},
    three: {'containers/web/site/index.html': 'bye'},
  });
  await onBoth(source, 'main', async (clone) => {
    const found = await detectIn(clone, push(await source.sha('start'), await source.sha('three')));
    expect(reasonsOf(found)).toEqual({
      api: ['containers/api/run.sh changed'],
      web: ['containers/web/site/index.html changed'],
    });
    expect(found).toMatchObject({base: await source.sha('start'), head: await source.sha('three'), warnings: []});
  });
});

test('a README alone builds nothing', async () => {
  const source = await gitRepository({start, end: {'README.md': 'more', 'containers/notes/README.md': 'x'}});
  const found = await detectIn(source, push(await source.sha('start'), await source.sha('end')));
  expect(found.containers).toEqual([]);
});

test('a merge brings what its branch changed; main itself has moved on', async () => {
  const source = await gitRepository({start});
  await source.git('checkout', '--quiet', '-b', 'topic');
  await source.commit('topic', {'containers/api/a': '1'});
  await source.checkout('main');
  await source.commit('main-2', {'containers/web/b': '1'});
  await source.merge('merge', 'topic');
  await onBoth(source, 'main', async (clone) => {
    const found = await detectIn(clone, push(await source.sha('main-2'), await source.sha('merge')));
    expect(namesOf(found)).toEqual(['api']);
  });
});

test('a force push compares with what was there before, though it is no ancestor', async () => {
  const source = await gitRepository({start, old: {'containers/api/a': '1'}});
  await source.reset('start');
  await source.commit('new', {'containers/web/b': '1'});
  await onBoth(source, 'main', async (clone) => {
    const found = await detectIn(clone, push(await source.sha('old'), await source.sha('new')));
    expect(namesOf(found)).toEqual(['api', 'web']);
    expect(found.warnings).toEqual([]);
  });
});

test('a commit before that the server no longer has: everything, and why', async () => {
  const source = await gitRepository({start, end: {'containers/api/a': '1'}});
  const gone = 'dead'.repeat(10);
  await onBoth(source, 'main', async (clone) => {
    const found = await detectIn(clone, push(gone, await source.sha('end')));
    const why = 'the commit before this push to main (deaddea) is gone from the server';
    expect(namesOf(found)).toEqual(['api', 'db', 'web']);
    expect(found.warnings).toEqual([`Everything is built, because ${why}.`]);
    expect(reasonsOf(found).db).toEqual([`everything is built: ${why}`]);
    expect(found.base).toBeUndefined();
  });
});

test('a new branch is compared with where it left main, all of its commits', async () => {
  const source = await gitRepository({start});
  await source.git('checkout', '--quiet', '-b', 'topic/new');
  await source.commit('one', {'containers/api/a': '1'});
  await source.commit('two', {'README.md': '2'});
  await source.commit('main-2', {'containers/web/b': '1'}, {branch: 'main'});
  await onBoth(source, 'topic/new', async (clone) => {
    const found = await detectIn(clone, push(undefined, await source.sha('two'), 'refs/heads/topic/new'));
    expect(namesOf(found)).toEqual(['api']);
    expect(found.base).toBe(await source.sha('start'));
  });
});

test('a new branch without any commit of its own builds nothing', async () => {
  const source = await gitRepository({start});
  await source.branch('same');
  const found = await detectIn(
    await ciCheckoutOf(source, {ref: 'refs/heads/same'}),
    push(undefined, await source.sha('start'), 'refs/heads/same'),
  );
  expect(found.containers).toEqual([]);
});

test('a branch that shares no history with main, and a repository without main', async () => {
  const source = await gitRepository({start});
  await source.git('checkout', '--quiet', '--orphan', 'lonely');
  await source.commit('lonely', {'containers/api/Dockerfile': alpine});
  const context = push(undefined, await source.sha('lonely'), 'refs/heads/lonely');
  const clone = await ciCheckoutOf(source, {ref: 'refs/heads/lonely'});
  expect((await detectIn(clone, context)).warnings[0]).toMatch(/have no common history/);
  const other = await detectIn(clone, context, {overrides: {mainBranch: 'trunk'}});
  expect(other.warnings).toEqual(['Everything is built, because there is no branch trunk to compare with.']);
  expect(namesOf(other)).toEqual(['api']);
});

test('the first push builds everything', async () => {
  const source = await gitRepository({start});
  const found = await detectIn(source, push(undefined, await source.sha('start')));
  expect(namesOf(found)).toEqual(['api', 'db', 'web']);
  expect(reasonsOf(found).api).toEqual(['everything is built: this is the first push of main']);
});

test('a tag, and a schedule without a registry, build everything', async () => {
  const source = await gitRepository({start});
  await source.tag('v1');
  const clone = await ciCheckoutOf(source, {ref: 'refs/tags/v1'});
  expect(namesOf(await detectIn(clone, push(undefined, await source.sha('start'), 'refs/tags/v1')))).toHaveLength(3);
  expect(namesOf(await detectIn(source, schedule))).toHaveLength(3);
});

test('a revert is a change; a change and its revert in one push are none', async () => {
  const source = await gitRepository({start, change: {'containers/api/a': '1'}, revert: {'containers/api/a': null}});
  const shas = {start: await source.sha('start'), change: await source.sha('change'), end: await source.sha('revert')};
  expect(namesOf(await detectIn(source, push(shas.change, shas.end)))).toEqual(['api']);
  expect(namesOf(await detectIn(source, push(shas.start, shas.end)))).toEqual([]);
});

test('a deleted container is not built; one that lost its folder but for a README neither', async () => {
  const source = await gitRepository({
    start,
    end: {'containers/api': null, 'containers/web/Dockerfile': null, 'containers/web/README.md': 'was here'},
  });
  await onBoth(source, 'main', async (clone) => {
    const found = await detectIn(clone, push(await source.sha('start'), await source.sha('end')));
    expect(found.containers).toEqual([]);
  });
});

test('a rename between containers changes both; a renamed container is a new one', async () => {
  const source = await gitRepository({
    start,
    moved: {'containers/web/site/index.html': null, 'containers/api/index.html': 'hello'},
    renamed: {'containers/db': null, 'containers/data/default.nix': '{}'},
  });
  const [first, second, third] = [await source.sha('start'), await source.sha('moved'), await source.sha('renamed')];
  await source.checkout('moved');
  expect(namesOf(await detectIn(source, push(first, second)))).toEqual(['api', 'web']);
  await source.checkout('main');
  expect(namesOf(await detectIn(source, push(second, third)))).toEqual(['data']);
});

test('hidden files, modes, links, submodules and odd names count', async () => {
  const odd = ['containers/api/a b.txt', 'containers/web/"q"\n\\x', 'containers/db/ä/日本'];
  const source = await gitRepository({
    start: {
      ...start,
      'containers/hid/Dockerfile': alpine,
      'containers/mod/Dockerfile': alpine,
      'containers/mod/run': 'x',
      'containers/lnk/Dockerfile': alpine,
      'containers/sub/Dockerfile': alpine,
    },
  });
  await source.commit('end', {
    ...Object.fromEntries(odd.map((path) => [path, 'x'])),
    'containers/hid/.env': 'x',
    'containers/mod/run': {executable: 'x'},
    'containers/lnk/to': {link: '../api'},
    'containers/sub/module': {submodule: 'a'.repeat(40)},
  });
  const found = await detectIn(source, push(await source.sha('start'), await source.sha('end')));
  expect(namesOf(found)).toEqual(['api', 'db', 'hid', 'lnk', 'mod', 'sub', 'web']);
  expect(reasonsOf(found).web?.join()).not.toContain('\n');
});

test('six and more files are counted, not listed', async () => {
  const files = Object.fromEntries(
    Array.from({length: 42}, (_, index) => [`containers/api/f${String(index).padStart(2, '0')}`, 'x']),
  );
  const source = await gitRepository({start, end: files});
  const found = await detectIn(source, push(await source.sha('start'), await source.sha('end')));
  expect(reasonsOf(found).api).toEqual([
    ...['f00', 'f01', 'f02', 'f03', 'f04'].map((file) => `containers/api/${file} changed`),
    '… and 37 more files',
  ]);
});

describe('a pull request', () => {
  const pull = (baseSha: string, headSha: string) =>
    ({event: {kind: 'pull_request', baseBranch: 'main', baseSha, headSha}, ref: 'refs/pull/1/head'}) as const;

  async function withMovedBase() {
    const source = await gitRepository({start});
    await source.git('checkout', '--quiet', '-b', 'topic');
    const head = await source.commit('topic', {'containers/api/a': '1'});
    const base = await source.commit('main-2', {'containers/web/b': '1'}, {branch: 'main'});
    return {source, head, base};
  }

  test('whose base has moved: its own changes only', async () => {
    const {source, head, base} = await withMovedBase();
    await onBoth(source, 'topic', async (clone) => {
      const found = await detectIn(clone, pull(base, head));
      expect(namesOf(found)).toEqual(['api']);
      expect(found.base).toBe(await source.sha('start'));
    });
  });

  test('whose merge commit is checked out, as on GitHub', async () => {
    const {source, head, base} = await withMovedBase();
    await source.checkout(base);
    await source.merge('merge', 'topic');
    await source.git('update-ref', 'refs/pull/1/merge', 'HEAD');
    await source.checkout('main');
    const clone = await ciCheckoutOf(source, {ref: 'refs/pull/1/merge'});
    expect(namesOf(await detectIn(clone, pull(base, head)))).toEqual(['api']);
  });

  test('whose base was rewritten since: the branch as it is now', async () => {
    const {source, head} = await withMovedBase();
    expect(
      namesOf(await detectIn(await ciCheckoutOf(source, {ref: 'refs/heads/topic'}), pull('dead'.repeat(10), head))),
    ).toEqual(['api']);
  });
});

describe('a dispatch', () => {
  const dispatch = (ref: string) => ({event: {kind: 'workflow_dispatch', ref, inputs: {}}, ref}) as const;

  test('of named containers takes them, at the commit that it names', async () => {
    const source = await gitRepository({start, end: {'containers/new/Dockerfile': alpine}});
    const found = await detectIn(source, dispatch('refs/heads/main'), {containers: ['web', 'api']});
    expect(reasonsOf(found)).toEqual({api: ['it was asked for by name'], web: ['it was asked for by name']});
    const head = (await source.sha('start')).slice(0, 8);
    await expect(detectIn(source, dispatch('refs/heads/main'), {containers: ['new'], head})).rejects.toThrow(
      /There is no container "new" in containers of .*there are api, db, web/,
    );
  });

  test('of all, and of none', async () => {
    const source = await gitRepository({start});
    expect(namesOf(await detectIn(source, dispatch('refs/heads/main'), {containers: 'all'}))).toEqual([
      'api',
      'db',
      'web',
    ]);
    expect(namesOf(await detectIn(source, dispatch('refs/heads/main'), {containers: []}))).toEqual([]);
  });

  test.each(['topic/with/slash', 'v1', 'short', 'full'])('without names, at %s', async (form) => {
    const source = await gitRepository({start});
    await source.git('checkout', '--quiet', '-b', 'topic/with/slash');
    const sha = await source.commit('topic', {'containers/api/a': '1'});
    await source.tag('v1');
    await source.checkout('main');
    const head = {short: sha.slice(0, 7), full: sha}[form] ?? form;
    const found = await detectIn(await ciCheckoutOf(source), dispatch('refs/heads/main'), {head});
    expect(namesOf(found)).toEqual(['api']);
    expect(found.head).toBe(sha);
  });

  test('of a commit of main builds everything, not silently nothing', async () => {
    const source = await gitRepository({start, end: {'containers/api/a': '1'}});
    const found = await detectIn(source, dispatch('refs/heads/main'), {head: await source.sha('start')});
    expect(namesOf(found)).toEqual(['api', 'db', 'web']);
    expect(found.warnings[0]).toMatch(/is a commit of main/);
  });
});

test('a ref that does not exist, and one that looks like an option', async () => {
  const source = await gitRepository({start});
  const context = push(await source.sha('start'), await source.sha('start'));
  await expect(detectIn(source, context, {base: 'nowhere'})).rejects.toThrow('nowhere');
  await expect(detectIn(source, context, {base: '--upload-pack=x'})).rejects.toThrow('is refused');
});
