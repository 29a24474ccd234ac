// Size and load time of each committed bundle, against their budgets.
//
//   node bench/load.mjs [--rounds 15]
//
// Exit status 1 when a bundle is larger than its budget. Times are shown and do not decide: another program on the
// machine may double them.
import {mkdtempSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {spawnSync} from 'node:child_process';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {formatTable} from '../script/lib/say.mjs';
import {median, milliseconds, pairedMedian, ratio, readNumber, timePaired} from './lib/measure.mjs';
import {bundleOf, root} from './lib/step.mjs';

const small = {sizeMb: 0.7, loadMs: 70};
const large = {sizeMb: 3, loadMs: 120};

/** Budgets, and an input that ends the action right after it is loaded, before it starts any program. */
const actions = {
  'detect-changed-containers': {...small, inputs: {INPUT_HEAD: '--no-ref'}},
  'compute-tag': {...small, inputs: {}},
  'registry-login': {...small, inputs: {'INPUT_PLAIN-HTTP': 'neither'}},
  'dagger-build': {...large, inputs: {}},
  'nix-push-skopeo': {...large, inputs: {}},
};

const rounds = readNumber('rounds', 15);
const folder = mkdtempSync(join(tmpdir(), 'gantry-bench-load-'));
const rows = [['action', 'dist', 'with licences', 'budget', '', 'load above node', 'budget', 'ratio']];
let over = 0;
try {
  const empty = join(folder, 'empty.js');
  writeFileSync(empty, '');
  for (const [action, {sizeMb, loadMs, inputs}] of Object.entries(actions)) {
    const {code, all} = sizesOf(join(root, 'actions', action, 'dist'));
    const fits = code <= sizeMb * 1e6;
    if (!fits) over += 1;
    const times = await timePaired(
      {node: {run: () => load(empty, {})}, action: {run: () => load(bundleOf(action), inputs, 1)}},
      rounds,
    );
    const above = pairedMedian([times.action, times.node], (action, node) => action - node);
    rows.push([
      action,
      megabytes(code),
      megabytes(all),
      `${sizeMb} MB`,
      fits ? 'ok' : 'OVER',
      `${milliseconds(above)} (node ${milliseconds(median(times.node))})`,
      `${loadMs} ms`,
      ratio(above / loadMs),
    ]);
  }
} finally {
  rmSync(folder, {recursive: true, force: true});
}
console.log(formatTable(rows));
console.log(
  `\n"dist" is every file of dist/ except *.licenses.txt. Load: medians of ${rounds} paired runs with an empty file.`,
);
if (over > 0) console.log(`${over} of ${rows.length - 1} bundles are larger than their budget.`);
process.exitCode = over > 0 ? 1 : 0;

/** Bytes of all files below a folder: without the texts of licences, and with them. */
function sizesOf(path) {
  let code = 0;
  let all = 0;
  for (const entry of readdirSync(path, {withFileTypes: true})) {
    const child = join(path, entry.name);
    const size = entry.isDirectory() ? sizesOf(child) : {code: statSync(child).size, all: statSync(child).size};
    all += size.all;
    if (!entry.name.endsWith('.licenses.txt')) code += size.code;
  }
  return {code, all};
}

function load(file, inputs, status = 0) {
  const {status: actual, stdout} = spawnSync(process.execPath, [file], {
    cwd: folder,
    env: {HOME: folder, RUNNER_TEMP: folder, PATH: folder, ...inputs},
    encoding: 'utf8',
  });
  if (actual !== status || (status === 1 && !stdout.includes('Next: correct the step')))
    throw new Error(`${file} ended with ${actual}, where it should have refused its inputs:\n${stdout}`);
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
