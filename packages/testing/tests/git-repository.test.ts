import {existsSync, lstatSync, readFileSync, readlinkSync} from 'node:fs';
import {join} from 'node:path';
import {ciCheckoutOf, cloneOf, gitRepository} from '../src';

test('makes the same commits in every run', async () => {
  const changes = {first: {'a/b': '1'}, second: {'a/b': null, 'c d': '2'}};
  const [one, other] = await Promise.all([gitRepository(changes), gitRepository(changes)]);
  expect(await one.sha('second')).toBe(await other.sha('second'));
  expect(await one.git('ls-tree', '-r', '--name-only', 'HEAD')).toBe('c d');
  expect(await one.git('log', '-1', '--format=%cI %an %s')).toBe('2026-01-01T00:02:00+00:00 Test Person second');
});

test('keeps the work tree equal to the commit, with modes, links, submodules and odd names', async () => {
  const odd = 'ü "x"\n\\y';
  const repository = await gitRepository({
    first: {run: {executable: '#!/bin/sh\n'}, link: {link: 'run'}, sub: {submodule: '1'.repeat(40)}, [odd]: 'z'},
  });
  expect(lstatSync(join(repository.root, 'run')).mode & 0o111).not.toBe(0);
  expect(readlinkSync(join(repository.root, 'link'))).toBe('run');
  expect(readFileSync(join(repository.root, odd), 'utf8')).toBe('z');
  expect(await repository.git('ls-tree', 'HEAD', 'sub')).toMatch(/^160000 commit 1{40}/);
  expect(await repository.git('status', '--porcelain')).toBe('');
});

test('branches, merges, tags and force moves', async () => {
  const repository = await gitRepository({base: {a: '1'}});
  await repository.branch('topic/x');
  await repository.commit('on topic', {b: '1'}, {branch: 'topic/x'});
  await repository.commit('on main', {c: '1'});
  const merge = await repository.merge('merged', 'topic/x');
  expect((await repository.git('show', '-s', '--format=%P', merge)).split(' ')).toEqual([
    await repository.sha('on main'),
    await repository.sha('on topic'),
  ]);
  await repository.tag('v1', 'base', {annotated: true});
  expect(await repository.git('cat-file', '-t', 'v1')).toBe('tag');
  await repository.branch('topic/x', 'base');
  expect(await repository.sha('topic/x')).toBe(await repository.sha('base'));
  await repository.checkout('base');
  await repository.commit('detached', {d: '1'});
  expect(await repository.git('rev-parse', '--abbrev-ref', 'HEAD')).toBe('HEAD');
  expect(existsSync(join(repository.root, 'd'))).toBe(true);
});

test('clones are shallow, partial or bare when asked', async () => {
  const source = await gitRepository({one: {a: '1'}, two: {a: '2'}});
  const shallow = await cloneOf(source, {depth: 1});
  expect(await shallow.git('rev-list', '--count', 'HEAD')).toBe('1');
  const partial = await cloneOf(source, {filter: 'blob:none'});
  expect(await partial.git('rev-list', '--objects', '--missing=print', 'HEAD')).toMatch(/^\?/m);
  expect(await (await cloneOf(source, {bare: true})).git('rev-parse', '--is-bare-repository')).toBe('true');
});

test('a checkout of CI has one commit, its branch and no tags', async () => {
  const source = await gitRepository({one: {a: '1'}, two: {a: '2'}}, {objectFormat: 'sha256'});
  await source.tag('v1');
  const checkout = await ciCheckoutOf(source);
  expect(await checkout.git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main\nrefs/remotes/origin/main');
  expect(await checkout.git('rev-list', '--count', 'HEAD')).toBe('1');
  const detached = await ciCheckoutOf(source, {ref: await source.sha('one')});
  expect(await detached.git('rev-parse', '--abbrev-ref', 'HEAD')).toBe('HEAD');
});
