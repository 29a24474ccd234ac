import type {Client, Secret} from '@dagger.io/dagger/client';

/** The step's secrets as secrets of the session, by their ids; the name of a secret is its id. */
export function setSecrets(dag: Client, secrets: Readonly<Record<string, string>> = {}): [string, Secret][] {
  return Object.entries(secrets).map(([id, value]) => [id, dag.setSecret(id, value)]);
}
