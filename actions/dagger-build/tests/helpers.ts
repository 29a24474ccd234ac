import {copyFileSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {basicAuthorization, temporaryFolder, toolPath, type Account, type TestRegistry} from '@gantry/testing';

export const bundle = join(__dirname, '../dist/index.js');
export const engineVariable = '_EXPERIMENTAL_DAGGER_RUNNER_HOST';

/**
 * `describe` for tests that need an engine: its address is in `_EXPERIMENTAL_DAGGER_RUNNER_HOST`, and the CLI and a busybox
 * are on PATH. Without them they are skipped, and fail where `GANTRY_REQUIRE` lists `dagger`.
 */
export function describeWithEngine(title: string, body: () => void): void {
  const missing = ['dagger', 'busybox', 'zot'].filter((tool) => toolPath(tool) === undefined);
  if (!process.env[engineVariable]) missing.push(engineVariable);
  if (missing.length === 0) describe(title, body);
  else if ((process.env.GANTRY_REQUIRE ?? '').split(',').includes('dagger')) {
    describe(title, () => test('needs an engine', () => fail(missing)));
  } else describe.skip(`${title} (skipped: needs ${missing.join(', ')})`, body);
}

function fail(missing: readonly string[]): never {
  throw new Error(`${missing.join(', ')} missing, and GANTRY_REQUIRE=${process.env.GANTRY_REQUIRE} demands it`);
}

/** What a job needs to reach the engine. */
export function engineEnvironment(): Record<string, string | undefined> {
  return {[engineVariable]: process.env[engineVariable]};
}

/** What registry-login leaves for later steps. */
export function loggedIn(registry: TestRegistry, account: Account): Record<string, string> {
  const file = join(temporaryFolder(), 'auth.json');
  const auth = basicAuthorization(account).replace('Basic ', '');
  writeFileSync(file, JSON.stringify({auths: {[registry.address]: {auth}}}), {mode: 0o600});
  return {REGISTRY_AUTH_FILE: file};
}

/** The static busybox of this machine: what the containers of the tests are made of. */
export function busyboxInto(folder: string): void {
  copyFileSync(toolPath('busybox') ?? '', join(folder, 'busybox'));
}

/** Copies the cases below `tests/broken` as containers into `root`, each with a busybox. */
export function copyCases(cases: string, root: string): string[] {
  const names = readdirSync(cases).sort();
  for (const name of names) {
    const target = join(root, 'containers', name);
    for (const file of readdirSync(join(cases, name), {recursive: true}) as string[]) {
      if (!file.endsWith('.txt') || file === 'error.txt') continue;
      const copy = join(target, file.replace(/\.txt$/, ''));
      mkdirSync(dirname(copy), {recursive: true});
      copyFileSync(join(cases, name, file), copy);
    }
    busyboxInto(target);
  }
  return names;
}
