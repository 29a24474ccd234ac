// The checks that are no tests: types, lint, format, bundles up to date, docs generated, workflows valid.
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {installPackages} from './packages.mjs';
import {capture, which} from './programs.mjs';
import {say, step} from './say.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const bin = (name) => join(root, 'node_modules/.bin', name);

await installPackages(root);
const checks = [
  ['types', [bin('tsc'), '--noEmit', '-p', 'tsconfig.json']],
  ['lint', [bin('eslint'), '.']],
  ['format', [bin('prettier'), '--check', '.']],
  ['bundles are what the sources give', [process.execPath, 'script/build-bundles.mjs', '--check']],
  ['tables in the READMEs are what action.yml says', [process.execPath, 'script/generate-docs.mjs', '--check']],
];
if (which('forgejo-runner')) {
  checks.push(['workflows and actions are valid', ['forgejo-runner', 'validate', '--directory', '.']]);
} else {
  say('  without forgejo-runner on PATH the workflows are not validated');
}
let failed = 0;
for (const [title, argv] of checks) {
  try {
    await step(title, () => capture(argv, {cwd: root}));
  } catch (error) {
    failed += 1;
    say(error.message);
  }
}
say(failed === 0 ? 'All checks passed.' : `${failed} of ${checks.length} checks failed.`);
process.exitCode = failed === 0 ? 0 : 1;
