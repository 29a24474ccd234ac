import {join} from 'node:path';
import {gitRepository, runBundle} from '@gantry/testing';
import {bundle} from './helpers';

const dockerfile = 'ARG CONTAINER_APP_VERSION=1.0.0\nFROM scratch\n';

async function workspace(files: Record<string, string> = {'containers/web/Dockerfile': dockerfile}): Promise<string> {
  return (await gitRepository({first: files})).root;
}

test('a container without a build file of this path is skipped, and no Dagger is needed for that', async () => {
  const run = await runBundle({
    bundle,
    workspace: await workspace({'containers/ntfy/default.nix': '{ version = "1.0.0"; }\n'}),
    inputs: {containers: 'ntfy', push: 'false', 'dagger-cli': '/nowhere/dagger'},
  });
  expect(run.log).toContain('ntfy: skipped, containers/ntfy has no container.ts or Dockerfile');
  expect(run.exitCode).toBe(0);
  expect(run.outputs.status).toBe('skipped');
  expect(JSON.parse(run.outputs.images ?? '')).toMatchObject([
    {container: 'ntfy', builder: 'dagger', status: 'skipped'},
  ]);
});

test('bad inputs are named together', async () => {
  const run = await runBundle({
    bundle,
    workspace: await workspace(),
    inputs: {
      containers: '../x',
      platforms: 'amd64',
      secrets: 'npm=NPM_TOKEN',
      engine: 'localhost',
      'build-args': 'BASE_IMAGE',
      'max-parallel': 'many',
    },
  });
  expect(run.exitCode).toBe(1);
  for (const name of ['containers', 'platforms', 'secrets', 'engine', 'build-args', 'max-parallel']) {
    expect(run.log).toContain(`- "${name}" `);
  }
  expect(run.outputs).toEqual({});
});

test('one archive cannot hold two containers', async () => {
  const inputs = {containers: 'web, api', export: 'image.tar'};
  const run = await runBundle({bundle, workspace: await workspace(), inputs});
  expect(run.exitCode).toBe(1);
  expect(run.log).toContain('"export" names one file, but there is not one container: name a folder');
});

test('without a CLI the error says how to get one', async () => {
  const run = await runBundle({
    bundle,
    workspace: await workspace(),
    inputs: {containers: 'web', push: 'false', 'dagger-cli': join(__dirname, 'no-dagger')},
  });
  expect(run.exitCode).toBe(1);
  expect(run.log).toMatch(/The Dagger CLI \S+no-dagger was not found; the SDK is 0\.\d+\.\d+/);
  expect(run.log).toContain('Next: install it in the job image (https://dl.dagger.io/dagger/install.sh');
  expect(JSON.parse(run.outputs.images ?? '')).toMatchObject([{container: 'web', status: 'failed'}]);
});
