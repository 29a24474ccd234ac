// One step of a job: the committed bundle of an action, with what a runner would give it and nothing else.
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {execute} from '../../script/lib/workflow.mjs';

/** The checkout of this project. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export function bundleOf(action) {
  return join(root, 'actions', action, 'dist', 'index.js');
}

/**
 * Runs an action to its end.
 *
 * @param options.inputs - by name as in action.yml
 * @param options.repository - the checkout that it works in
 * @param options.folder - for the files of the runner and the home of the user
 * @param options.env - more of the environment: the event, what earlier steps exported, a PATH
 * @param options.nodeFlags - for `node`
 * @returns `{ok, log, outputs, exported, ms}`: outputs and exported variables by name, and the time of the process alone
 */
export async function runStep(action, {inputs = {}, repository, folder, env = {}, nodeFlags = []}) {
  const own = mkdtempSync(join(folder, 'step-'));
  const files = {};
  for (const name of ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STATE', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY']) {
    files[name] = join(own, name.toLowerCase());
    writeFileSync(files[name], '');
  }
  const begun = performance.now();
  const run = await execute([process.execPath, ...nodeFlags, bundleOf(action)], {
    cwd: repository,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      LANG: 'C.UTF-8',
      GIT_CONFIG_NOSYSTEM: '1',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: repository,
      RUNNER_TEMP: folder,
      ...files,
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      ...env,
    },
  });
  const ms = performance.now() - begun;
  const [outputs, exported] = [files.GITHUB_OUTPUT, files.GITHUB_ENV].map(readValues);
  rmSync(own, {recursive: true, force: true});
  return {...run, outputs, exported, ms};
}

/** Environment and inputs of a step on a push to main. */
export function pushEvent(folder, {before, after}) {
  const ref = 'refs/heads/main';
  const file = join(folder, `event-${after}.json`);
  const repository = {full_name: 'owner/bench', default_branch: 'main'};
  writeFileSync(file, JSON.stringify({ref, before, after, repository, commits: [], total_commits: 1}));
  return {GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: file, GITHUB_REF: ref, GITHUB_SHA: after};
}

/** Fails with what a step printed when it failed. */
export function mustSucceed(action, step) {
  if (!step.ok) throw new Error(`${action} failed:\n${step.log.split('\n').slice(-30).join('\n')}`);
  return step;
}

/** The `name<<delimiter` blocks of a file that a step wrote for its runner. */
function readValues(path) {
  const block = /^([^\n<=]+)<<([^\n]+)\n(.*?)\n\2$/gms;
  return Object.fromEntries([...readFileSync(path, 'utf8').matchAll(block)].map(([, name, , value]) => [name, value]));
}
