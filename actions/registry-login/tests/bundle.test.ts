import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {temporaryFolder} from '@gantry/testing';
import {onlyFor, startFakeRegistry} from './fake-registry';
import {folderOf, Job, leaksOf} from './helpers';

const account = {username: 'ci', password: 'pä ss:"w%rd/+\'$(id)'};

test('logs in, tells later steps, and takes it away again', async () => {
  const registry = await startFakeRegistry(onlyFor(account.username, account.password));
  const job = new Job();
  const step = await job.login({registry: registry.address, ...account, 'plain-http': 'true'});
  expect(step.log).toContain(`Logged in to ${registry.address} as ci: the registry took the credentials.`);
  expect(step.exitCode).toBe(0);
  const file = step.outputs['auth-file'] ?? '';
  expect(step.exported).toEqual({REGISTRY_AUTH_FILE: file, DOCKER_CONFIG: folderOf(step)});
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    auths: {[registry.address]: {auth: Buffer.from(`ci:${account.password}`).toString('base64')}},
  });

  const post = await job.logout(step);
  expect(post.exitCode).toBe(0);
  expect(post.log).toContain(`Logged out of ${registry.address}.`);
  expect(readdirSync(step.runnerTemp)).toEqual([]);
  expect(post.exported).toEqual({REGISTRY_AUTH_FILE: '', DOCKER_CONFIG: ''});
  expect([step, post].flatMap((run) => leaksOf(run, account))).toEqual([]);
});

test('a password of several lines is masked line by line and shows nowhere else', async () => {
  const secret = {username: '_json_key', password: '{\n  "private_key": "abcdef"\n}'};
  const registry = await startFakeRegistry(onlyFor(secret.username, secret.password));
  const step = await new Job().login({registry: registry.address, ...secret, 'plain-http': 'true'});
  expect(step.exitCode).toBe(0);
  expect(step.log).toContain('::add-mask::  "private_key": "abcdef"');
  expect(leaksOf(step, secret)).toEqual([]);
});

test('a wrong password is an error that says what to do, and nothing is kept', async () => {
  const registry = await startFakeRegistry(onlyFor('ci', 'another'));
  const job = new Job();
  const step = await job.login({registry: registry.address, ...account, 'plain-http': 'true'});
  expect(step.exitCode).toBe(1);
  expect(step.log).toContain(`Error: ${registry.address} refused the credentials of account ci (401)`);
  expect(step.log).toContain('Next: check the password or API key of the account "ci"');
  expect(step.outputs).toEqual({});
  expect(step.exported).toEqual({});
  expect(readdirSync(step.runnerTemp)).toEqual([]);
  expect(leaksOf(step, account)).toEqual([]);

  const post = await job.logout(step);
  expect(post.exitCode).toBe(0);
  expect(post.log).toContain('There is no login to take away.');
});

test('bad inputs are named together', async () => {
  const step = await new Job().login({registry: 'http://x', username: 'a:b', password: '', verify: 'push'});
  expect(step.exitCode).toBe(1);
  for (const name of ['password', 'username', 'registry']) expect(step.log).toContain(`- "${name}" `);
});

test('a registry without any login gets no password, and the log says so', async () => {
  const registry = await startFakeRegistry(() => 200);
  const step = await new Job().login({registry: registry.address, ...account, 'plain-http': 'true'});
  expect(step.exitCode).toBe(0);
  expect(step.log).toContain(`Warning: ${registry.address} asks nobody to log in`);
  expect(registry.seen.filter((header) => header !== undefined)).toEqual([]);
});

test('verify: none asks nothing', async () => {
  const registry = await startFakeRegistry(() => 500);
  const step = await new Job().login({registry: registry.address, ...account, verify: 'none'});
  expect(step.exitCode).toBe(0);
  expect(registry.seen).toEqual([]);
});

test('the registry comes from gantry.yaml, except where a stranger may have written it', async () => {
  const registry = await startFakeRegistry(onlyFor(account.username, account.password));
  const job = new Job();
  const inputs = {...account, 'plain-http': 'true'};
  expect((await job.login(inputs)).log).toContain('There is no registry to log in to');
  writeFileSync(join(job.workspace, 'gantry.yaml'), `registry: ${registry.address}\n`);
  const refused = await job.login(inputs, {GITHUB_EVENT_NAME: 'pull_request_target'});
  expect(refused.exitCode).toBe(1);
  expect(refused.log).toContain('gantry.yaml cannot choose the registry in a run for pull_request_target');
  expect(registry.seen).toEqual([]);
  expect((await job.login(inputs)).log).toContain(`Logged in to ${registry.address} as ci`);
});

test('the post step gives back the DOCKER_CONFIG that the job had, and does not mind when all is gone', async () => {
  const before = temporaryFolder();
  const job = new Job({DOCKER_CONFIG: before});
  const inputs = {...account, verify: 'none'};
  const first = await job.login({registry: 'a.example.org', ...inputs});
  const second = await job.login({registry: 'b.example.org', ...inputs});
  expect(second.outputs).toEqual(first.outputs);
  expect((await job.logout(second)).exported).toEqual({});
  expect((await job.logout(first)).exported).toEqual({REGISTRY_AUTH_FILE: '', DOCKER_CONFIG: before});
  expect(existsSync(first.outputs['auth-file'] ?? '')).toBe(false);
  const again = await job.logout(first);
  expect(again.exitCode).toBe(0);
  expect(again.log).toContain('is gone already');
});
