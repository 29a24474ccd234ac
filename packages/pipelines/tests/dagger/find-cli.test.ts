import {chmodSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {GantryError} from '@gantry/errors';
import {temporaryFolder} from '@gantry/testing';
import {findCli} from '../../src/dagger/session/find-cli';

const folder = temporaryFolder();
const cli = join(folder, 'dagger');
writeFileSync(cli, '#!/bin/sh\n');
chmodSync(cli, 0o755);

test.each([
  ['the input', cli, {PATH: ''}],
  ['the variable', undefined, {PATH: '/nowhere', _EXPERIMENTAL_DAGGER_CLI_BIN: cli}],
  ['PATH', undefined, {PATH: `/nowhere:${folder}`}],
  ['a name on PATH', 'dagger', {PATH: folder}],
])('%s leads to it', (_title, named, env) => {
  expect(findCli(named, env)).toBe(cli);
});

test('without one, the error says how to get it', () => {
  const error = (() => {
    try {
      return findCli(undefined, {PATH: '/nowhere'});
    } catch (thrown) {
      return thrown as GantryError;
    }
  })();
  expect(error).toMatchObject({
    code: 'dagger-cli-missing',
    message: 'The Dagger CLI dagger was not found; the SDK is 0.21.8',
    hint: expect.stringContaining('DAGGER_VERSION=0.21.8') as string,
  });
});
