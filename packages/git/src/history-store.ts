import {mkdirSync, mkdtempSync, realpathSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Environment} from '@gantry/process';
import {createGit, type Git} from './git-command';
import {appendConfiguration} from './git-environment';
import {readShallowFile} from './local-objects';
import type {Origin} from './origin';
import {RepositoryError} from './repository-error';
import {readTransportConfiguration} from './transport-configuration';

/**
 * History that the repository itself lacks, in a bare repository in a temporary folder. Asking for commits without
 * files turns a repository into a partial clone for good, and deepening changes what later steps see; here neither
 * matters.
 */
export interface HistoryStore {
  /** Git at the store; it sees the repository's objects too, and of these the history that a shallow clone hides. */
  open(): Promise<Git>;
  /**
   * Fetches the history of commits.
   *
   * @param depth - so many generations; `undefined` for all
   * @returns false when `origin` has one of them no more
   */
  fetch(shas: readonly string[], depth: number | undefined): Promise<boolean>;
  /** Fetches the history of all branches and tags. */
  fetchBranchesAndTags(): Promise<void>;
  /** The commits at which it ends now. */
  readEnds(): Promise<ReadonlySet<string>>;
}

/** What a store needs to know of its repository. */
export interface HistoryStoreOptions {
  readonly git: Git;
  readonly origin: Origin;
  readonly objectsFolder: string;
  readonly objectFormat: string;
  /** `tree:0` for commits alone, `blob:none` for commits and trees. */
  readonly filter: 'tree:0' | 'blob:none';
  /** Where `RUNNER_TEMP` may stand. */
  readonly env: Environment;
}

// All generations, as git's own --unshallow has it.
const infiniteDepth = 0x7fffffff;

/** A store that makes its folder when it is first used, and removes it when this process ends. */
export function createHistoryStore(options: HistoryStoreOptions): HistoryStore {
  const {git, origin} = options;
  let opened: Promise<{git: Git; env: Environment; folder: string}> | undefined;

  const open = () => (opened ??= createFolder());
  const createFolder = async () => {
    const folder = createTemporaryFolder(options.env);
    await git.run(['init', '--quiet', '--bare', '--template=', `--object-format=${options.objectFormat}`, folder]);
    const env = {...git.env, GIT_DIR: folder};
    // The quotes let a path hold a colon; see GIT_ALTERNATE_OBJECT_DIRECTORIES in git(1).
    const objects = `"${options.objectsFolder.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
    return {
      git: createGit(git.directory, {...env, GIT_ALTERNATE_OBJECT_DIRECTORIES: objects}, git.timeoutMs),
      env,
      folder,
    };
  };
  const fetch = async (refspecs: readonly string[], depth: number | undefined, filter: string = options.filter) => {
    const {env, folder} = await open();
    const isShallow = (await readShallowFile(join(folder, 'shallow'))).size > 0;
    const depths = depth !== undefined ? [`--depth=${depth}`] : isShallow ? [`--depth=${infiniteDepth}`] : [];
    // No alternates here: git would tell origin that it has the history of what it finds there.
    const call = {env: appendConfiguration(env, await readTransportConfiguration(git))};
    return origin.fetch(refspecs, {flags: [`--filter=${filter}`, ...depths], call});
  };

  return {
    open: async () => (await open()).git,
    fetch: (shas, depth) =>
      fetch(
        shas.map((sha) => `${sha}:refs/gantry/${sha}`),
        depth,
      ),
    async fetchBranchesAndTags() {
      const refspecs = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'];
      try {
        await fetch(refspecs, undefined);
      } catch (error) {
        // A light tag of a tree is left out by tree:0, and git then takes the answer for incomplete.
        if (!(error instanceof RepositoryError) || !/necessary objects|bad revision/.test(error.message)) throw error;
        await fetch(refspecs, undefined, 'blob:none');
      }
    },
    readEnds: async () => readShallowFile(join((await open()).folder, 'shallow')),
  };
}

const folders = new Set<string>();

function createTemporaryFolder(env: Environment): string {
  const parent = env.RUNNER_TEMP || realpathSync(tmpdir());
  mkdirSync(parent, {recursive: true});
  const folder = mkdtempSync(join(parent, 'gantry-history-'));
  if (folders.size === 0) process.once('exit', removeFolders);
  folders.add(folder);
  return folder;
}

function removeFolders(): void {
  for (const folder of folders) rmSync(folder, {recursive: true, force: true});
  folders.clear();
}
