// Writes the tables of inputs and outputs between the markers of each action's README, from its action.yml.
import {readdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parse} from 'yaml';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const check = process.argv.includes('--check');

let stale = 0;
for (const name of (await readdir(join(root, 'actions'))).sort()) {
  const action = parse(await readFile(join(root, 'actions', name, 'action.yml'), 'utf8'));
  const path = join(root, 'actions', name, 'README.md');
  const before = await readFile(path, 'utf8');
  const withInputs = replace(before, 'inputs', inputsTable(action.inputs), path);
  const after = replace(withInputs, 'outputs', outputsTable(action.outputs), path);
  if (after === before) continue;
  if (check) {
    console.error(`actions/${name}/README.md is not what its action.yml says. Next: node script/generate-docs.mjs`);
    stale += 1;
  } else {
    await writeFile(path, after);
  }
}
process.exitCode = stale === 0 ? 0 : 1;

function inputsTable(inputs) {
  const rows = Object.entries(inputs).map(([name, {description, required, default: fallback}]) => {
    const value = required ? 'required' : fallback === undefined || fallback === '' ? '' : `\`${fallback}\``;
    return `| \`${name}\` | ${cell(description)} | ${value} |`;
  });
  return ['| input | what it says | default |', '|---|---|---|', ...rows].join('\n');
}

function outputsTable(outputs) {
  const rows = Object.entries(outputs).map(([name, {description}]) => `| \`${name}\` | ${cell(description)} |`);
  return ['| output | what it holds |', '|---|---|', ...rows].join('\n');
}

function cell(text) {
  return text.trim().replaceAll('\n', ' ').replaceAll('|', '\\|');
}

function replace(text, marker, table, path) {
  const pattern = new RegExp(`<!-- ${marker} -->[^]*?<!-- /${marker} -->`);
  if (!pattern.test(text)) throw new Error(`${path} has no markers <!-- ${marker} --> … <!-- /${marker} -->`);
  return text.replace(pattern, () => `<!-- ${marker} -->\n${table}\n<!-- /${marker} -->`);
}
