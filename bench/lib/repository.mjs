// Repositories made by git fast-import: hundreds of thousands of files in seconds, and without a work tree.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync} from 'node:fs';
import {capture} from '../../script/lib/programs.mjs';

/** Git without the configuration of this machine and its user. */
export function gitEnvironment(home) {
  return {PATH: process.env.PATH, HOME: home, GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C'};
}

/**
 * Makes a bare repository, and serves from it what a forge does: any commit by its sha, and objects without blobs.
 *
 * @param commits - an iterable of `{message, files}`, files being an iterable of `[path, text]` that are added or changed
 * @returns the shas, oldest first
 */
export async function importRepository(directory, commits, home) {
  const env = gitEnvironment(home);
  mkdirSync(directory, {recursive: true});
  const git = (...args) => capture(['git', '-C', directory, ...args], {env});
  await git('init', '--quiet', '--bare', '--initial-branch=main');
  await git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  await git('config', 'uploadpack.allowFilter', 'true');
  const child = spawn('git', ['-C', directory, 'fast-import', '--quiet'], {env, stdio: ['pipe', 'ignore', 'inherit']});
  const ended = once(child, 'close');
  let time = 1_700_000_000;
  for (const {message, files} of commits) {
    const lines = [
      `commit refs/heads/main\ncommitter Gantry <gantry@example.org> ${(time += 60)} +0000\ndata ${Buffer.byteLength(message)}\n${message}\n`,
    ];
    for (const [path, text] of files) {
      lines.push(`M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`);
      if (lines.length > 2000) await write(child, lines);
    }
    await write(child, lines);
  }
  child.stdin.end();
  const [code] = await ended;
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`);
  return (await git('rev-list', '--reverse', 'main')).trim().split('\n');
}

async function write(child, lines) {
  if (!child.stdin.write(lines.join(''))) await once(child.stdin, 'drain');
  lines.length = 0;
}

/** Clones over `file://`, which is a fetch as from a server; without a work tree, in which detection reads no file. */
export async function clone(origin, directory, flags, home) {
  const argv = ['git', 'clone', '--quiet', '--no-checkout', ...flags, `file://${origin}`, directory];
  await capture(argv, {env: gitEnvironment(home)});
}
