// Runs the workflows of a repository on this machine: through forgejo-runner, through act, or, without either, the
// bundles in the workflow's order.
import {existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {spawn} from 'node:child_process';
import {runBundles} from './bundles.mjs';
import {capture, which} from './programs.mjs';
import {say, step} from './say.mjs';

const actModule = 'github.com/nektos/act@v0.2.89';

/**
 * The runner that is used here: `forgejo-runner` or `act` from PATH; else act, installed as a Go module under .cache
 * where there is a Go; else `bundles`.
 *
 * @param root - the checkout of this project
 */
export async function chooseRunner(root) {
  if (which('forgejo-runner')) return 'forgejo-runner';
  const folder = join(root, '.cache', 'bin');
  if (!which('act') && !existsSync(join(folder, 'act'))) {
    if (!which('go')) return 'bundles';
    const env = {...process.env, GOBIN: folder, GOFLAGS: ''};
    try {
      await step(`installing ${actModule}`, () => capture(['go', 'install', actModule], {env}));
    } catch (error) {
      say(`  ${error.message.split('\n').slice(0, 3).join('\n  ')}`);
      return 'bundles';
    }
  }
  if (!which('act')) process.env.PATH = `${folder}:${process.env.PATH}`;
  return 'act';
}

/**
 * Runs one workflow for one event.
 *
 * @param options.runner - see {@link chooseRunner}
 * @param options.repository - the checkout to run in
 * @param options.workflow - file name under .forgejo/workflows
 * @param options.event - `{name, payload, ref, sha}`, as a forge would send it
 * @param options.inputs - of a dispatch
 * @param options.vars - variables of the forge
 * @param options.secrets - secrets of the forge; they reach the runner in its environment, not on its command line
 * @param options.folder - for what the run leaves behind
 * @returns `{ok, log, images, detected}`: whether the job succeeded, what it printed, and the outputs of its steps
 */
export async function runWorkflow(options) {
  const folder = mkdtempSync(join(options.folder, 'run-'));
  const results = join(folder, 'results');
  const eventFile = join(folder, 'event.json');
  mkdirSync(results);
  writeFileSync(eventFile, JSON.stringify(options.event.payload));
  const run = options.runner === 'bundles' ? runBundles : runThroughRunner;
  const {ok, log} = await run({...options, folder, results, eventFile});
  writeFileSync(join(folder, 'log'), log);
  return {ok, log, images: readJson(join(results, 'images'), []), detected: readJson(join(results, 'containers'), [])};
}

async function runThroughRunner({
  runner,
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
  const file = join(folder, basename(workflow));
  writeFileSync(
    file,
    instrument(readFileSync(join(repository, '.forgejo/workflows', workflow), 'utf8'), {runner, eventFile, results}),
  );
  const named = (flag, values) => Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);
  const env = {PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', ...secrets};
  const argv =
    runner === 'forgejo-runner'
      ? [
          'forgejo-runner',
          'exec',
          '--image',
          '-self-hosted',
          '--directory',
          repository,
          '--workflows',
          file,
          ...named('--var', vars),
          ...Object.keys(secrets).flatMap((name) => ['--secret', name]),
          ...named('--env', {
            GITHUB_REPOSITORY: 'owner/demo',
            GITHUB_REPOSITORY_OWNER: 'owner',
            GITHUB_REF: event.ref,
            SHA_REF: event.sha,
            ...Object.fromEntries(
              Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
            ),
          }),
        ]
      : [
          'act',
          event.name,
          '--directory',
          repository,
          '--workflows',
          file,
          '--eventpath',
          eventFile,
          '--platform',
          'docker=-self-hosted',
          '--platform',
          'nix=-self-hosted',
          ...named('--var', vars),
          ...named('--input', inputs),
          ...Object.keys(secrets).flatMap((name) => ['--secret', name]),
          '--env',
          `GITHUB_REF=${event.ref}`,
        ];
  return execute(argv, {env, cwd: repository});
}

/**
 * The workflow as it is, with one step before and one after: `forgejo-runner exec` gives every run an empty event, so the
 * first writes the event that a forge would have sent; the last keeps the outputs for whoever started the run.
 */
function instrument(text, {runner, eventFile, results}) {
  const first = `      - run: cp '${eventFile}' "$GITHUB_EVENT_PATH"\n`;
  const last = `
      - if: always()
        env:
          IMAGES: \${{ steps.build.outputs.images }}
          CONTAINERS: \${{ steps.detect.outputs.containers }}
        run: printf '%s' "$IMAGES" >'${results}/images'; printf '%s' "$CONTAINERS" >'${results}/containers'
`;
  const steps = text.replace(/^ {4}steps:\n/m, (line) => (runner === 'act' ? line : line + first)) + last;
  // act resolves no action by its full address; a checkout of the repository itself is a copy of its folder in both.
  return runner === 'act' ? steps.replaceAll('https://data.forgejo.org/actions/checkout', 'actions/checkout') : steps;
}

/** Runs a program and gives all that it printed, both streams in one. */
export function execute(argv, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(which(argv[0]) ?? argv[0], argv.slice(1), {stdio: ['ignore', 'pipe', 'pipe'], ...options});
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ok: code === 0, log: Buffer.concat(chunks).toString()}));
  });
}

function readJson(path, fallback) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return fallback;
  }
}
