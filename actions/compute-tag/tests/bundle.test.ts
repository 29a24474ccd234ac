import {join} from 'node:path';
import {ciCheckoutOf, gitRepository, runBundle, testWith} from '@gantry/testing';

const bundle = join(__dirname, '../dist/index.js');

async function repository() {
  return gitRepository({
    first: {
      'containers/miniflux/Dockerfile': 'ARG CONTAINER_APP_VERSION=2.17.0\nFROM scratch\n',
      'gantry.yaml': 'registry: registry.example.org\nnamespace: homelab\n',
    },
    second: {'containers/miniflux/Dockerfile': 'ARG CONTAINER_APP_VERSION=2.18.0\nFROM scratch\n'},
  });
}

const push = (sha: string) => ({
  name: 'push',
  payload: {ref: 'refs/heads/main', before: '0'.repeat(40), after: sha},
});

test('a push to main gets both tags, and references from gantry.yaml', async () => {
  const forge = await repository();
  const checkout = await ciCheckoutOf(forge);
  const sha = await forge.sha('second');
  const run = await runBundle({bundle, workspace: checkout.root, inputs: {container: 'miniflux'}, event: push(sha)});
  const tags = [`v2.18.0-${sha.slice(0, 7)}`, `v2.18.0-${sha.slice(0, 7)}-main`];
  expect(run.log).toContain(tags[0]);
  expect(run.exitCode).toBe(0);
  expect(run.outputs).toEqual({
    version: 'v2.18.0',
    sha,
    tag: tags[0],
    tags: JSON.stringify(tags),
    references: JSON.stringify(tags.map((tag) => `registry.example.org/homelab/miniflux:${tag}`)),
  });
});

test('a short sha that a depth-1 clone lacks is fetched; its own version counts, and main does not', async () => {
  const forge = await repository();
  const checkout = await ciCheckoutOf(forge);
  const sha = await forge.sha('first');
  const run = await runBundle({
    bundle,
    workspace: checkout.root,
    inputs: {container: 'miniflux', ref: sha.slice(0, 7), builder: 'dagger'},
    event: {name: 'workflow_dispatch', payload: {ref: 'refs/heads/main', workflow: 'x.yaml', inputs: {}}},
  });
  expect(run.log).not.toContain('Error');
  expect(run.outputs).toMatchObject({sha, tags: JSON.stringify([`v2.17.0-${sha.slice(0, 7)}`])});
});

test.each([
  [{container: '../x'}, /Input "container" is wrong/],
  [{container: ''}, /Input "container" is missing/],
  [{container: 'nope'}, /No container "nope" in containers of [0-9a-f]{7}: there are miniflux/],
  [{container: 'miniflux', version: '1 2'}, /no image tag may have/],
  [{container: 'miniflux', version: '9'.repeat(300)}, /128 are allowed/],
  [{container: 'miniflux', ref: '--upload-pack=x'}, /--upload-pack=x/],
  [{container: 'miniflux', ref: 'no-such-branch'}, /no-such-branch/],
  [{container: 'miniflux', builder: 'make'}, /must be one of dagger, nix/],
  [{container: 'miniflux', builder: 'nix'}, /default\.nix/],
])('with %j it fails and says why', async (inputs, words) => {
  const checkout = await ciCheckoutOf(await repository());
  const run = await runBundle({bundle, workspace: checkout.root, inputs});
  expect(run.log).toMatch(words);
  expect(run.exitCode).toBe(1);
  expect(run.outputs).toEqual({});
});

testWith(['nix-instantiate'], 'a version that only Nix knows is evaluated in the commit that is named', async () => {
  const forge = await gitRepository({
    first: {
      'containers/ntfy/default.nix': 'let major = "2"; in { app = { version = "${major}.11.0"; }; }',
      'gantry.yaml': 'containers: {ntfy: {nix: {attribute: app.version}}}\n',
    },
    second: {'containers/ntfy/default.nix': 'let major = "3"; in { app = { version = "${major}.0.0"; }; }'},
  });
  const checkout = await ciCheckoutOf(forge);
  const sha = await forge.sha('first');
  const inputs = {container: 'ntfy', builder: 'nix', ref: sha};
  const run = await runBundle({bundle, workspace: checkout.root, inputs});
  expect(run.log).not.toContain('Error');
  expect(run.outputs.tag).toBe(`v2.11.0-${sha.slice(0, 7)}-nix`);
});
