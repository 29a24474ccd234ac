// What it costs to ask the registry what is published: requests, bytes and seconds, on a registry with many long lists.
//
//   node bench/last-published.mjs [--containers 500] [--tags 10000] [--page 0] [--latency 0] [--rounds 3]
//
// The registry is a server in this process that answers `tags/list` from memory, in pages of at most `--page` tags (0: as
// many as asked for), each `--latency` milliseconds late. Every container was published for the commit that changed it
// last, a different one for each; the last image of twenty is missing.
import {createServer} from 'node:http';
import {cpSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {formatTable, step} from '../script/lib/say.mjs';
import {median, readNumber} from './lib/measure.mjs';
import {clone, importRepository} from './lib/repository.mjs';
import {mustSucceed, pushEvent, runStep} from './lib/step.mjs';

const containers = readNumber('containers', 500);
const tagsEach = readNumber('tags', 10_000);
const pageLimit = readNumber('page', 0);
const latencyMs = readNumber('latency', 0);
const rounds = readNumber('rounds', 3);
const unpublished = Math.min(20, containers);
const action = 'detect-changed-containers';

const folder = mkdtempSync(join(tmpdir(), 'gantry-bench-published-'));
const counts = {requests: 0, bytes: 0, now: 0, most: 0};
const server = createServer((request, response) => {
  counts.now += 1;
  counts.most = Math.max(counts.most, counts.now);
  response.once('close', () => (counts.now -= 1));
  setTimeout(answer, latencyMs, request, response);
});
let tagsByName;
try {
  const origin = join(folder, 'origin.git');
  const shas = await step(`a history in which ${containers} containers changed one after the other, twice`, () =>
    importRepository(origin, commits(), folder),
  );
  const full = join(folder, 'full');
  const shallow = join(folder, 'shallow');
  await clone(origin, full, [], folder);
  await clone(origin, shallow, ['--depth=1'], folder);
  tagsByName = await step(`${containers} lists of ${tagsEach} tags`, async () => makeTags(shas));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const rows = [['clone', 'requests', 'at once', 'received', 'seconds', 'fetches of commits']];
  for (const [name, source] of Object.entries({full, 'depth 1': shallow})) {
    const seconds = [];
    let fetches = 0;
    for (let round = 0; round < rounds; round++) {
      Object.assign(counts, {requests: 0, bytes: 0, most: 0});
      const run = await step(`${name}, ${round + 1} of ${rounds}`, () => detect(source, shas));
      seconds.push(run.ms / 1000);
      fetches = run.log.split('\n').filter((line) => /^Fetching .* from origin/.test(line)).length;
    }
    rows.push([
      name,
      counts.requests,
      counts.most,
      `${(counts.bytes / 1e6).toFixed(1)} MB`,
      median(seconds).toFixed(1),
      fetches,
    ]);
  }
  console.log(formatTable(rows));
  const pages = pageLimit === 0 ? 'pages as long as asked for' : `pages of at most ${pageLimit} tags`;
  console.log(`\n${containers} containers, ${tagsEach} tags each, ${pages}, ${latencyMs} ms for each answer.`);
} finally {
  server.close();
  server.closeAllConnections();
  rmSync(folder, {recursive: true, force: true});
}

async function detect(source, shas) {
  const repository = mkdtempSync(join(folder, 'clone-'));
  cpSync(source, repository, {recursive: true});
  const registry = `127.0.0.1:${server.address().port}`;
  const inputs = {base: 'last-published', registry, namespace: 'homelab', 'plain-http': 'true'};
  const env = pushEvent(folder, {before: shas.at(-2), after: shas.at(-1)});
  const run = mustSucceed(action, await runStep(action, {inputs, repository, folder, env}));
  rmSync(repository, {recursive: true, force: true});
  if (run.outputs.count !== String(unpublished))
    throw new Error(`${run.outputs.count} containers were found, where ${unpublished} are owed:\n${run.log}`);
  return run;
}

/** All containers, then each one changed in a commit of its own, twice over, then a commit that touches none. */
function* commits() {
  const file = (index, version) => [
    `containers/${nameOf(index)}/Dockerfile`,
    `ARG CONTAINER_APP_VERSION=1.${version}\n`,
  ];
  const every = Array.from({length: containers}, (_, index) => index);
  yield {message: 'all containers', files: every.map((index) => file(index, 0))};
  for (const version of [1, 2])
    for (const index of every) yield {message: `${nameOf(index)} 1.${version}`, files: [file(index, version)]};
  yield {message: 'a note', files: [['README.md', 'Containers.\n']]};
}

/** Half of the tags are those of main. All but the container's own speak of commits that are not in this history. */
function makeTags(shas) {
  const tags = new Map();
  for (let index = 0; index < containers; index++) {
    const newest = index < unpublished ? 1 : 2;
    const own = [1, 2]
      .filter((version) => version <= newest)
      .map((version) => shas[(version - 1) * containers + index + 1]);
    const published = own.map((sha) => sha.slice(0, 7));
    for (let build = 0; published.length < tagsEach / 2; build++) published.push(foreignSha(index, build));
    tags.set(
      `homelab/${nameOf(index)}`,
      published
        .flatMap((sha, build) => [`v1.${build}.0-${sha}`, `v1.${build}.0-${sha}-main`])
        .sort((a, b) => (a < b ? -1 : 1)),
    );
  }
  return tags;
}

function foreignSha(index, build) {
  return ((Math.imul(index * 65_537 + build + 1, 2_654_435_761) >>> 4) & 0xfffffff).toString(16).padStart(7, '0');
}

function nameOf(index) {
  return `service-${String(index).padStart(4, '0')}`;
}

function answer(request, response) {
  counts.requests += 1;
  const url = new URL(request.url, 'http://registry');
  const name = /^\/v2\/(.+)\/tags\/list$/.exec(url.pathname)?.[1];
  const tags = name === undefined ? undefined : tagsByName.get(name);
  const headers = {'content-type': 'application/json'};
  let body = '{}';
  if (tags !== undefined) {
    const asked = Number(url.searchParams.get('n') ?? tags.length);
    const count = pageLimit === 0 ? asked : Math.min(asked, pageLimit);
    const last = url.searchParams.get('last');
    const from = last === null ? 0 : tags.indexOf(last) + 1;
    const page = tags.slice(from, from + count);
    body = JSON.stringify({name, tags: page});
    if (from + count < tags.length) headers.link = `</v2/${name}/tags/list?n=${count}&last=${page.at(-1)}>; rel="next"`;
  }
  counts.bytes += Buffer.byteLength(body);
  response.writeHead(tags !== undefined || url.pathname === '/v2/' ? 200 : 404, headers).end(body);
}
