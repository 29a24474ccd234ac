import {existsSync} from 'node:fs';
import {realpath} from 'node:fs/promises';
import {dirname, join, resolve} from 'node:path';
import type {Environment} from '@gantry/process';
import {listChangedPaths, listFiles, toFolder} from './changed-paths';
import {filesAt, readCommit, readFile} from './commit-files';
import {createCommitPresence} from './commit-presence';
import {parseCommitSha} from './commit-sha';
import {createGit, splitNul, type Git} from './git-command';
import {gitEnvironment} from './git-environment';
import {findMergeBase, isAncestor, listAncestors} from './history';
import {createHistoryStore} from './history-store';
import {ObjectReader} from './object-reader';
import {createOrigin, readRemoteUrl, type Log} from './origin';
import {createCheckout} from './private-checkout';
import type {Repository} from './repository';
import {RepositoryError, summarizeGitOutput} from './repository-error';
import {resolveRef} from './resolve-ref';

export interface OpenOptions {
  /** The environment of this process; see `gitEnvironment` for what of it reaches git. */
  readonly env: Environment;
  /** Limit for each call of git, in milliseconds. */
  readonly timeoutMs: number;
  /** Told of every fetch, and of names that have two meanings. */
  readonly log?: Log;
}

/**
 * Opens the repository that a folder belongs to: a work tree, a linked one, or a submodule; of any user.
 *
 * @throws RepositoryError `not-a-repository` when there is none, or it has no work tree
 */
export async function openRepository(directory: string, options: OpenOptions): Promise<Repository> {
  const root = await findRoot(directory);
  const {env, timeoutMs, log = {info: () => undefined}} = options;
  const git = createGit(root, gitEnvironment(env, root), timeoutMs);
  const {commonFolder, objectFormat} = await inspect(git);
  const shallowFile = join(commonFolder, 'shallow');
  const origin = createOrigin(git, log);
  const commits = createCommitPresence(git, origin, shallowFile);
  const store = {git, origin, objectsFolder: join(commonFolder, 'objects'), objectFormat, env};
  const ports = {
    ...{git, origin, commits, shallowFile, log},
    objects: new ObjectReader(git),
    commitStore: createHistoryStore({...store, filter: 'tree:0'}),
    treeStore: createHistoryStore({...store, filter: 'blob:none'}),
  };
  return {
    root,
    resolve: (ref) => resolveRef(ref, ports),
    ensureCommit: (sha) => commits.ensure(sha),
    ensureCommits: (shas) => commits.requireAll(shas),
    commitTime: async (sha) => (await readCommit(sha, ports)).time,
    parents: async (sha) => (await readCommit(sha, ports)).parents.map(parseCommitSha),
    mergeBase: (a, b) => findMergeBase(a, b, ports),
    isAncestor: (ancestor, descendant) => isAncestor(ancestor, descendant, ports),
    listAncestors: (sha, limits) => listAncestors(sha, limits, ports),
    changedPaths: (base, head, under) => listChangedPaths(base, head, under, ports),
    listFiles: (sha, under) => listFiles(sha, under, ports),
    readFile: (sha, path) => readFile(sha, path, ports),
    filesAt: (sha) => filesAt(sha, ports),
    uncommittedPaths: (under) => listUncommittedPaths(git, under),
    checkout: (sha, parent) => createCheckout(sha, parent, ports),
    remoteUrl: (name) => readRemoteUrl(git, name),
  };
}

/** The nearest folder upwards with a `.git`, looked for here so that git can be told to trust exactly this one. */
async function findRoot(directory: string): Promise<string> {
  const start = await realpath(directory).catch((cause: unknown) => {
    throw new RepositoryError('not-a-repository', `The folder ${directory} does not exist`, {
      hint: 'run actions/checkout before this step.',
      cause,
    });
  });
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) break;
  }
  throw new RepositoryError('not-a-repository', `${directory} is in no git repository`, {
    hint: 'run actions/checkout before this step (it needs git in the job image, or it leaves files without history).',
  });
}

async function inspect(git: Git): Promise<{commonFolder: string; objectFormat: string}> {
  const [facts, common] = await Promise.all([
    git.try(['rev-parse', '--is-inside-work-tree', '--show-object-format']),
    git.try(['rev-parse', '--git-common-dir']),
  ]);
  const failed = [facts, common].find(({exitCode}) => exitCode !== 0);
  if (failed) {
    const untrusted = /dubious ownership|unsafe repository/.test(failed.stderr);
    const message = `${git.directory} cannot be used as a git repository: ${summarizeGitOutput(failed.stderr)}`;
    throw new RepositoryError(untrusted ? 'repository-not-trusted' : 'not-a-repository', message, {
      hint: untrusted
        ? `use git 2.38 or newer, or run \`git config --global --add safe.directory ${git.directory}\` before this step.`
        : 'run actions/checkout before this step.',
    });
  }
  const [isWorkTree, objectFormat = 'sha1'] = facts.stdout.trim().split('\n');
  if (isWorkTree !== 'true') {
    throw new RepositoryError('not-a-repository', `${git.directory} has no work tree`, {
      hint: 'run this in a checkout, not in a bare repository.',
    });
  }
  return {commonFolder: resolve(git.directory, common.stdout.replace(/\n$/, '')), objectFormat};
}

/** @see Repository.uncommittedPaths */
async function listUncommittedPaths(git: Git, under: string): Promise<string[]> {
  const folder = toFolder(under);
  const args = ['status', '--porcelain', '-z', '--no-renames', '--untracked-files=no', '--ignore-submodules=untracked'];
  const output = await git.run([...args, '--', ...(folder === '' ? [] : [folder])]);
  return splitNul(output).map((entry) => entry.slice(3));
}
