import type {Log} from '@gantry/action-kit';
import type {Credentials} from '@gantry/oci';
import {LoginError} from './login-error';
import type {Inputs} from './inputs';

/** A registry, and who is there. */
export interface Login {
  readonly registry: string;
  readonly credentials: Credentials;
}

export interface Ports {
  readonly log: Log;
  /** The registry of gantry.yaml, which may be missing. */
  readSettings(): Promise<{readonly registry?: string}>;
  /** Asks the registry about the login; returns what it found, as the end of a sentence. */
  verify(login: Login): Promise<string>;
  /** Keeps the login for the following steps of the job. */
  keep(login: Login): Promise<{readonly file: string}>;
}

export interface Outputs {
  readonly 'auth-file': string;
}

/** Chooses the registry, asks it about the credentials, and keeps them for the job. Refused ones are not kept. */
export async function main(inputs: Inputs, ports: Ports): Promise<Outputs> {
  const registry = inputs.registry ?? (await ports.readSettings()).registry;
  if (registry === undefined) {
    throw new LoginError('There is no registry to log in to', {
      code: 'no-registry',
      hint: 'set the input "registry", or `registry:` in gantry.yaml and check the repository out before this step.',
    });
  }
  const login = {registry, credentials: inputs.credentials};
  const found = inputs.verify === 'none' ? 'it was not asked (verify: none)' : await ports.verify(login);
  const {file} = await ports.keep(login);
  ports.log.info(`Logged in to ${registry} as ${login.credentials.username}: ${found}.`);
  ports.log.info(`Steps from here on use ${file} (REGISTRY_AUTH_FILE, DOCKER_CONFIG).`);
  return {'auth-file': file};
}
