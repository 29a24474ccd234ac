import {join} from 'node:path';
import {ciCheckoutOf, describeWith, gitRepository, runBundle, startRegistry} from '@gantry/testing';
import {gantry} from './gantry';

jest.setTimeout(120_000);

const action = join(__dirname, '../../../actions/detect-changed-containers/dist/index.js');

describeWith(['zot'], 'gantry detect --base last-published', () => {
  test('asks the registry, and says what the action says', async () => {
    const registry = await startRegistry({kind: 'zot'});
    const repo = await gitRepository({
      first: {
        'containers/web/Dockerfile': 'ARG CONTAINER_APP_VERSION=1\nFROM scratch\n',
        'gantry.yaml': `registry: ${registry.address}\nnamespace: home\n`,
      },
    });
    const said = await gantry(repo.root, ['detect', '--base', 'last-published', '--plain-http', '--json']);
    expect(said.stderr).toBe('');
    const {outputs} = await runBundle({
      bundle: action,
      workspace: (await ciCheckoutOf(repo)).root,
      inputs: {base: 'last-published', 'plain-http': 'true'},
    });
    const {containers, reasons} = said.json();
    expect(containers).toEqual(['web']);
    expect(JSON.stringify(containers)).toBe(outputs.containers);
    expect(JSON.stringify(reasons)).toBe(outputs.reasons);
  });

  test('a registry that cannot be reached is a warning, and commits are compared', async () => {
    const repo = await gitRepository({
      first: {
        'containers/web/Dockerfile': 'ARG CONTAINER_APP_VERSION=1\nFROM scratch\n',
        'gantry.yaml': 'registry: 127.0.0.1:1\n',
      },
    });
    const run = await gantry(repo.root, ['detect', '--base', 'last-published', '--plain-http']);
    expect(run.stderr).toMatch(/^warning: 127\.0\.0\.1:1 could not be asked what is published/);
    expect(run).toMatchObject({exitCode: 0, stdout: expect.stringMatching(/^Nothing has to be built/) as string});
  });
});
