import {randomUUID} from 'node:crypto';
import {rm} from 'node:fs/promises';
import {dirname} from 'node:path';
import type {Log} from '@gantry/action-kit';
import {withLogin, writeAuthFile} from '@gantry/oci';
import {adoptSettings} from './adopt-settings';
import {createJobFolder, openJobFolder, writeLedger} from './job-folder';
import {LoginError} from './login-error';
import type {Login} from './main';
import {readAuthFile} from './read-auth-file';

type Environment = Readonly<Record<string, string | undefined>>;

export interface KeptLogin {
  readonly file: string;
  readonly folder: string;
  /** Names this login among those of the job. */
  readonly id: string;
}

/**
 * Writes a login into the job's auth file: the one that an earlier login of this job wrote, or a new one that begins
 * with what the job could log in to before.
 *
 * @throws LoginError when the file cannot be written
 */
export async function keepLogin({registry, credentials}: Login, env: Environment, log: Log): Promise<KeptLogin> {
  const id = randomUUID();
  let made: string | undefined;
  try {
    const earlier = env.REGISTRY_AUTH_FILE && (await openJobFolder(dirname(env.REGISTRY_AUTH_FILE), env));
    const folder = earlier || (await createJobFolder(env));
    if (!earlier) made = folder.path;
    // The ledger first: without it, the post step would not take what is there for its own.
    await writeLedger(folder.path, {...folder.ledger, logins: [...folder.ledger.logins, {id, registry}]});
    const known = earlier ? await readAuthFile(earlier.authFile) : await adoptSettings(folder.path, env, log);
    // Whoever removed or broke the file in between has logged out of everything.
    const base = known === undefined || known === 'unreadable' ? {} : known;
    await writeAuthFile(folder.authFile, withLogin(base, registry, credentials));
    return {file: folder.authFile, folder: folder.path, id};
  } catch (error) {
    if (made !== undefined) await rm(made, {recursive: true, force: true});
    throw new LoginError(`The auth file for ${registry} could not be written`, {
      code: 'auth-file-not-written',
      hint: 'give this step a RUNNER_TEMP folder that it may write to, with space left on its disk.',
      cause: error,
    });
  }
}
