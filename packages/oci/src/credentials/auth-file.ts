import {isJsonObject, type JsonObject} from '../manifest/json';
import type {Credentials} from './credentials';
import {CredentialsError} from './credentials-error';

/** The parts of a docker `config.json` or containers `auth.json` that say how to log in. */
export interface AuthFile {
  /** By key as {@link normalizeKey} leaves it; entries without anything to log in with are left out. */
  readonly auths: ReadonlyMap<string, Credentials>;
  /** Programs by key. */
  readonly credHelpers: ReadonlyMap<string, string>;
  readonly credsStore: string | undefined;
}

/**
 * Reads the text of an auth file.
 *
 * @param file - names it in messages
 * @throws CredentialsError; its text shows nothing of the file but keys
 * @see https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md
 * @see https://docs.docker.com/reference/cli/docker/#docker-cli-configuration-file-configjson-properties
 */
export function parseAuthFile(text: string, file: string): AuthFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's own message would quote the file.
    json = undefined;
  }
  if (!isJsonObject(json))
    throw new CredentialsError(`${file} is not a JSON object`, 'run registry-login again, or correct the file.');
  const {auths, credHelpers, credsStore} = json;
  return {
    auths: new Map(
      entriesOf(auths).flatMap(([key, entry]) => {
        const credentials = isJsonObject(entry) ? readEntry(entry, key, file) : undefined;
        return credentials ? [[normalizeKey(key), credentials] as const] : [];
      }),
    ),
    credHelpers: new Map(
      entriesOf(credHelpers).flatMap(([key, helper]) =>
        typeof helper === 'string' && helper !== '' ? [[normalizeKey(key), helper] as const] : [],
      ),
    ),
    credsStore: typeof credsStore === 'string' && credsStore !== '' ? credsStore : undefined,
  };
}

/**
 * A key as it is compared: `https://registry.example.org/v1/` is `registry.example.org`; `registry.example.org/team/app`
 * stays, it holds for what is below that path.
 */
export function normalizeKey(key: string): string {
  const bare = key.trim().replace(/^https?:\/\//i, '');
  const [host = '', ...path] = bare.replace(/\/+$/, '').split('/');
  const isApiPath = path.length === 1 && /^v[0-9]+$/.test(path[0] ?? '');
  return [host.toLowerCase(), ...(isApiPath ? [] : path)].join('/');
}

/** The keys that hold for a repository, most specific first; docker.io has several names. */
export function keysFor(registry: string, repository: string | undefined): readonly string[] {
  const hosts = registry === 'docker.io' ? ['docker.io', 'index.docker.io', 'registry-1.docker.io'] : [registry];
  const parts = repository === undefined ? [] : repository.split('/');
  const paths = parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
  return [...paths.flatMap((path) => hosts.map((host) => `${host}/${path}`)), ...hosts];
}

function entriesOf(value: unknown): readonly [string, unknown][] {
  return isJsonObject(value) ? Object.entries(value) : [];
}

function readEntry(entry: JsonObject, key: string, file: string): Credentials | undefined {
  const {auth, username, password, identitytoken} = entry;
  if (typeof identitytoken === 'string' && identitytoken !== '') return {username: '<token>', password: identitytoken};
  if (typeof auth === 'string' && auth !== '') {
    const text = Buffer.from(auth, 'base64').toString('utf8');
    const colon = text.indexOf(':');
    if (colon < 1) {
      throw new CredentialsError(
        `The entry "${key}" of ${file} has an auth that is not the base64 form of name:password`,
        `run registry-login for ${key} again.`,
      );
    }
    // Docker pads the password with NUL in some versions.
    return {username: text.slice(0, colon), password: text.slice(colon + 1).replace(/\0+$/, '')};
  }
  return typeof username === 'string' && username !== '' && typeof password === 'string'
    ? {username, password}
    : undefined;
}
