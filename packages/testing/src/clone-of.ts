import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {run} from '@gantry/process';
import {gitEnvironment} from './git-environment';
import {GitRepository} from './git-repository';
import {temporaryFolder} from './temporary-folder';

export interface CloneOptions {
  /** A shallow clone of this many commits. */
  readonly depth?: number;
  /** A partial clone, for example `blob:none`. */
  readonly filter?: string;
  readonly bare?: boolean;
  /** The branch or tag to check out. Default: the branch that the source has checked out. */
  readonly branch?: string;
  /** Where to clone from, when it is not the source's own `file://` address. */
  readonly url?: string;
  /** Name of the folder, inside a temporary one. Default: `clone`. */
  readonly folder?: string;
}

/** Clones a repository through `file://`, so that depth and filter hold as they do over a network. */
export async function cloneOf(source: GitRepository, options: CloneOptions = {}): Promise<GitRepository> {
  const parent = temporaryFolder();
  const root = join(parent, options.folder ?? 'clone');
  const flags = [
    ...(options.depth === undefined ? [] : [`--depth=${options.depth}`]),
    ...(options.filter === undefined ? [] : [`--filter=${options.filter}`]),
    ...(options.bare ? ['--bare'] : []),
    ...(options.branch === undefined ? [] : [`--branch=${options.branch}`]),
  ];
  await run(['git', 'clone', '--quiet', ...flags, '--', options.url ?? source.url, root], {
    cwd: parent,
    env: gitEnvironment(),
    timeoutMs: 120_000,
  });
  return withoutMaintenance(new GitRepository(root));
}

/**
 * What actions/checkout leaves behind: one remote, one fetched commit of `ref` without tags, its branch checked out with
 * that commit (a tag or sha: HEAD detached).
 *
 * @param options.ref - a branch, full ref or full sha. Default: `refs/heads/main`
 * @param options.depth - default: 1, as in the action; 0 for the whole history
 */
export async function ciCheckoutOf(
  source: GitRepository,
  options: {readonly ref?: string; readonly depth?: number; readonly url?: string} = {},
): Promise<GitRepository> {
  const root = join(temporaryFolder(), 'workspace');
  mkdirSync(root);
  const clone = new GitRepository(root);
  const ref = options.ref ?? 'refs/heads/main';
  const depth = options.depth ?? 1;
  const sha = await source.sha(ref);
  const branch = ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined;
  const format = await source.git('rev-parse', '--show-object-format');
  await clone.git('init', '--quiet', `--object-format=${format}`, '--initial-branch=unborn');
  await withoutMaintenance(clone);
  await clone.git('remote', 'add', 'origin', options.url ?? source.url);
  const target = branch === undefined ? sha : `+${sha}:refs/remotes/origin/${branch}`;
  const depthFlag = depth === 0 ? [] : [`--depth=${depth}`];
  const everything = depth === 0 ? ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*'] : [];
  await clone.git('fetch', '--quiet', '--no-tags', ...depthFlag, 'origin', ...everything, target);
  const checkout = branch === undefined ? ['--detach', sha] : ['-B', branch, `refs/remotes/origin/${branch}`];
  await clone.git('checkout', '--quiet', '--force', ...checkout);
  return clone;
}

async function withoutMaintenance(clone: GitRepository): Promise<GitRepository> {
  await clone.configure({'gc.auto': '0', 'maintenance.auto': 'false'});
  return clone;
}
