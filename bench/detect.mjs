// Detection on repositories that grow, against the least that any detection has to do: git diff-tree of the two trees.
//
//   node bench/detect.mjs [10 100 1000 5000] [--rounds 7] [--plot] [--profile FOLDER]
//
// Each size is a number of containers with 40 files each; a push changes 50 files in 20 of them. `--plot` writes
// docs/detect-growth.svg, `--profile` a CPU profile of one detection per clone.
import {cpSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {capture} from '../script/lib/programs.mjs';
import {formatTable, say, step} from '../script/lib/say.mjs';
import {median, milliseconds, pairedMedian, ratio, readNumber, timePaired} from './lib/measure.mjs';
import {drawGrowth} from './lib/plot.mjs';
import {clone, gitEnvironment, importRepository} from './lib/repository.mjs';
import {mustSucceed, pushEvent, root, runStep} from './lib/step.mjs';

const filesPerContainer = 40;
const changedFiles = 50;
const budget = 2;
const action = 'detect-changed-containers';

const rounds = readNumber('rounds', 7);
const sizes = readSizes();
const profile = readProfile();
const folder = mkdtempSync(join(tmpdir(), 'gantry-bench-detect-'));
const env = gitEnvironment(folder);
const empty = join(folder, 'empty.js');
writeFileSync(empty, '');
const rows = [
  [
    'containers',
    'clone',
    'detect',
    'node',
    'bundle loads',
    'own work',
    'git',
    'to git + node',
    '',
    'own work to git',
    '',
  ],
];
const points = [];
try {
  for (const size of sizes) await measure(size);
} finally {
  rmSync(folder, {recursive: true, force: true});
}
console.log(formatTable(rows));
console.log(`
Medians of ${rounds} paired rounds. "git" is git diff-tree of the two trees; in a depth-1 clone also git fetch --depth=1 of the
commit before. "own work" is what detect takes after its bundle is loaded. "own images": a registry is known, so that
every Dockerfile is read for images of the own namespace. Budget: ${budget} ×, of git plus a bare node, start-up included on both
sides; and of git alone, start-up on neither.`);
if (process.argv.includes('--plot')) writeFileSync(join(root, 'docs', 'detect-growth.svg'), drawGrowth(points, rounds));

async function measure(size) {
  const origin = join(folder, `origin-${size}.git`);
  const [before, after] = await step(`${size} containers, ${size * filesPerContainer} files`, () =>
    importRepository(origin, commitsOf(size), folder),
  );
  const event = pushEvent(folder, {before, after});
  const full = join(folder, `full-${size}`);
  const shallow = join(folder, `shallow-${size}`);
  await step('  cloning', async () => {
    await clone(origin, full, [], folder);
    await clone(origin, shallow, ['--depth=1'], folder);
  });
  // A detection leaves the commit that it fetched in the clone, so each one gets a clone of its own.
  const fresh = () => {
    const copy = mkdtempSync(join(folder, 'clone-'));
    cpSync(shallow, copy, {recursive: true});
    return copy;
  };
  const remove = (copy) => rmSync(copy, {recursive: true, force: true});
  const git = (repository, args) => capture(['git', '-C', repository, ...args], {env});
  const diff = (repository) => git(repository, ['diff-tree', '-r', '-z', '--name-only', before, after]);
  const fetchBefore = (copy) => git(copy, ['fetch', '--quiet', '--depth=1', 'origin', before]);
  const detect = async (repository, inputs = {}, nodeFlags = []) => {
    const given = {base: 'before', ...inputs};
    const run = mustSucceed(action, await runStep(action, {inputs: given, repository, folder, env: event, nodeFlags}));
    const expected = changedContainers(size);
    if (run.outputs.count !== String(expected) || run.outputs.base !== before)
      throw new Error(`${run.outputs.count} containers were found, where ${expected} changed`);
  };
  const node = {run: () => capture([process.execPath, empty], {env})};
  // Refuses its input as soon as it is loaded.
  const load = {run: () => runStep(action, {inputs: {head: '--no-ref'}, repository: full, folder, env: event})};
  const ownImages = {registry: 'registry.example.org', namespace: 'homelab'};

  const inFreshClones = (inputs) => ({
    detect: {prepare: fresh, run: (copy) => detect(copy, inputs), clean: remove},
    git: {prepare: fresh, run: async (copy) => [await fetchBefore(copy), await diff(copy)], clean: remove},
  });

  const clones = {
    full: {detect: {run: () => detect(full)}, git: {run: () => diff(full)}},
    'full, own images': {detect: {run: () => detect(full, ownImages)}, git: {run: () => diff(full)}},
    'depth 1': inFreshClones({}),
    'depth 1, own images': inFreshClones(ownImages),
  };
  for (const [name, subjects] of Object.entries(clones)) {
    const times = await step(`  ${name}`, () => timePaired({...subjects, node, load}, rounds));
    const {detect: detected, git: asked, node: bare, load: loaded} = times;
    const factor = pairedMedian([detected, asked, bare], (own, git, start) => own / (git + start));
    const work = pairedMedian([detected, loaded, asked], (own, start, git) => (own - start) / git);
    const baselineMs = pairedMedian([asked, bare], (git, start) => git + start);
    points.push({size, clone: name, detectMs: median(detected), baselineMs});
    rows.push([
      size,
      name,
      milliseconds(median(detected)),
      milliseconds(median(bare)),
      milliseconds(pairedMedian([loaded, bare], (own, start) => own - start)),
      milliseconds(pairedMedian([detected, loaded], (own, start) => own - start)),
      milliseconds(median(asked)),
      ratio(factor),
      judge(factor),
      ratio(work),
      judge(work),
    ]);
    if (profile) await profileOne(name, size, detect, ownImages, {full, fresh});
  }
  for (const path of [origin, full, shallow]) remove(path);
}

async function profileOne(name, size, detect, ownImages, {full, fresh}) {
  const file = `${size}-${name.replace(/\W+/g, '-')}.cpuprofile`;
  const flags = ['--cpu-prof', `--cpu-prof-dir=${profile}`, `--cpu-prof-name=${file}`, '--cpu-prof-interval=200'];
  await detect(name.startsWith('full') ? full : fresh(), name.includes('own') ? ownImages : {}, flags);
  say(`  profile: ${join(profile, file)}`);
}

function judge(factor) {
  return factor <= budget ? 'ok' : 'over';
}

function* commitsOf(size) {
  yield {message: 'all containers', files: allFiles(size)};
  yield {message: 'a change to some', files: changes(size)};
}

function* allFiles(size) {
  for (let container = 0; container < size; container++)
    for (let file = 0; file < filesPerContainer; file++) yield [pathOf(container, file), textOf(container, file, 1)];
}

function* changes(size) {
  const containers = changedContainers(size);
  // Spread over the whole folder, as changes are.
  const stride = Math.floor(size / containers);
  for (let change = 0; change < changedFiles; change++) {
    const container = (change % containers) * stride;
    const file = Math.floor(change / containers);
    yield [pathOf(container, file), textOf(container, file, 2)];
  }
}

function changedContainers(size) {
  return Math.min(20, Math.ceil(size / 2));
}

function pathOf(container, file) {
  const name = `containers/service-${String(container).padStart(4, '0')}`;
  if (file === 0) return `${name}/Dockerfile`;
  return file < 10 ? `${name}/file-${file}.conf` : `${name}/rootfs/etc/part-${file % 5}/file-${file}.conf`;
}

function textOf(container, file, version) {
  if (file > 0) return `# ${file} of ${container}\nversion = ${version}\n`;
  return `ARG CONTAINER_APP_VERSION=1.${container}.${version}
FROM docker.io/library/alpine:3.20 AS build
ARG CONTAINER_APP_VERSION
RUN apk add --no-cache build-base && \\
    make VERSION="\${CONTAINER_APP_VERSION}"
FROM docker.io/library/alpine:3.20
COPY --from=build /out/service /usr/bin/service
COPY rootfs /
USER 1000
ENTRYPOINT ["/usr/bin/service"]
`;
}

function readSizes() {
  const named = process.argv.slice(2).filter((text, index, all) => /^\d+$/.test(text) && all[index - 1] !== '--rounds');
  return named.length > 0 ? named.map(Number) : [10, 100, 1000, 5000];
}

function readProfile() {
  const place = process.argv.indexOf('--profile');
  if (place < 0) return undefined;
  const path = process.argv[place + 1];
  if (!path || path.startsWith('--')) throw new Error('--profile needs a folder');
  return path;
}
