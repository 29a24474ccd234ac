import {randomUUID} from 'node:crypto';
import {rename, rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {isJsonObject, type JsonObject} from '../manifest/json';
import {normalizeKey} from './auth-file';
import type {Credentials} from './credentials';

/** The JSON of a docker `config.json` or containers `auth.json`, with every setting that it has. */
export type AuthFileJson = JsonObject;

/**
 * The file with a login for one registry. Whatever else it said about that registry as a whole is replaced, its
 * credential helper too; entries for a path in it (`registry.example.org/team`) stay. A store would hide the login, see
 * {@link withoutStore}.
 *
 * @param registry - as `parseRegistry` gives it
 */
export function withLogin(file: AuthFileJson, registry: string, {username, password}: Credentials): AuthFileJson {
  const {auths, credHelpers, ...settings} = withoutStore(file);
  const helpers = without(membersOf(credHelpers), registry);
  const auth = Buffer.from(`${username}:${password}`).toString('base64');
  return {
    ...settings,
    ...optionalHelpers(helpers),
    auths: {...without(membersOf(auths), registry), [keyOf(registry)]: {auth}},
  };
}

/** The file without the login for a registry. */
export function withoutLogin(file: AuthFileJson, registry: string): AuthFileJson {
  return {...file, auths: without(membersOf(file.auths), registry)};
}

/**
 * One file that says what several say: all logins and helpers, an earlier file before a later one for the same registry;
 * the other settings of docker (`proxies`, `HttpHeaders`, …) from the first file that has them.
 */
export function joinAuthFiles(files: readonly AuthFileJson[]): AuthFileJson {
  return files.map(withoutStore).reduceRight<AuthFileJson>((later, file) => {
    const {auths, credHelpers, ...settings} = file;
    const stated = [...Object.keys(membersOf(auths)), ...Object.keys(membersOf(credHelpers))];
    const rest = (members: unknown) => stated.reduce(without, membersOf(members));
    const {auths: laterAuths, credHelpers: laterHelpers, ...laterSettings} = later;
    return {
      ...laterSettings,
      ...settings,
      auths: {...rest(laterAuths), ...membersOf(auths)},
      ...optionalHelpers({...rest(laterHelpers), ...membersOf(credHelpers)}),
    };
  }, {});
}

/**
 * The file without a `credsStore`: docker asks the store for every registry, and would not see a login in the file. The
 * store becomes the helper of each registry with an empty entry, which is how docker lists what it has put into it; an
 * empty entry says nothing else.
 *
 * @see https://docs.docker.com/reference/cli/docker/login/#credential-stores
 */
function withoutStore({auths, credHelpers, credsStore, ...settings}: AuthFileJson): AuthFileJson {
  const entries = Object.entries(membersOf(auths));
  const [empty, full] = [entries.filter(([, entry]) => isEmpty(entry)), entries.filter(([, entry]) => !isEmpty(entry))];
  const hasStore = typeof credsStore === 'string' && credsStore !== '';
  const stored = hasStore ? empty.map(([key]): [string, unknown] => [key, credsStore]) : [];
  return {
    ...settings,
    auths: Object.fromEntries(full),
    ...optionalHelpers({...Object.fromEntries(stored), ...membersOf(credHelpers)}),
  };
}

/** Writes an auth file whole or not at all, readable by its owner alone. */
export async function writeAuthFile(path: string, file: AuthFileJson): Promise<void> {
  const temporary = join(dirname(path), `.auth-${randomUUID()}`);
  try {
    await writeFile(temporary, `${JSON.stringify(file, undefined, 2)}\n`, {mode: 0o600, flag: 'wx'});
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, {force: true});
    throw error;
  }
}

/** The key that docker looks for; every other tool understands it. */
function keyOf(registry: string): string {
  return registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry;
}

function without(members: JsonObject, registry: string): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([key]) => hostOf(key) !== hostOf(registry)));
}

function hostOf(key: string): string {
  const normal = normalizeKey(key);
  return ['index.docker.io', 'registry-1.docker.io'].includes(normal) ? 'docker.io' : normal;
}

function membersOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function isEmpty(entry: unknown): boolean {
  return Object.values(membersOf(entry)).every((value) => value === '');
}

function optionalHelpers(helpers: JsonObject): JsonObject {
  return Object.keys(helpers).length === 0 ? {} : {credHelpers: helpers};
}
