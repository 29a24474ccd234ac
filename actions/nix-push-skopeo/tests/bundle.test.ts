import {join} from 'node:path';
import {ciCheckoutOf, gitRepository, runBundle} from '@gantry/testing';

const bundle = join(__dirname, '../dist/index.js');
const nothingToBuild = {containers: '[]', push: 'false'};

async function checkout() {
  const forge = await gitRepository({
    first: {
      'containers/page/default.nix': '{ version = "1.0.0"; }\n',
      'containers/web/Dockerfile': 'ARG CONTAINER_APP_VERSION=1.0.0\nFROM scratch\n',
    },
  });
  return (await ciCheckoutOf(forge)).root;
}

test('an empty list builds nothing and is a success', async () => {
  const run = await runBundle({bundle, workspace: await checkout(), inputs: nothingToBuild});
  expect(run.log).toContain('Nothing to build.');
  expect(run).toMatchObject({exitCode: 0, outputs: {images: '[]'}});
});

test('a container without default.nix is skipped, and that is said', async () => {
  const run = await runBundle({bundle, workspace: await checkout(), inputs: {containers: 'web', push: 'false'}});
  expect(run.exitCode).toBe(0);
  expect(run.outputs).toMatchObject({status: 'skipped'});
  expect(JSON.parse(run.outputs.images ?? '')).toMatchObject([
    {container: 'web', builder: 'nix', status: 'skipped', reason: 'containers/web has no default.nix'},
  ]);
});

test.each([
  [{containers: ''}, /Input "containers" is missing/],
  [{containers: '../x'}, /"containers" is wrong/],
  [{containers: 'nope', push: 'false'}, /No container "nope" in containers of [0-9a-f]{7}: there are page, web/],
  [{containers: 'page'}, /There is no registry to push to/],
  [{containers: 'page', registry: 'http://x'}, /"registry" is wrong/],
  [{containers: 'page', compression: 'lzma'}, /"compression" must be one of gzip, zstd/],
  [{containers: 'page', file: '../lib/x.nix'}, /"file" must be a path in the container's folder/],
  [{containers: 'page', attribute: '--option'}, /"attribute" must not begin with "-"/],
  [{containers: 'page', flake: '--help'}, /"flake" must not begin with "-"/],
  [{containers: 'page', flake: '.#x', attribute: 'y'}, /"attribute" has no meaning together with "flake"/],
  [{containers: 'page', flake: '.#x', nixpkgs: '/n'}, /"nixpkgs" has no meaning together with "flake"/],
  [{containers: 'page', 'timeout-minutes': '0'}, /"timeout-minutes" must be a whole number/],
  [{containers: 'page', push: 'false', ref: 'no-such-branch'}, /no-such-branch/],
])('with %j it fails and says why', async (inputs, words) => {
  const run = await runBundle({bundle, workspace: await checkout(), inputs});
  expect(run.log).toMatch(words);
  expect(run.exitCode).toBe(1);
  expect(run.outputs).toEqual({});
});
