// Every test: installs what is missing, starts an engine where one can be had, runs jest, and counts.
import {mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {spawn} from 'node:child_process';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {openEngine} from './dagger-engine.mjs';
import {ensurePrograms} from './debian.mjs';
import {installPackages} from './packages.mjs';
import {which} from './programs.mjs';
import {say, step, totalTime} from './say.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const required = (process.env.GANTRY_REQUIRE ?? '')
  .split(',')
  .map((name) => name.trim())
  .filter(Boolean);
const programs = ['git', 'skopeo', 'nix-build', 'docker-registry', 'htpasswd', 'busybox', 'umoci', 'runc', 'openssl'];

const missing = await ensurePrograms(programs);
for (const name of ['dagger', 'zot', 'forgejo-runner']) {
  if (!which(name)) missing.set(name, 'it is not on PATH');
}
await installPackages(root);

const folder = mkdtempSync(join(tmpdir(), 'gantry-test-'));
const env = {...process.env};
let engine = {stop: async () => {}};
try {
  if (which('dagger')) {
    engine = await step('looking for a Dagger engine', () => openEngine(join(folder, 'engine')));
    if (engine.missing) missing.set('dagger engine', engine.missing);
    else if (engine.address) env._EXPERIMENTAL_DAGGER_RUNNER_HOST = engine.address;
  }
  for (const [name, reason] of missing) say(`  without ${name}: ${reason}`);
  const counts = await runJest();
  for (const name of required.filter(
    (name) => missing.has(name) || (name === 'dagger' && missing.has('dagger engine')),
  )) {
    counts.failed += 1;
    say(`✗ ${name} is required (GANTRY_REQUIRE) and missing: ${missing.get(name) ?? missing.get('dagger engine')}`);
  }
  say(`All of it took ${totalTime()}.`);
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
} finally {
  await engine.stop?.();
  rmSync(folder, {recursive: true, force: true});
}

async function runJest() {
  mkdirSync(join(root, '.cache'), {recursive: true});
  const report = join(root, '.cache/jest.json');
  rmSync(report, {force: true});
  say('→ running the tests');
  const argv = [
    join(root, 'node_modules/jest/bin/jest.js'),
    '--ci',
    '--json',
    `--outputFile=${report}`,
    ...process.argv.slice(2),
  ];
  await new Promise((resolve) => {
    const child = spawn(process.execPath, argv, {cwd: root, env, stdio: ['ignore', 'ignore', 'inherit']});
    child.once('close', resolve);
  });
  const {numPassedTests, numFailedTests, numPendingTests, testResults} = JSON.parse(readFileSync(report, 'utf8'));
  // A file that does not even load has no failed test, and is a failure all the same.
  const unloaded = testResults.filter(
    ({status, assertionResults}) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  sayWhatWasSkipped(testResults);
  return {passed: numPassedTests, failed: numFailedTests + unloaded.length, skipped: numPendingTests};
}

function sayWhatWasSkipped(testResults) {
  const titles = new Map();
  for (const {status, ancestorTitles, title} of testResults.flatMap((result) => result.assertionResults)) {
    if (status !== 'pending') continue;
    const key = ancestorTitles[0] ?? title;
    titles.set(key, (titles.get(key) ?? 0) + 1);
  }
  for (const [title, count] of titles) say(`  skipped: ${title} (${count})`);
}
