import {readFile, stat} from 'node:fs/promises';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {registerSecret} from '@gantry/errors';
import type {Environment} from '@gantry/process';
import {parseRegistry, parseRepository} from '../reference/registry';
import {keysFor, parseAuthFile, type AuthFile} from './auth-file';
import {askCredentialHelper} from './credential-helper';
import type {Credentials} from './credentials';
import {CredentialsError} from './credentials-error';

const maxFileBytes = 1024 * 1024;

/**
 * What the auth files of this environment hold for a registry. The files are those that docker, podman and skopeo read;
 * the first one that has something wins. In one file: its helper for this registry, then its own entries, most specific
 * first, then its store.
 *
 * @param repository - finds entries that hold for a part of the registry only, such as `registry.example.org/team`
 * @returns `undefined` when none of them has any
 * @throws CredentialsError when a file or a helper is broken
 */
export async function readCredentials(
  registry: string,
  env: Environment,
  repository?: string,
): Promise<Credentials | undefined> {
  const host = parseRegistry(registry);
  const keys = keysFor(host, repository === undefined ? undefined : parseRepository(repository));
  for (const path of listAuthFiles(env)) {
    const file = await readAuthFile(path);
    const found = file && (await findIn(file, host, keys, env));
    if (!found) continue;
    registerSecret(found.password);
    registerSecret(`${found.username}:${found.password}`);
    return found;
  }
  return undefined;
}

/** Where an auth file may be, the most deliberate place first. */
export function listAuthFiles(env: Environment): readonly string[] {
  const home = env.HOME || homedir();
  return [
    ...(env.REGISTRY_AUTH_FILE ? [env.REGISTRY_AUTH_FILE] : []),
    ...(env.DOCKER_CONFIG ? [join(env.DOCKER_CONFIG, 'config.json')] : []),
    ...(env.XDG_RUNTIME_DIR ? [join(env.XDG_RUNTIME_DIR, 'containers', 'auth.json')] : []),
    join(env.XDG_CONFIG_HOME || join(home, '.config'), 'containers', 'auth.json'),
    join(home, '.docker', 'config.json'),
  ];
}

async function readAuthFile(path: string): Promise<AuthFile | undefined> {
  try {
    const {size} = await stat(path);
    if (size > maxFileBytes) {
      throw new CredentialsError(`${path} has ${size} bytes, too many for an auth file`, 'name the right file.');
    }
    return parseAuthFile(await readFile(path, 'utf8'), path);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (error instanceof CredentialsError) throw error;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new CredentialsError(`${path} could not be read`, 'give this user the right to read it.', error);
  }
}

async function findIn(
  file: AuthFile,
  host: string,
  keys: readonly string[],
  env: Environment,
): Promise<Credentials | undefined> {
  const address = host === 'docker.io' ? 'https://index.docker.io/v1/' : host;
  for (const key of keys) {
    const helper = file.credHelpers.get(key);
    const found = helper && (await askCredentialHelper(helper, key.includes('/') ? key : address, env));
    if (found) return found;
  }
  for (const key of keys) {
    const found = file.auths.get(key);
    if (found) return found;
  }
  return file.credsStore === undefined ? undefined : askCredentialHelper(file.credsStore, address, env);
}
