import {
  findContainers,
  indexOwners,
  readSettings,
  type Container,
  type FileSource,
  type Settings,
  type WatchByName,
} from '@gantry/containers';
import {GantryError} from '@gantry/errors';
import type {CommitSha, Repository} from '@gantry/git';
import {serviceVersionsFile} from './service-versions-file';
import type {ServiceVersion} from './service-versions';

export interface ChangedRequest {
  readonly repository: Repository;
  readonly base: CommitSha;
  readonly head: CommitSha;
  /** Tracked paths that differ from `head`. */
  readonly uncommitted: readonly string[];
  readonly settings: Settings;
  readonly containers: readonly Container[];
  readonly watch: WatchByName;
  /** Of service-versions.yaml as it lies here. */
  readonly services: ReadonlyMap<string, ServiceVersion> | undefined;
}

/**
 * The containers that differ from `base` in anything that a check looks at, committed or not: their folder or what they
 * watch, their build files (also those that git does not track yet), their entry in gantry.yaml or service-versions.yaml.
 */
export async function findChanged(request: ChangedRequest): Promise<readonly Container[]> {
  const {repository, base, head, uncommitted, containers, watch, services} = request;
  const paths = new Set([...(base === head ? [] : await repository.changedPaths(base, head)), ...uncommitted]);
  const ownersOf = indexOwners(containers, watch);
  const owned = new Set([...paths].flatMap(ownersOf).map(({container}) => container));
  const before = await readBefore(repository.filesAt(base), request.settings);
  return containers.filter((container) => {
    if (owned.has(container.name) || before === undefined) return true;
    const earlier = before.containers.get(container.name);
    if (earlier === undefined || stateOf(earlier) !== stateOf(container)) return true;
    const service = container.settings.service ?? container.name;
    return before.services?.get(service)?.version !== services?.get(service)?.version;
  });
}

/** What `base` said; `undefined` when it cannot be read: then nothing is known to be as it was. */
async function readBefore(files: FileSource, {directory}: Settings) {
  try {
    const containers = await findContainers(files, {...(await readSettings(files)), directory});
    return {
      containers: new Map(containers.map((container) => [container.name, container])),
      services: await readServices(files),
    };
  } catch (error) {
    if (error instanceof GantryError) return undefined;
    throw error;
  }
}

async function readServices(files: FileSource) {
  const text = await files.readText(serviceVersionsFile);
  if (text === undefined) return undefined;
  const {parseServiceVersions} = await import('./service-versions');
  return parseServiceVersions(text).services;
}

/** Its build files and settings, as one text; where its settings stand does not matter. */
function stateOf({settings: {position: _, ...settings}, definition, dockerfile, nixFile}: Container): string {
  return JSON.stringify([
    Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)),
    definition,
    dockerfile,
    nixFile,
  ]);
}
