import {stat, symlink} from 'node:fs/promises';
import {homedir} from 'node:os';
import {join, resolve} from 'node:path';
import type {Log} from '@gantry/action-kit';
import {joinAuthFiles, listAuthFiles, type AuthFileJson} from '@gantry/oci';
import {readAuthFile} from './read-auth-file';

type Environment = Readonly<Record<string, string | undefined>>;

/** What docker keeps beside its config.json and needs in whatever folder DOCKER_CONFIG names. */
const dockerNeighbours = ['cli-plugins', 'contexts', 'buildx', 'trust', 'ca.pem', 'cert.pem', 'key.pem'];

/**
 * What worked before shall work on: the new file begins with a copy of every login and setting that the job's tools
 * found so far, and docker's plugins and contexts are linked into the new folder. The originals are only read.
 *
 * @returns the copy; a file that cannot be read is left out, with a warning
 */
export async function adoptSettings(folder: string, env: Environment, log: Log): Promise<AuthFileJson> {
  const files: AuthFileJson[] = [];
  for (const path of new Set(listAuthFiles(env).map((file) => resolve(file)))) {
    const file = await readAuthFile(path);
    if (file === 'unreadable') log.warning(`${path} is no readable auth file; its logins do not hold in this job`);
    else if (file !== undefined) files.push(file);
  }
  const dockerFolder = resolve(env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker'));
  for (const name of dockerNeighbours) {
    const target = join(dockerFolder, name);
    if (await stat(target).catch(() => undefined)) await symlink(target, join(folder, name));
  }
  return joinAuthFiles(files);
}
