// A finished run, repeated: every image exists, so that nothing is built, no engine and no builder is started.
//
//   node bench/repeat.mjs [--rounds 7]
//
// Needs git, zot or docker-registry, htpasswd and busybox on PATH; with skopeo and nix-build the Nix images are built
// once, for real. The images of the Dagger path are stood in for by one image under the tags that it plans, which is all
// that a repeat looks at; so no engine is needed. Exit status 1 when a repeat does anything but find its images.
import {chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {publishBusybox} from '../script/lib/images.mjs';
import {which} from '../script/lib/programs.mjs';
import {startRegistry} from '../script/lib/registry.mjs';
import {formatTable, say, step} from '../script/lib/say.mjs';
import {createThrowaway} from '../script/lib/throwaway.mjs';
import {median, milliseconds, ratio, readNumber} from './lib/measure.mjs';
import {mustSucceed, pushEvent, root, runStep} from './lib/step.mjs';

const budgetMs = 1000;
const rounds = readNumber('rounds', 7);
const builders = [
  'nix',
  'nix-build',
  'nix-instantiate',
  'nix-store',
  'skopeo',
  'dagger',
  'docker',
  'podman',
  'buildctl',
];

const folder = mkdtempSync(join(tmpdir(), 'gantry-bench-repeat-'));
let registry;
try {
  registry = await step('starting a registry', () => startRegistry(join(folder, 'registry')));
  await measure();
} finally {
  await registry?.stop();
  rmSync(folder, {recursive: true, force: true});
}

async function measure() {
  const base = await publishBusybox(registry, folder);
  const made = await createThrowaway(root, folder);
  await made.commit('containers and workflows');
  const {sha, payload} = await made.push();
  const repository = made.directory;
  const event = pushEvent(folder, {before: payload.before, after: sha});
  const place = {registry: registry.address, namespace: 'homelab', 'plain-http': 'true'};
  const {username, password} = registry.account;
  const login = await runStep('registry-login', {
    inputs: {registry: registry.address, 'plain-http': 'true', username, password},
    repository,
    folder,
    env: event,
  });
  const env = {...event, ...mustSucceed('registry-login', login).exported};
  const run = async (action, inputs, more = {}) =>
    mustSucceed(action, await runStep(action, {inputs, repository, folder, env: {...env, ...more}}));
  const found = await run('detect-changed-containers', {containers: 'all', ...place});

  const trap = makeTraps();
  const trapped = {PATH: `${trap.folder}:${process.env.PATH}`};
  const steps = {};
  if (which('nix-build') && which('skopeo')) {
    const inputs = {...place, containers: found.outputs.nix};
    await step(`building ${found.outputs.nix} with Nix`, () => run('nix-push-skopeo', inputs, trapped));
    if (trap.read() === '') throw new Error('a build started none of the programs that a repeat must not start');
    steps['nix-push-skopeo'] = inputs;
  } else say('  without nix-build and skopeo, the step nix-push-skopeo is left out');
  const names = JSON.parse(found.outputs.dagger);
  await step(`putting an image in the place of those of ${names.join(', ')}`, async () => {
    for (const container of names) {
      const planned = await run('compute-tag', {container, builder: 'dagger', namespace: 'homelab'});
      for (const tag of JSON.parse(planned.outputs.tags)) await copyImage(base, `homelab/${container}`, tag);
    }
  });
  steps['dagger-build'] = {...place, containers: found.outputs.dagger, 'build-args': `BASE_IMAGE=${base}`};

  const rows = [['step', 'images', 'status', 'median', 'slowest', 'budget', 'ratio', '', 'builders started']];
  for (const [action, inputs] of Object.entries(steps)) {
    const times = [];
    let images;
    for (let round = 0; round <= rounds; round++) {
      const repeated = await run(action, inputs, trapped);
      if (round > 0) times.push(repeated.ms);
      images = JSON.parse(repeated.outputs.images);
    }
    const started = trap.read();
    const statuses = [...new Set(images.map(({status}) => status))].join(' ');
    if (statuses !== 'exists' || started !== '') process.exitCode = 1;
    const typical = median(times);
    rows.push([
      action,
      images.length,
      statuses,
      milliseconds(typical),
      milliseconds(Math.max(...times)),
      milliseconds(budgetMs),
      ratio(typical / budgetMs),
      typical <= budgetMs ? 'ok' : 'over',
      started || 'none',
    ]);
  }
  console.log(formatTable(rows));
  console.log(`\n${rounds} repeats of each step, ${registry.kind} on this machine.`);
}

/** Puts the image of a reference under another name, with the account of the CI. */
async function copyImage(reference, repository, tag) {
  const [, source, sourceTag] = /^[^/]+\/(.+):([^:]+)$/.exec(reference);
  const {address, account} = registry;
  const authorization = `Basic ${Buffer.from(`${account.username}:${account.password}`).toString('base64')}`;
  const ask = async (path, options = {}) => {
    const answer = await fetch(new URL(path, `http://${address}`), {
      ...options,
      headers: {authorization, ...options.headers},
    });
    if (!answer.ok) throw new Error(`${path}: the registry answered ${answer.status}`);
    return answer;
  };
  const type = 'application/vnd.oci.image.manifest.v1+json';
  const manifest = await (await ask(`/v2/${source}/manifests/${sourceTag}`, {headers: {accept: type}})).text();
  const {config, layers} = JSON.parse(manifest);
  for (const {digest} of [config, ...layers]) {
    const blob = Buffer.from(await (await ask(`/v2/${source}/blobs/${digest}`)).arrayBuffer());
    const session = await ask(`/v2/${repository}/blobs/uploads/`, {method: 'POST'});
    const target = new URL(session.headers.get('location'), `http://${address}`);
    target.searchParams.set('digest', digest);
    await ask(target, {method: 'PUT', body: blob, headers: {'content-type': 'application/octet-stream'}});
  }
  await ask(`/v2/${repository}/manifests/${tag}`, {method: 'PUT', body: manifest, headers: {'content-type': type}});
}

/** Programs that stand before the real ones on PATH, note that somebody called them, and hand over. */
function makeTraps() {
  const traps = join(folder, 'traps');
  const log = join(folder, 'started');
  mkdirSync(traps);
  for (const name of builders) {
    const path = join(traps, name);
    const real = which(name);
    writeFileSync(path, `#!/bin/sh\necho "${name} $*" >>'${log}'\n${real ? `exec '${real}' "$@"` : 'exit 127'}\n`);
    chmodSync(path, 0o755);
  }
  const read = () => {
    const text = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
    rmSync(log, {force: true});
    return [...new Set(text)].join('; ');
  };
  return {folder: traps, read};
}
