import {chmodSync, existsSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describeWith, disposeAll, planForTools, temporaryFolder, testWith, toolPath, untilFileEnd} from '../src';

test('finds a program on PATH, and no folder or plain file of that name', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'tool'), '#!/bin/sh\n');
  expect(toolPath('tool', {PATH: folder})).toBeUndefined();
  chmodSync(join(folder, 'tool'), 0o755);
  expect(toolPath('tool', {PATH: `/nowhere:${folder}`})).toBe(join(folder, 'tool'));
  expect(toolPath(folder.slice(1), {PATH: '/'})).toBeUndefined();
});

test.each([
  [['node'], undefined, {kind: 'run'}],
  [['node', 'no-such-tool'], undefined, {kind: 'skip', missing: ['no-such-tool']}],
  [['no-such-tool'], 'zot', {kind: 'skip', missing: ['no-such-tool']}],
  [['no-such-tool', 'other-tool'], 'zot, no-such-tool', {kind: 'fail', missing: ['no-such-tool']}],
])('tools %j with GANTRY_REQUIRE=%s: %j', (tools, required, plan) => {
  expect(planForTools(tools, {PATH: dirname(process.execPath), GANTRY_REQUIRE: required})).toEqual(plan);
});

let ran = '';
describeWith(['node'], 'with a tool that is here', () => {
  test('tests run', () => void (ran += 'a'));
});
describeWith(['no-such-tool'], 'with a tool that is missing', () => {
  test('nothing runs', () => void (ran += 'b'));
});
testWith(['no-such-tool'], 'neither does a single test', () => void (ran += 'c'));
testWith(['node'], 'but this one does', () => expect(ran).toBe('a'));

test('what tests leave behind is removed, the last first', async () => {
  const folder = temporaryFolder();
  const order: string[] = [];
  untilFileEnd(() => void order.push(existsSync(folder) ? 'before the folder' : 'after the folder'));
  await disposeAll();
  expect(order).toEqual(['before the folder']);
  expect(existsSync(folder)).toBe(false);
});
