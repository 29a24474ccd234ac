import {
  findContainers,
  listWatch,
  readSettings,
  rememberFiles,
  type Container,
  type Dependencies,
  type FileSource,
  type Settings,
  type WatchByName,
} from '@gantry/containers';
import type {CommitSha} from '@gantry/git';
import type {GlobalKey} from './changes/settings-changes';
import type {History} from './ports';
import {readDependencies} from './read-dependencies';
import {checkWatch} from './watched-files';

/** What inputs or options say instead of gantry.yaml. */
export interface Overrides {
  readonly directory?: string | undefined;
  readonly registry?: string | undefined;
  readonly namespace?: string | undefined;
  readonly mainBranch?: string | undefined;
}

/** A commit and its gantry.yaml. */
export interface Commit {
  readonly sha: CommitSha;
  /** Each is read once. */
  readonly files: FileSource;
  /** Of gantry.yaml, with the overrides in their places. */
  readonly settings: Settings;
  /** Global settings that were overridden. */
  readonly overridden: ReadonlySet<GlobalKey>;
}

/** The commit whose containers are looked at, with all that it says about them. */
export interface Head extends Commit {
  /** All of them, by name. */
  readonly containers: readonly Container[];
  readonly watch: WatchByName;
  /** Direct ones. A name that is no container here is one that a Dockerfile still takes. */
  readonly dependencies: Dependencies;
}

/** @throws SettingsError */
export async function readCommit(sha: CommitSha, overrides: Overrides, history: History): Promise<Commit> {
  const files = rememberFiles(history.filesAt(sha));
  const settings = applyOverrides(await readSettings(files), overrides);
  const keys = ['registry', 'namespace', 'directory'] as const;
  return {sha, files, settings, overridden: new Set(keys.filter((key) => overrides[key] !== undefined))};
}

/**
 * Reads what a commit says about its containers.
 *
 * @throws SettingsError, WatchPatternError, DetectionError `watch-matches-nothing`, and what finding containers throws
 */
export async function readHead(commit: Commit): Promise<Head> {
  const {sha, files, settings} = commit;
  const containers = await findContainers(files, settings);
  const [watch, dependencies] = await Promise.all([
    listWatch(files, containers),
    readDependencies(files, containers, settings),
  ]);
  await checkWatch(watch, files, sha.slice(0, 7));
  return {...commit, containers, watch, dependencies};
}

function applyOverrides(settings: Settings, {directory, registry, namespace, mainBranch}: Overrides): Settings {
  return {
    ...settings,
    ...(directory === undefined ? {} : {directory}),
    ...(registry === undefined ? {} : {registry}),
    ...(namespace === undefined ? {} : {namespace}),
    ...(mainBranch === undefined ? {} : {mainBranch}),
  };
}
