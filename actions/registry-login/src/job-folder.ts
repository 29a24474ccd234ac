import {lstat, mkdir, mkdtemp, readFile, rename, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {basename, dirname, join, resolve} from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** What one job's folder holds besides the auth file: whose logins are in it. No secret. */
export interface Ledger {
  /** What the two variables were before the first login. */
  readonly before: {readonly DOCKER_CONFIG?: string | undefined; readonly REGISTRY_AUTH_FILE?: string | undefined};
  /** Oldest first. */
  readonly logins: readonly {readonly id: string; readonly registry: string}[];
}

export interface JobFolder {
  readonly path: string;
  /** docker wants this name. */
  readonly authFile: string;
  readonly ledger: Ledger;
}

const prefix = 'gantry-login-';
const ledgerName = 'logins.json';

/** Makes a folder that only this user can enter, in the job's temporary folder. */
export async function createJobFolder(env: Environment): Promise<JobFolder> {
  const parent = temporaryFolderOf(env);
  await mkdir(parent, {recursive: true});
  const path = await mkdtemp(join(parent, prefix));
  const before = {DOCKER_CONFIG: env.DOCKER_CONFIG, REGISTRY_AUTH_FILE: env.REGISTRY_AUTH_FILE};
  return {path, authFile: authFileIn(path), ledger: {before, logins: []}};
}

/**
 * The folder that an earlier login of this job made. A path alone proves nothing, so it counts only when it lies in the
 * job's temporary folder and this user alone can have filled it.
 *
 * @returns `undefined` when `path` is something else
 */
export async function openJobFolder(path: string, env: Environment): Promise<JobFolder | undefined> {
  const isInPlace = dirname(resolve(path)) === temporaryFolderOf(env) && basename(path).startsWith(prefix);
  if (!isInPlace || !(await isPrivate(path, 'directory'))) return undefined;
  const ledgerFile = join(path, ledgerName);
  if (!(await isPrivate(ledgerFile, 'file'))) return undefined;
  const ledger = parseLedger(await readFile(ledgerFile, 'utf8'));
  return ledger && {path: resolve(path), authFile: authFileIn(resolve(path)), ledger};
}

/** Replaces what a folder says about its logins. */
export async function writeLedger(folder: string, ledger: Ledger): Promise<void> {
  const file = join(folder, ledgerName);
  await writeFile(`${file}.new`, JSON.stringify(ledger), {mode: 0o600});
  await rename(`${file}.new`, file);
}

function authFileIn(folder: string): string {
  return join(folder, 'config.json');
}

function temporaryFolderOf(env: Environment): string {
  return resolve(env.RUNNER_TEMP || tmpdir());
}

async function isPrivate(path: string, kind: 'directory' | 'file'): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  if (!found || !(kind === 'directory' ? found.isDirectory() : found.isFile())) return false;
  // Windows has no such owner and mode; there the temporary folder is the user's own.
  return process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o077) === 0);
}

function parseLedger(text: string): Ledger | undefined {
  try {
    const {before, logins} = JSON.parse(text) as Partial<Ledger>;
    return before && Array.isArray(logins) ? {before, logins} : undefined;
  } catch {
    return undefined;
  }
}
