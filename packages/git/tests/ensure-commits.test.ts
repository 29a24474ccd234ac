import {ciCheckoutOf, gitRepository} from '@gantry/testing';
import {parseCommitSha} from '../src';
import {open} from './open';

async function twenty() {
  const names = Array.from({length: 20}, (_, index) => `c${index}`);
  const source = await gitRepository(
    Object.fromEntries(names.map((name) => [name, {'a/b/file': name, [`d/${name}`]: '1'}])),
  );
  const shas = await Promise.all(names.map(async (name) => parseCommitSha(await source.sha(name))));
  return {source, shas};
}

test('many commits come in one fetch, into a depth-1 checkout', async () => {
  const {source, shas} = await twenty();
  const lines: string[] = [];
  const repository = await open(await ciCheckoutOf(source), lines);
  await repository.ensureCommits(shas);
  expect(lines.filter((line) => line.startsWith('Fetching'))).toEqual(['Fetching 19 commits from origin']);
  for (const sha of shas.slice(0, -1))
    expect(await repository.changedPaths(sha, shas.at(-1) ?? sha)).toContain('a/b/file');
  expect(lines).toHaveLength(1);
});

test('one that is nowhere is named', async () => {
  const {source, shas} = await twenty();
  const repository = await open(await ciCheckoutOf(source));
  const gone = parseCommitSha('dead'.repeat(10));
  await expect(repository.ensureCommits([...shas.slice(0, 2), gone])).rejects.toThrow(`The commit ${gone} is not in`);
});

test('files to a depth', async () => {
  const source = await gitRepository({
    one: {
      'a/x': '1',
      'a/b/y': '1',
      'a/b/c/z': '1',
      top: '1',
      'ä b/q': {link: '../top'},
      'a/m': {submodule: 'a'.repeat(40)},
    },
  });
  const files = (await open(source)).filesAt(parseCommitSha(await source.sha()));
  expect(await files.listFiles('', 0)).toEqual(['top']);
  expect(await files.listFiles('', 1)).toEqual(['a/m', 'a/x', 'top', 'ä b/q']);
  expect(await files.listFiles('a/', 1)).toEqual(['a/b/y', 'a/m', 'a/x']);
  expect(await files.listFiles('', 9)).toEqual(await files.listFiles(''));
  expect(await files.listFiles('nowhere', 1)).toEqual([]);
  expect(await files.listFiles('top', 1)).toEqual([]);
});

test('no commit is listed before one that descends from it, whatever their clocks say', async () => {
  const source = await gitRepository({root: {a: '1'}});
  await source.git('checkout', '--quiet', '-b', 'side');
  await source.commit('side', {b: '1'});
  await source.checkout('main');
  const parent = await source.commit('parent', {a: '2'}, {time: 1_900_000_000});
  const child = await source.commit('child', {a: '3'}, {time: 1_800_000_000});
  await source.git('checkout', '--quiet', '-b', 'early', parent);
  await source.commit('early', {c: '1'}, {time: 1_950_000_000});
  await source.checkout('main');
  await source.merge('merge', 'early');
  const listed = await (await open(source)).listAncestors(parseCommitSha(await source.sha()), {limit: 10});
  expect(listed.indexOf(parseCommitSha(child))).toBeLessThan(listed.indexOf(parseCommitSha(parent)));
});
