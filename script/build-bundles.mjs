// Bundles every action (and the command line) with ncc: each entry of "bundles" in its package.json becomes one file,
// with the licences of what it holds beside it. `--check` builds into a temporary folder and compares.
import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import ncc from '@vercel/ncc';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const check = process.argv.includes('--check');
const only = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));

let stale = 0;
for (const folder of await bundledFolders()) {
  const output = check ? await mkdtemp(join(tmpdir(), 'gantry-bundles-')) : folder.path;
  if (!check) await rm(join(folder.path, 'dist'), {recursive: true, force: true});
  const started = performance.now();
  let sizeBytes = 0;
  const written = new Map();
  for (const [file, entry] of Object.entries(folder.bundles)) {
    for (const [path, content] of await bundle(join(folder.path, entry), file)) {
      if (written.has(path) && !written.get(path).equals(content)) {
        throw new Error(`${folder.name}: two entries make ${path}. Next: give one a folder of its own.`);
      }
      written.set(path, content);
      await mkdir(dirname(join(output, path)), {recursive: true});
      await writeFile(join(output, path), content);
      sizeBytes += content.length;
    }
  }
  console.log(
    `${folder.name}: ${(sizeBytes / 1e6).toFixed(2)} MB in ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
  if (check) {
    stale += await compare(join(output, 'dist'), join(folder.path, 'dist'));
    await rm(output, {recursive: true});
  }
}
if (stale > 0) {
  console.error(`${stale} bundled files are not what the sources give. Next: run \`pnpm build\` and commit dist/.`);
  process.exit(1);
}

async function bundledFolders() {
  const folders = [];
  for (const parent of ['actions', 'packages']) {
    for (const name of (await readdir(join(root, parent))).sort()) {
      const path = join(root, parent, name);
      const manifest = await readFile(join(path, 'package.json'), 'utf8').catch(() => '{}');
      const {bundles} = JSON.parse(manifest);
      if (bundles && (only.length === 0 || only.includes(name))) folders.push({name, path, bundles});
    }
  }
  return folders;
}

/** One entry as a list of [path, content]: the bundle, the chunks it loads later, and the licences. */
async function bundle(entry, file) {
  const {code, assets, stats} = await ncc(entry, {minify: true, target: 'es2022', transpileOnly: true, quiet: true});
  const folder = dirname(file);
  const files = [[file, Buffer.from(code)]];
  for (const [name, {source}] of Object.entries(assets)) {
    // ncc emits the type of the module as a package.json; the actions are CommonJS without being told.
    if (name.endsWith('package.json')) continue;
    files.push([join(folder, name), Buffer.from(source)]);
  }
  const licences = await collectLicences(stats.compilation.fileDependencies);
  if (licences !== '') files.push([file.replace(/\.c?m?js$/, '.licenses.txt'), Buffer.from(licences)]);
  return files;
}

/** The licence of each library among the files that were bundled, sorted by name. ncc's own list loses those of chunks. */
async function collectLicences(paths) {
  const folders = new Set();
  for (const path of paths) {
    const match = /^.*\/node_modules\/\.pnpm\/[^/]+\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/.*\.[cm]?js$)/.exec(path);
    if (match) folders.add(match[0]);
  }
  const entries = await Promise.all(
    [...folders].map(async (folder) => {
      const {name, version, license} = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
      const file = (await readdir(folder)).find((candidate) => /^(?:licen[cs]e|copying)/i.test(candidate));
      const text = file ? await readFile(join(folder, file), 'utf8') : `${license}\n`;
      return `${name} ${version}\n${text.replaceAll('\r\n', '\n').trim()}\n`;
    }),
  );
  return entries.sort().join('\n');
}

async function compare(expected, committed) {
  let differing = 0;
  const [wanted, found] = await Promise.all([listFiles(expected), listFiles(committed)]);
  for (const name of new Set([...wanted, ...found])) {
    const [a, b] = await Promise.all(
      [expected, committed].map((folder) => readFile(join(folder, name)).catch(() => undefined)),
    );
    if (a && b && a.equals(b)) continue;
    console.error(
      `${relative(root, join(committed, name))}: ${a ? (b ? 'differs' : 'is missing') : 'is not built from anything'}`,
    );
    differing += 1;
  }
  return differing;
}

async function listFiles(folder) {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true}).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)));
}
