import {readdirSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {ciCheckoutOf, gitRepository, runBundle, temporaryFolder, type GitRepository} from '@gantry/testing';

const dist = join(__dirname, '../dist');
const bundle = join(dist, 'index.js');
const alpine = 'FROM alpine:3.22\n';

async function repository() {
  return gitRepository({
    first: {
      'containers/api/Dockerfile': alpine,
      'containers/web/Dockerfile': alpine,
      'containers/web/default.nix': '{}',
      'README.md': '1',
    },
    second: {'containers/web/index.html': '1'},
    third: {'README.md': '2'},
  });
}

const pushOf = async (forge: GitRepository, before: string, after: string) => ({
  name: 'push',
  payload: {ref: 'refs/heads/main', before: await forge.sha(before), after: await forge.sha(after)},
});

test('a push in a depth-1 checkout: every output, as a runner sees it', async () => {
  const forge = await repository();
  const {root: workspace} = await ciCheckoutOf(forge);
  const run = await runBundle({bundle, workspace, event: await pushOf(forge, 'first', 'third')});
  expect(run.log).toContain('web (dagger, nix): containers/web/index.html changed');
  expect(run.exitCode).toBe(0);
  expect(run.outputs).toEqual({
    containers: '["web"]',
    dagger: '["web"]',
    nix: '["web"]',
    matrix:
      '{"include":[{"container":"web","builder":"dagger","level":0},{"container":"web","builder":"nix","level":0}]}',
    levels: '[["web"]]',
    any: 'true',
    count: '1',
    reasons: '{"web":["containers/web/index.html changed"]}',
    base: await forge.sha('first'),
    head: await forge.sha('third'),
  });
});

test('a push of a README alone gives [] and false', async () => {
  const forge = await repository();
  const {root: workspace} = await ciCheckoutOf(forge);
  const run = await runBundle({bundle, workspace, event: await pushOf(forge, 'second', 'third')});
  expect(run.log).toContain('Nothing has to be built.');
  expect(run.outputs).toMatchObject({
    containers: '[]',
    dagger: '[]',
    nix: '[]',
    levels: '[]',
    any: 'false',
    count: '0',
  });
});

test('a dispatch names one container at a short sha', async () => {
  const forge = await repository();
  const {root: workspace} = await ciCheckoutOf(forge);
  const sha = await forge.sha('second');
  const run = await runBundle({
    bundle,
    workspace,
    inputs: {containers: 'api', head: sha.slice(0, 7)},
    event: {name: 'workflow_dispatch', payload: {ref: 'refs/heads/main', inputs: {container: 'api'}, workflow: 'x'}},
  });
  expect([run.outputs.containers, run.outputs.head]).toEqual(['["api"]', sha]);
});

test('a registry that refuses connections is a warning, and the push counts', async () => {
  const forge = await repository();
  const {root: workspace} = await ciCheckoutOf(forge);
  const run = await runBundle({
    bundle,
    workspace,
    inputs: {registry: '127.0.0.1:9', 'plain-http': 'true'},
    event: await pushOf(forge, 'first', 'third'),
  });
  expect(run.log).toContain('Warning: 127.0.0.1:9 could not be asked what is published');
  expect([run.exitCode, run.outputs.containers]).toEqual([0, '["web"]']);
}, 30_000);

test.each<[string, Record<string, string>, string[]]>([
  ['a path as a container', {containers: '../x'}, ['"../x" is no container name']],
  ['an unknown container', {containers: 'wep'}, ['There is no container "wep"', 'did you mean "web"', 'api, web']],
  ['a ref like an option', {base: '--upload-pack=x'}, ['--upload-pack=x', 'it begins with "-"']],
  ['a head that does not exist', {head: 'nowhere'}, ['nowhere', 'Next: ']],
  ['a registry with a scheme', {registry: 'https://registry.example.org'}, ['write the host alone']],
  ['a folder outside', {directory: '../containers'}, ['is no folder of the repository']],
  ['several at once', {base: '-x', containers: 'A', 'plain-http': 'ja'}, ['"base"', '"containers"', '"plain-http"']],
])('%s is a clear error, and gives no output', async (_title, inputs, texts) => {
  const forge = await repository();
  const run = await runBundle({bundle, workspace: forge.root, inputs, event: await pushOf(forge, 'first', 'third')});
  for (const text of texts) expect(run.log).toContain(text);
  expect([run.exitCode, run.outputs]).toEqual([1, {}]);
  expect(run.log).not.toMatch(/\n {4}at /);
});

test.each([
  ['{"ref": ', 'The event payload is not JSON'],
  ['{"ref":"refs/heads/main","before":"x","after":"y"}', 'is not a commit sha'],
])('the event file %s is a clear error', async (payload, text) => {
  const file = join(temporaryFolder(), 'event.json');
  writeFileSync(file, payload);
  const {root: workspace} = await repository();
  const run = await runBundle({bundle, workspace, inputs: {'event-name': 'push', 'event-path': file}});
  expect(run.log).toContain(text);
  expect([run.exitCode, run.outputs]).toEqual([1, {}]);
});

test('the bundle keeps to its size', () => {
  const sizeBytes = readdirSync(dist).reduce((sum, name) => sum + statSync(join(dist, name)).size, 0);
  expect(sizeBytes).toBeLessThan(700_000);
});
