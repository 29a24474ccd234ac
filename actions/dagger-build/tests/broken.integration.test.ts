import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gitRepository, runBundle, type BundleRun} from '@gantry/testing';
import {bundle, copyCases, describeWithEngine, engineEnvironment} from './helpers';

const cases = join(__dirname, 'broken');

describeWithEngine('what somebody reads when a container is broken', () => {
  let names: string[];
  let run: BundleRun;

  beforeAll(async () => {
    const repository = await gitRepository({first: {'README.md': 'broken\n'}});
    names = copyCases(cases, repository.root);
    await repository.git('add', '--all');
    await repository.git('commit', '--quiet', '--message', 'broken');
    run = await runBundle({
      bundle,
      workspace: repository.root,
      inputs: {containers: 'all', push: 'false', 'max-parallel': '3'},
      env: engineEnvironment(),
    });
  }, 180_000);

  test('each is named at the end, and the step fails', () => {
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain(`Error: ${names.length} of ${names.length} containers could not be built:`);
    const images = JSON.parse(run.outputs.images ?? '') as {container: string; status: string}[];
    expect(images.map(({container, status}) => `${container} ${status}`)).toEqual(
      names.map((name) => `${name} failed`),
    );
  });

  // With GANTRY_UPDATE_GOLDEN=1 the files are written anew; read the difference before it is committed.
  test('each error is the one in its error.txt', () => {
    for (const name of names) {
      const file = join(cases, name, 'error.txt');
      if (process.env.GANTRY_UPDATE_GOLDEN) writeFileSync(file, errorOf(run.log, name));
      expect(errorOf(run.log, name)).toBe(readFileSync(file, 'utf8'));
    }
  });
});

/** The lines from the failure of a container to what to do next. */
function errorOf(log: string, name: string): string {
  const lines = log.split('\n');
  const start = lines.indexOf(`Warning: ${name}: failed`);
  const length = lines.slice(start).findIndex((line) => line.startsWith('Next: '));
  return `${lines.slice(start + 1, start + length + 1).join('\n')}\n`;
}
