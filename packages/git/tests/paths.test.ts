import {ciCheckoutOf, cloneOf, gitRepository, type GitRepository} from '@gantry/testing';
import {parseCommitSha} from '../src';
import {open} from './open';

const shaOf = async (repository: GitRepository, name: string) => parseCommitSha(await repository.sha(name));
const odd = [
  'with space',
  'tab\there',
  'line\nfeed',
  'quo"te',
  "apo'strophe",
  'ünï/çödé',
  '-dash',
  ':(glob)*',
  'back\\slash',
  '*',
];

test('a moved file is two paths, and a change of mode, link or submodule counts', async () => {
  const source = await gitRepository({
    base: {
      'a/moved': 'the same',
      mode: 'x',
      link: {link: 'a'},
      sub: {submodule: '1'.repeat(40)},
      kind: 'x',
      same: '1',
      folder: 'x',
    },
    head: {
      'a/moved': null,
      'b/moved': 'the same',
      mode: {executable: 'x'},
      link: {link: 'b'},
      sub: {submodule: '2'.repeat(40)},
      kind: {link: 'x'},
      folder: null,
      'folder/now': 'x',
    },
  });
  await source.configure({'diff.renames': 'copies', 'diff.ignoreSubmodules': 'all', 'submodule.sub.ignore': 'all'});
  const repository = await open(source);
  const [base, head] = [await shaOf(source, 'base'), await shaOf(source, 'head')];
  const changed = ['a/moved', 'b/moved', 'folder', 'folder/now', 'kind', 'link', 'mode', 'sub'];
  expect(await repository.changedPaths(base, head)).toEqual(changed);
  expect(await repository.changedPaths(head, base)).toEqual(changed);
  expect(await repository.changedPaths(base, base)).toEqual([]);
});

test('paths of every kind come as they are', async () => {
  const source = await gitRepository({
    base: {z: '1'},
    head: Object.fromEntries(odd.map((path) => [`d/${path}`, path])),
  });
  const repository = await open(source);
  const head = await shaOf(source, 'head');
  const expected = odd.map((path) => `d/${path}`).sort();
  expect(await repository.changedPaths(await shaOf(source, 'base'), head)).toEqual(expected);
  expect(await repository.listFiles(head, 'd')).toEqual(expected);
  for (const path of odd) {
    expect((await repository.readFile(head, `d/${path}`))?.toString()).toBe(path);
    expect(await repository.changedPaths(await shaOf(source, 'base'), head, [`d/${path}`])).toEqual(
      [`d/${path}`].filter((name) => name !== 'd/ünï/çödé' || path === 'ünï/çödé'),
    );
  }
});

test('paths are limited to folders, by git or, for many folders, here', async () => {
  const source = await gitRepository({base: {z: '1'}, head: {'c/a/f': '1', 'c/ab/f': '1', 'c/b/d/f': '1', top: '1'}});
  const repository = await open(source);
  const [base, head] = [await shaOf(source, 'base'), await shaOf(source, 'head')];
  const many = Array.from({length: 100}, (_, index) => `none/${index}`);
  for (const extra of [[], many]) {
    const list = (...under: string[]) => repository.changedPaths(base, head, [...under, ...extra]);
    expect(await list('c/a')).toEqual(['c/a/f']);
    expect(await list('c/b/', './top')).toEqual(['c/b/d/f', 'top']);
    expect(await list('c')).toEqual(['c/a/f', 'c/ab/f', 'c/b/d/f']);
    expect(await list('')).toHaveLength(4);
  }
  expect(await repository.changedPaths(base, head, [])).toEqual([]);
  expect(await repository.listFiles(head, 'c/b/')).toEqual(['c/b/d/f']);
  expect(await repository.listFiles(head, '')).toHaveLength(5);
  expect(await repository.listFiles(head, 'nothing')).toEqual([]);
});

test('a shallow clone fetches the other commit', async () => {
  const source = await gitRepository({base: {a: '1', b: '1'}, middle: {b: '2'}, head: {a: '2'}});
  const clone = await ciCheckoutOf(source);
  const repository = await open(clone);
  const [base, head] = [await shaOf(source, 'base'), await shaOf(source, 'head')];
  expect(await repository.changedPaths(base, head)).toEqual(['a', 'b']);
  const nowhere = parseCommitSha('ab'.repeat(20));
  await expect(repository.changedPaths(nowhere, head)).rejects.toMatchObject({code: 'commit-missing'});
  await expect(repository.listFiles(nowhere, '')).rejects.toMatchObject({code: 'commit-missing'});
});

test('files are read at a commit; links are followed inside it and never out of it', async () => {
  const source = await gitRepository({
    one: {
      'd/file': 'text ü\n',
      empty: '',
      inside: {link: 'd/file'},
      folder: {link: 'd'},
      outside: {link: '../../etc/passwd'},
      absolute: {link: '/etc/passwd'},
      loop: {link: 'loop'},
      dangling: {link: 'nowhere'},
      sub: {submodule: '1'.repeat(40)},
      bytes: Buffer.from([0, 255, 10, 10]),
      large: 'x'.repeat(3_000_000),
    },
    two: {'d/file': 'other'},
  });
  const repository = await open(source);
  const one = await shaOf(source, 'one');
  const files = repository.filesAt(one);
  expect(await files.readText('d/file')).toBe('text ü\n');
  expect(await files.readText('inside')).toBe('text ü\n');
  expect(await files.readText('folder/file')).toBe('text ü\n');
  expect(await files.readText('empty')).toBe('');
  for (const path of [
    'outside',
    'absolute',
    'loop',
    'dangling',
    'sub',
    'd',
    'nothing',
    'd/file/x',
    '../x',
    'a\0b',
    'no\nfile',
  ]) {
    expect([path, await files.readText(path)]).toEqual([path, undefined]);
  }
  expect(await repository.readFile(one, 'bytes')).toEqual(Buffer.from([0, 255, 10, 10]));
  expect((await files.readText('large'))?.length).toBe(3_000_000);
  const many = await Promise.all(
    Array.from({length: 500}, (_, index) => files.readText(index % 2 ? 'd/file' : 'empty')),
  );
  expect(new Set(many)).toEqual(new Set(['', 'text ü\n']));
  expect(await repository.filesAt(await shaOf(source, 'two')).readText('d/file')).toBe('other');
  expect(await files.listFiles('d')).toEqual(['d/file']);
});

test('a partial clone fetches the files that are read', async () => {
  const source = await gitRepository({one: {a: 'old'}, two: {a: 'new'}});
  const repository = await open(await cloneOf(source, {filter: 'blob:none'}));
  const one = await shaOf(source, 'one');
  expect(await repository.filesAt(one).readText('a')).toBe('old');
  expect(await repository.changedPaths(one, await shaOf(source, 'two'))).toEqual(['a']);
});

test('uncommitted paths are those whose content differs, tracked ones only', async () => {
  const source = await gitRepository({one: {'c/a': '1', 'c/b': '1', 'c/ü "x"': '1', other: '1'}});
  source.write('c/a', '2');
  source.write('c/b', '1');
  source.write('c/untracked', '1');
  source.write('c/ü "x"', null);
  source.write('other', '2');
  source.write('c/added', '1');
  await source.git('add', 'c/added', 'other');
  const index = await source.git('hash-object', '.git/index');
  const repository = await open(source);
  expect(await repository.uncommittedPaths('c')).toEqual(['c/a', 'c/added', 'c/ü "x"']);
  expect(await repository.uncommittedPaths('')).toEqual(['c/a', 'c/added', 'c/ü "x"', 'other']);
  expect(await source.git('hash-object', '.git/index')).toBe(index);
});
