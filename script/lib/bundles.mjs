// The steps of a build workflow without a runner: the committed bundles, in the workflow's order, with the environment
// that a runner gives them.
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {execute} from './workflow.mjs';

/** See `runWorkflow`: the same options, and the folders that it has made. */
export async function runBundles({
  repository,
  workflow,
  event,
  inputs = {},
  vars,
  secrets,
  folder,
  results,
  eventFile,
}) {
  const nix = workflow.includes('nix');
  const registry = {registry: vars.REGISTRY, 'plain-http': vars.REGISTRY_PLAIN_HTTP};
  const place = {...registry, namespace: vars.REGISTRY_NAMESPACE ?? ''};
  const job = {
    ...files(folder),
    GITHUB_WORKSPACE: repository,
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: eventFile,
    GITHUB_REF: event.ref,
    GITHUB_SHA: event.sha,
    RUNNER_TEMP: folder,
    GITHUB_ACTIONS: 'true',
    FORGEJO_ACTIONS: 'true',
  };
  let log = '';
  let exported = {};
  const step = async (action, file, given) => {
    for (const path of [job.GITHUB_OUTPUT, job.GITHUB_ENV]) writeFileSync(path, '');
    const env = {PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', ...job, ...exported};
    for (const [name, value] of Object.entries(given)) env[`INPUT_${name.toUpperCase()}`] = value;
    const run = await execute([process.execPath, join(repository, 'actions', action, 'dist', file)], {
      env,
      cwd: repository,
    });
    log += run.log;
    exported = {...exported, ...readValues(job.GITHUB_ENV)};
    return {ok: run.ok, outputs: readValues(job.GITHUB_OUTPUT)};
  };

  const login = {...registry, username: 'zot-ci', password: secrets.ZOT_CI_API_KEY};
  const loggedIn = await step('registry-login', 'index.js', login);
  if (!loggedIn.ok) return {ok: false, log};
  const state = Object.fromEntries(
    Object.entries(readValues(job.GITHUB_STATE)).map(([name, value]) => [`STATE_${name}`, value]),
  );
  try {
    const head = inputs.ref || 'HEAD';
    const detected = await step('detect-changed-containers', 'index.js', {
      ...place,
      containers: inputs.container ?? '',
      head,
    });
    if (!detected.ok) return {ok: false, log};
    writeFileSync(join(results, 'containers'), detected.outputs.containers);
    const build = nix
      ? await step('nix-push-skopeo', 'index.js', {...place, ref: head, containers: detected.outputs.nix})
      : await step('dagger-build', 'index.js', {
          ...place,
          ref: head,
          containers: detected.outputs.dagger,
          engine: vars.DAGGER_ENGINE ?? '',
          'build-args': vars.BUILD_ARGS ?? '',
        });
    writeFileSync(join(results, 'images'), build.outputs.images ?? '[]');
    return {ok: build.ok, log};
  } finally {
    exported = {...exported, ...state};
    await step('registry-login', 'post.js', login);
  }
}

function files(folder) {
  mkdirSync(folder, {recursive: true});
  const names = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STATE', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY'];
  return Object.fromEntries(
    names.map((name) => {
      const path = join(folder, name.toLowerCase());
      writeFileSync(path, '');
      return [name, path];
    }),
  );
}

/** The `name<<delimiter` blocks of a file that a step wrote for its runner. */
function readValues(path) {
  const values = {};
  const block = /^([^\n<=]+)<<([^\n]+)\n(.*?)\n\2$/gms;
  for (const [, name, , value] of readFileSync(path, 'utf8').matchAll(block)) values[name] = value;
  return values;
}
