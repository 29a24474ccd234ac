import {existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {run} from '@gantry/process';
import {gitEnvironment, startGitServer, temporaryFolder} from '@gantry/testing';

/**
 * This project as a forge would serve it, `main` and `v1`: what is committed, and no node_modules.
 *
 * @param root - the checkout of this project
 * @returns the forge's address; the project is at `/gantry/gantry`
 */
export async function serveActions(root: string): Promise<string> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'gantry'));
  const bare = join(folder, 'gantry/gantry');
  const git = (...args: string[]) => run(['git', ...args], {cwd: root, env: gitEnvironment(), timeoutMs: 60_000});
  const staged = join(mkdtempSync(join(folder, 'staged-')), 'repository');
  const {stdout} = await git('ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', 'actions');
  for (const path of stdout.split('\0').filter((name) => name !== '')) {
    if (!existsSync(join(root, path))) continue;
    mkdirSync(join(staged, path, '..'), {recursive: true});
    writeFileSync(join(staged, path), readFileSync(join(root, path)));
  }
  const inStaged = (...args: string[]) =>
    run(['git', ...args], {cwd: staged, env: gitEnvironment(), timeoutMs: 60_000});
  await inStaged('init', '--quiet', '--initial-branch=main');
  await inStaged('add', '--all');
  await inStaged('commit', '--quiet', '--message', 'actions');
  await inStaged('tag', 'v1');
  await inStaged('clone', '--quiet', '--bare', staged, bare);
  return (await startGitServer(folder)).url;
}
