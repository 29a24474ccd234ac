// The main job, from nothing: a registry, a repository, a push to main, and its images; then the same push once more.
import {mkdtempSync, readdirSync, existsSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {openEngine} from './dagger-engine.mjs';
import {ensurePrograms, explainMissing} from './debian.mjs';
import {describeImage, publishBusybox} from './images.mjs';
import {startRegistry} from './registry.mjs';
import {formatTable, say, step, totalTime} from './say.mjs';
import {createThrowaway} from './throwaway.mjs';
import {chooseRunner, runWorkflow} from './workflow.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const workflows = {dagger: 'build-container.yaml', nix: 'build-container-nix.yaml'};

const folder = mkdtempSync(join(tmpdir(), 'gantry-demo-'));
const ended = [];
let ok = false;
try {
  ok = await demo();
} catch (error) {
  say(`The demo failed: ${error.message}`);
} finally {
  for (const end of ended.reverse()) await end();
  // A demo that ended before its first run has nothing to show.
  const ran = readdirSync(folder).some((name) => name.startsWith('run-'));
  if (ok || !ran) rmSync(folder, {recursive: true, force: true});
  else say(`What the runs printed is in ${folder}.`);
}
process.exitCode = ok ? 0 : 1;

async function demo() {
  if (Number(process.versions.node.split('.')[0]) < 20)
    throw new Error(`node ${process.version} is too old; 20 is needed`);
  say('Gantry, the main job: a push to main becomes images in a registry.\n');
  const missing = await ensurePrograms(['git', 'busybox', 'skopeo', 'nix-build', 'htpasswd', 'docker-registry']);
  const needed = ['git', 'busybox', 'htpasswd'].filter((name) => missing.has(name));
  if (needed.length > 0) throw new Error(explainMissing(needed, missing.get(needed[0])));
  const registry = await step('starting a registry on loopback', () => startRegistry(join(folder, 'registry')));
  ended.push(registry.stop);
  say(
    `  ${registry.kind} at ${registry.address}${registry.kind === 'zot' ? '; the account zot-ci may read and create, nothing else' : ''}`,
  );

  const paths = new Map();
  const engine = await step('looking for a Dagger engine', () => openEngine(join(folder, 'engine')));
  if (engine.missing) say(`  no Dagger images: ${engine.missing}`);
  else {
    ended.push(engine.stop);
    paths.set('dagger', engine);
  }
  const withoutNix = ['nix-build', 'skopeo'].find((name) => missing.has(name));
  if (withoutNix) say(`  no Nix images: ${withoutNix} is missing, ${missing.get(withoutNix)}`);
  else paths.set('nix', {});
  if (paths.size === 0) throw new Error('neither the Dagger nor the Nix path is possible here, for the reasons above');

  const base = await step('publishing a base image with a static busybox', () => publishBusybox(registry, folder));
  const repository = await step('making a throwaway repository', async () => {
    const made = await createThrowaway(root, folder);
    await made.commit('containers and workflows');
    return made;
  });
  const named = process.argv.indexOf('--runner');
  const runner = named < 0 ? await chooseRunner(root) : process.argv[named + 1];
  say(`  runner: ${runner === 'bundles' ? 'none, the committed bundles run in the order of the workflows' : runner}`);

  const rows = [];
  const pushAndBuild = async (title, event, expected) => {
    for (const [builder, {address}] of paths) {
      const options = {
        runner,
        folder,
        repository: repository.directory,
        workflow: workflows[builder],
        event,
        secrets: {ZOT_CI_API_KEY: registry.account.password},
        vars: {
          REGISTRY: registry.address,
          REGISTRY_NAMESPACE: 'homelab',
          REGISTRY_PLAIN_HTTP: 'true',
          DAGGER_ENGINE: address ?? '',
          BUILD_ARGS: `BASE_IMAGE=${base}`,
        },
      };
      const run = await step(`${title}: ${workflows[builder]}`, () => runWorkflow(options));
      if (!run.ok) throw new Error(`${workflows[builder]} failed:\n${run.log.split('\n').slice(-60).join('\n')}`);
      for (const image of run.images.filter(({status}) => status !== 'skipped')) {
        const stored = await describeImage(registry.address, `homelab/${image.container}`, image.tags[0]);
        if (stored?.digest !== image.digest)
          throw new Error(`${image.container}: the registry holds ${stored?.digest}, the run says ${image.digest}`);
        if (image.status !== expected)
          throw new Error(`${image.container}: ${image.status}, where ${expected} was expected`);
        rows.push([
          title,
          image.container,
          image.builder,
          image.tags.join(' '),
          image.digest.slice(7, 19),
          kilobytes(stored.sizeBytes),
          `${(image.durationMs / 1000).toFixed(1)} s`,
          image.status,
        ]);
      }
    }
  };

  await pushAndBuild('first push', await repository.push(), 'built');
  const changed = firstContainer(
    repository.directory,
    paths.has('dagger') ? ['container.ts', 'Dockerfile'] : ['default.nix'],
  );
  repository.edit(`containers/${changed}/${buildFile(repository.directory, changed)}`, (text) =>
    `${text.trimEnd()}\n`.concat(comment(buildFile(repository.directory, changed))),
  );
  await repository.commit(`${changed}: a small change`);
  const event = await repository.push();
  await pushAndBuild(`a change to ${changed}`, event, 'built');
  await pushAndBuild('the same again', event, 'exists');

  const head = ['push', 'container', 'builder', 'tags', 'digest', 'size', 'time', 'status'];
  say();
  console.log(formatTable([head, ...rows]));
  say(`\nEverything that was pushed is published; pushed again, it exists. ${totalTime()} in all.`);
  return rows.some((row) => row[0] === 'the same again');
}

function firstContainer(directory, files) {
  const names = readdirSync(join(directory, 'containers')).sort();
  const found = names.find((name) => files.some((file) => existsSync(join(directory, 'containers', name, file))));
  if (!found) throw new Error(`no container has one of ${files.join(', ')}`);
  return found;
}

function buildFile(directory, name) {
  return ['container.ts', 'Dockerfile', 'default.nix'].find((file) =>
    existsSync(join(directory, 'containers', name, file)),
  );
}

function comment(file) {
  return file === 'container.ts' ? '// changed by the demo\n' : '# changed by the demo\n';
}

function kilobytes(sizeBytes) {
  return sizeBytes < 1e6 ? `${Math.ceil(sizeBytes / 1000)} kB` : `${(sizeBytes / 1e6).toFixed(1)} MB`;
}
