// A throwaway repository with the actions, the workflows and the containers of this one, and the pushes made to it.
import {cpSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {capture} from './programs.mjs';

const parts = ['actions', 'containers', '.forgejo/workflows', 'gantry.yaml', '.gitattributes'];

/**
 * Makes the repository, and a bare one beside it as its `origin`. No configuration of this machine or its user counts.
 *
 * @param root - the checkout of this project
 * @returns `{directory, commit, push, dispatch}`
 */
export async function createThrowaway(root, folder) {
  const directory = join(folder, 'repository');
  const origin = join(folder, 'origin.git');
  mkdirSync(directory, {recursive: true});
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Gantry',
    GIT_AUTHOR_EMAIL: 'gantry@example.org',
    GIT_COMMITTER_NAME: 'Gantry',
    GIT_COMMITTER_EMAIL: 'gantry@example.org',
  };
  const git = async (...args) => (await capture(['git', '-C', directory, ...args], {env})).trim();
  await capture(['git', 'init', '--quiet', '--bare', '--initial-branch=main', origin], {env});
  // What a forge allows: any commit may be fetched by its sha.
  await capture(['git', '-C', origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true'], {env});
  await git('init', '--quiet', '--initial-branch=main');
  await git('remote', 'add', 'origin', `file://${origin}`);

  const listed = await capture([
    'git',
    '-C',
    root,
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
    '--',
    ...parts,
  ]);
  for (const path of listed.split('\0').filter((name) => name && !/\/(src|tests|node_modules)\//.test(name))) {
    // Still in the index, and deleted in the work tree.
    if (!existsSync(join(root, path))) continue;
    mkdirSync(join(directory, dirname(path)), {recursive: true});
    cpSync(join(root, path), join(directory, path), {verbatimSymlinks: true});
  }

  let minute = 0;
  const commit = async (message) => {
    const date = new Date(Date.UTC(2026, 0, 5, 12, minute++)).toISOString();
    await git('add', '--all');
    await capture(['git', '-C', directory, 'commit', '--quiet', '--allow-empty', '--message', message], {
      env: {...env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date},
    });
    return git('rev-parse', 'HEAD');
  };
  const zeros = '0'.repeat(40);
  const repository = {
    full_name: 'owner/demo',
    html_url: 'https://forge.example.org/owner/demo',
    default_branch: 'main',
  };

  /** Pushes what is committed, and gives the event that a forge would send. */
  const push = async (branch = 'main') => {
    const before = await git('rev-parse', '--verify', '--quiet', `refs/remotes/origin/${branch}`).catch(() => zeros);
    await git('push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`);
    const after = await git('rev-parse', 'HEAD');
    const ref = `refs/heads/${branch}`;
    return {name: 'push', ref, sha: after, payload: {ref, before, after, repository, commits: [], total_commits: 0}};
  };
  const dispatch = async (inputs, workflow) => {
    const sha = await git('rev-parse', 'HEAD');
    const ref = 'refs/heads/main';
    const payload = {ref, inputs, repository, workflow: `.forgejo/workflows/${workflow}`};
    return {name: 'workflow_dispatch', ref, sha, payload};
  };
  const edit = (path, change) => {
    const file = join(directory, path);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  };
  return {directory, origin, git, commit, push, dispatch, edit};
}
