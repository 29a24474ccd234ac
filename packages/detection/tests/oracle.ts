import {lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync} from 'node:fs';
import {join} from 'node:path';
import {run} from '@gantry/process';
import {gitEnvironment, temporaryFolder, type GitRepository} from '@gantry/testing';

/** Path to what the file is: kind, mode and content in one text. */
export type Files = ReadonlyMap<string, string>;

/** Checks a commit out, and reads every file of it. */
export async function checkOut(repository: GitRepository, sha: string): Promise<Files> {
  const folder = join(temporaryFolder(), 'tree');
  mkdirSync(folder);
  const options = {cwd: repository.root, env: gitEnvironment(), timeoutMs: 60_000};
  await run(['git', 'archive', '--format=tar', `--output=${folder}.tar`, sha], options);
  await run(['tar', '-xf', `${folder}.tar`, '-C', folder], options);
  const files = new Map<string, string>();
  const walk = (under: string) => {
    for (const name of readdirSync(join(folder, under))) {
      const path = under === '' ? name : `${under}/${name}`;
      const stat = lstatSync(join(folder, path));
      if (stat.isDirectory()) walk(path);
      else if (stat.isSymbolicLink()) files.set(path, `link ${readlinkSync(join(folder, path))}`);
      else files.set(path, `${stat.mode & 0o100 ? 'program' : 'file'} ${readFileSync(join(folder, path), 'latin1')}`);
    }
  };
  walk('');
  return files;
}

const builderOf: Readonly<Record<string, string>> = {Dockerfile: 'dagger', 'default.nix': 'nix'};

/** The images of a tree: `name:builder`. */
export function imagesOfTree(files: Files): string[] {
  return [...files.keys()].flatMap((path) => {
    const [, name, file] = /^containers\/([^/]+)\/(Dockerfile|default\.nix)$/.exec(path) ?? [];
    return name === undefined || file === undefined ? [] : [`${name}:${builderOf[file]}`];
  });
}

/** Containers of either tree that have a difference of their own. Knows the one gantry.yaml of the histories. */
export function differingContainers(base: Files, head: Files): Set<string> {
  const containers = new Set([...imagesOfTree(base), ...imagesOfTree(head)].map((image) => image.split(':')[0]));
  const differing = new Set<string>();
  for (const path of new Set([...base.keys(), ...head.keys()])) {
    if (base.get(path) === head.get(path)) continue;
    const [first, second, third] = path.split('/');
    if (first === 'containers' && third !== undefined && containers.has(second)) differing.add(second ?? '');
    if ((first === 'lib' && path.endsWith('.conf')) || first === 'tools') differing.add('solo');
  }
  return differing;
}

/** Direct dependencies in a tree, those on absent containers too. */
export function dependenciesOfTree(files: Files): Map<string, string[]> {
  const dependencies = new Map<string, string[]>();
  for (const name of new Set(imagesOfTree(files).map((image) => image.split(':')[0] ?? ''))) {
    const dockerfile = files.get(`containers/${name}/Dockerfile`) ?? '';
    const needed = [...dockerfile.matchAll(/\/home\/([a-z-]+)[:@]/g)].map(([, other]) => other ?? '');
    dependencies.set(name, name === 'top' ? [...needed, 'nix-one'] : needed);
  }
  return dependencies;
}

/**
 * The images to build, by repeating the rules until nothing is added.
 *
 * @param differingSince - for each image of head: what differs since its base, or `missing` when it has none
 */
export function imagesToBuild(
  head: Files,
  differingSince: (image: string) => ReadonlySet<string> | 'missing',
): string[] {
  const images = imagesOfTree(head);
  const dependencies = dependenciesOfTree(head);
  const below = (name: string, seen = new Set<string>()): Set<string> => {
    for (const other of dependencies.get(name) ?? []) if (!seen.has(other)) below(other, seen.add(other));
    return seen;
  };
  const owed = new Set<string>();
  for (const image of images) {
    const [name = ''] = image.split(':');
    const differing = differingSince(image);
    if (differing === 'missing' || [name, ...below(name)].some((one) => differing.has(one))) owed.add(image);
  }
  for (let size = -1; size !== owed.size;) {
    size = owed.size;
    for (const image of images) {
      const [name = '', builder = ''] = image.split(':');
      for (const other of below(name)) {
        const same = `${other}:${builder}`;
        const others = images.includes(same) ? [same] : images.filter((one) => one.startsWith(`${other}:`));
        if (others.some((one) => owed.has(one))) owed.add(image);
      }
    }
  }
  return [...owed].sort();
}
