import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {ciCheckoutOf, gitRepository, temporaryFolder, type GitRepository} from '@gantry/testing';
import {openRepository, parseCommitSha} from '../src';
import {serveOverHttp} from './http-remote';
import {open} from './open';

const authorization = `Basic ${Buffer.from('x-access-token:t0ken-of-the-job').toString('base64')}`;
let source: GitRepository;

beforeAll(async () => {
  source = await gitRepository({one: {a: '1'}, two: {a: '2'}, three: {a: '3'}, four: {a: '4'}});
  await source.branch('old/branch', 'two');
});

test('a remote over http answers all questions', async () => {
  const clone = await ciCheckoutOf(source);
  await clone.git('remote', 'set-url', 'origin', await serveOverHttp(source));
  const repository = await open(clone);
  expect(await repository.resolve('old/branch')).toBe(await source.sha('two'));
  const three = await source.sha('three');
  expect(await repository.resolve(three.slice(0, 7))).toBe(three);
  const head = await repository.resolve('HEAD');
  expect(await repository.mergeBase(head, parseCommitSha(await source.sha('two')))).toBe(await source.sha('two'));
  expect(await repository.listAncestors(head, {limit: 9, under: 'a'})).toHaveLength(4);
  await expect(repository.ensureCommit(parseCommitSha('ab'.repeat(20)))).resolves.toBe(false);
});

test('the token that actions/checkout leaves reaches origin, and neither a file nor a message', async () => {
  const clone = await ciCheckoutOf(source);
  const url = await serveOverHttp(source, authorization);
  await clone.git('remote', 'set-url', 'origin', url);
  const temp = temporaryFolder();
  const openWithTemp = () => openRepository(clone.root, {env: {...process.env, RUNNER_TEMP: temp}, timeoutMs: 60_000});
  const refusal = (await openWithTemp()).resolve('old/branch');
  await expect(refusal).rejects.toMatchObject({
    code: 'origin-failed',
    hint: expect.stringContaining('persist-credentials') as string,
  });
  await clone.configure({[`http.${url}.extraheader`]: `AUTHORIZATION: ${authorization}`});
  const repository = await openWithTemp();
  const three = await source.sha('three');
  expect(await repository.resolve(three.slice(0, 7))).toBe(three);
  expect(await repository.listAncestors(await repository.resolve('HEAD'), {limit: 3})).toHaveLength(3);
  const [folder = ''] = readdirSync(temp);
  expect(readFileSync(join(temp, folder, 'config'), 'utf8')).not.toMatch(/extraheader|t0ken/i);
});
