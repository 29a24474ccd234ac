// Finding, installing and running programs, with Node alone.
import {execFile, spawn} from 'node:child_process';
import {accessSync, constants, statSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {say} from './say.mjs';

/** Absolute path of a program on PATH; `undefined` when there is none. */
export function which(name) {
  // Debian keeps servers where only root looks.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
  for (const folder of folders) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      if (statSync(path).isFile()) return path;
    } catch {
      // The next folder may have it.
    }
  }
  return undefined;
}

/**
 * Runs a program to its end and gives what it printed; fails with its words when it fails.
 *
 * @returns {Promise<string>}
 */
export function capture(argv, options = {}) {
  return new Promise((resolve, reject) => {
    const child = execFile(
      argv[0],
      argv.slice(1),
      {encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, ...options},
      (error, stdout, stderr) => {
        if (!error) return resolve(stdout);
        reject(
          new Error(`${argv.join(' ')} failed (${error.code ?? error.signal}):\n${stderr.trim() || stdout.trim()}`),
        );
      },
    );
    // A program may end before it has read its input; how it ended tells more than the broken pipe.
    child.stdin.on('error', () => {});
    child.stdin.end(options.input);
  });
}

/** Starts a program that goes on, its output in `log` (a file descriptor). */
export function start(argv, {log, ...options} = {}) {
  const child = spawn(argv[0], argv.slice(1), {stdio: ['ignore', log ?? 'ignore', log ?? 'ignore'], ...options});
  child.on('error', (error) => say(`  ${argv[0]}: ${error.message}`));
  return child;
}

/** Ends a program that {@link start} started, and waits until it is gone. */
export function stop(child, limitMs = 10_000) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

/** Waits until `ready` gives true; fails when the time is over or the program has ended. */
export async function waitUntil(ready, {limitMs, what, child}) {
  const end = Date.now() + limitMs;
  for (;;) {
    if (await ready().catch(() => false)) return;
    if (child && (child.exitCode !== null || child.signalCode !== null)) throw new Error(`${what} ended at once`);
    if (Date.now() > end) throw new Error(`${what} was not ready within ${limitMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
