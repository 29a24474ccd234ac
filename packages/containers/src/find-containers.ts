import {isContainerName} from './container-name';
import type {Builder, Container} from './container';
import {InvalidContainerNameError, SettingsError} from './errors';
import type {FileSource} from './file-source';
import {defaultContainerSettings, type ContainerSettings, type Settings} from './settings/settings';
import {suggest} from './suggest';

const buildFiles: ReadonlySet<string> = new Set(['container.ts', 'Dockerfile', 'default.nix']);

/**
 * Finds the folders of `settings.directory` that hold a build file. One listing is read, however many there are.
 *
 * @returns sorted by name; a folder without a build file is no container
 * @throws InvalidContainerNameError when a folder with a build file has a name that no image can have
 * @throws SettingsError when gantry.yaml has settings for a container that does not exist
 */
export async function findContainers(files: FileSource, settings: Settings): Promise<readonly Container[]> {
  const prefix = settings.directory === '' ? '' : `${settings.directory}/`;
  const filesByFolder = buildFilesByFolder(await files.listFiles(settings.directory, 1), prefix);
  checkNames([...filesByFolder.keys()], prefix);
  checkSettings(settings, filesByFolder, prefix);
  return [...filesByFolder]
    .map(([name, names]) => toContainer(name, `${prefix}${name}`, names, settings.containers.get(name)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function buildFilesByFolder(paths: readonly string[], prefix: string): Map<string, Set<string>> {
  const filesByFolder = new Map<string, Set<string>>();
  for (const path of paths) {
    const slash = path.indexOf('/', prefix.length);
    const file = path.slice(slash + 1);
    if (slash === -1 || !buildFiles.has(file) || !path.startsWith(prefix)) continue;
    const folder = path.slice(prefix.length, slash);
    const names = filesByFolder.get(folder);
    if (names) names.add(file);
    else filesByFolder.set(folder, new Set([file]));
  }
  return filesByFolder;
}

function toContainer(
  name: string,
  path: string,
  names: ReadonlySet<string>,
  settings: ContainerSettings = defaultContainerSettings,
): Container {
  const definition = (['container.ts', 'Dockerfile'] as const).find((file) => names.has(file));
  const builders: Builder[] = [];
  if (definition) builders.push('dagger');
  if (names.has('default.nix')) builders.push('nix');
  return {
    name,
    path,
    builders,
    ...(definition && {definition}),
    ...(names.has('Dockerfile') && {dockerfile: 'Dockerfile' as const}),
    ...(names.has('default.nix') && {nixFile: 'default.nix' as const}),
    settings,
  };
}

function checkNames(names: readonly string[], prefix: string): void {
  const illegal = names.filter((name) => !isContainerName(name)).map((name) => JSON.stringify(`${prefix}${name}`));
  if (illegal.length === 0) return;
  throw new InvalidContainerNameError(
    `${illegal.join(', ')} ${illegal.length === 1 ? 'holds a build file, but its name is' : 'hold build files, but their names are'} no legal part of an image name`,
    'rename the folder: lower-case letters and digits, with single ".", "_" or "-" between them.',
  );
}

function checkSettings(settings: Settings, found: ReadonlyMap<string, unknown>, prefix: string): void {
  const problems = [...settings.containers]
    .filter(([name]) => !found.has(name))
    .map(([name, {position}]) => ({
      ...(position ?? {file: 'gantry.yaml', line: 1, column: 1}),
      keyPath: `containers.${name}`,
      text: `there is no container ${prefix}${name}${suggest(name, found.keys())}`,
    }));
  if (problems.length > 0) {
    throw new SettingsError(problems, 'correct the name, or remove the entry of a container that is gone.');
  }
}
