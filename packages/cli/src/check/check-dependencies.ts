import {
  DependencyCycleError,
  listDependencies,
  orderByDependencies,
  ownImageName,
  parseDockerfile,
  readBuild,
  readDefinition,
  type Container,
  type FileSource,
  type ImageScope,
} from '@gantry/containers';
import {isRepositoryProblem} from '../exit-codes';
import {toFindings, type Finding} from './finding';

/** Checks that what containers need exists, and that no circle of them has no first. */
export async function checkDependencies(
  files: FileSource,
  containers: readonly Container[],
  scope: ImageScope,
): Promise<Finding[]> {
  const {dependencies, findings} = await readDependencies(files, containers, scope);
  for (;;) {
    const cycle = findCycle([...dependencies.keys()], dependencies);
    const [from, to] = cycle ?? [];
    if (cycle === undefined || from === undefined || to === undefined) return findings;
    findings.push(await describeCycle(cycle, containers, files, scope));
    // Without this step, the next circle shows.
    dependencies.set(from, dependencies.get(from)?.filter((name) => name !== to) ?? []);
  }
}

/** All at once; only when that fails, each alone, so that the mistakes of one container do not hide those of others. */
async function readDependencies(files: FileSource, containers: readonly Container[], scope: ImageScope) {
  try {
    return {dependencies: new Map(await listDependencies(files, containers, scope)), findings: []};
  } catch (error) {
    if (!isRepositoryProblem(error)) throw error;
  }
  const findings: Finding[] = [];
  const dependencies = new Map<string, readonly string[]>();
  for (const container of containers) {
    const names = containers.map(({name}) => (name === container.name ? container : nameOnly(name)));
    try {
      dependencies.set(container.name, (await listDependencies(files, names, scope)).get(container.name) ?? []);
    } catch (error) {
      if (error instanceof DependencyCycleError) {
        findings.push(await describeCycle(error.cycle, containers, files, scope));
      } else if (isRepositoryProblem(error)) {
        findings.push(...toFindings(error, container));
      } else throw error;
    }
  }
  return {dependencies, findings};
}

function nameOnly(name: string): Container {
  return {name, path: '', builders: [], settings: {watch: [], dependsOn: [], labels: {}}};
}

function findCycle(names: readonly string[], dependencies: ReadonlyMap<string, readonly string[]>) {
  try {
    orderByDependencies(names, dependencies);
    return undefined;
  } catch (error) {
    if (error instanceof DependencyCycleError) return error.cycle;
    throw error;
  }
}

async function describeCycle(
  cycle: readonly string[],
  containers: readonly Container[],
  files: FileSource,
  scope: ImageScope,
): Promise<Finding> {
  const {message, code, hint = ''} = new DependencyCycleError(cycle);
  const [name = '', needed = ''] = cycle;
  const container = containers.find((candidate) => candidate.name === name);
  const place = container ? await findEdge(container, needed, files, scope) : {file: 'gantry.yaml'};
  return {code, container: name, ...place, message, fix: hint};
}

/** Where a container says that it needs another one. */
async function findEdge(
  {name, path, settings: {dependsOn, position}, dockerfile}: Container,
  needed: string,
  files: FileSource,
  scope: ImageScope,
): Promise<Pick<Finding, 'file' | 'line' | 'key'>> {
  if (position && dependsOn.includes(needed)) {
    return {file: position.file, line: position.line, key: `containers.${name}.dependsOn`};
  }
  const definition = `${path}/container.ts`;
  const stated = readDefinition((await files.readText(definition)) ?? '').dependsOn;
  if (stated.kind === 'literal' && stated.value.includes(needed)) return {file: definition, line: stated.line};
  const text = dockerfile === undefined ? undefined : await files.readText(`${path}/Dockerfile`);
  const {images} = readBuild(parseDockerfile(text ?? ''));
  const image = images.find(({reference}) => ownImageName(reference, scope) === needed);
  return {file: `${path}/Dockerfile`, line: image?.line};
}
