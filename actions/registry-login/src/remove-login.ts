import {rm} from 'node:fs/promises';
import {withoutLogin, writeAuthFile} from '@gantry/oci';
import {openJobFolder, writeLedger, type Ledger} from './job-folder';
import {readAuthFile} from './read-auth-file';

/** What became of a login: its entry is gone, everything is gone, or there was nothing to do. */
export type Removal =
  | {readonly kind: 'entry'; readonly registry: string}
  | {readonly kind: 'everything'; readonly registry: string; readonly before: Ledger['before']}
  | {readonly kind: 'nothing'};

/**
 * Takes a login away again. Logins of the same job that are not at their end yet stay; with the last one the folder goes.
 *
 * @param id - what `keepLogin` named it
 */
export async function removeLogin(
  folder: string,
  id: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Removal> {
  const found = await openJobFolder(folder, env);
  const login = found?.ledger.logins.find((entry) => entry.id === id);
  if (!found || !login) return {kind: 'nothing'};
  const {registry} = login;
  const logins = found.ledger.logins.filter((entry) => entry.id !== id);
  if (logins.length === 0) {
    await rm(found.path, {recursive: true, force: true});
    return {kind: 'everything', registry, before: found.ledger.before};
  }
  const newest = found.ledger.logins.findLast((entry) => entry.registry === registry);
  if (newest?.id === id) await removeEntry(found.authFile, registry);
  await writeLedger(found.path, {...found.ledger, logins});
  return {kind: 'entry', registry};
}

async function removeEntry(authFile: string, registry: string): Promise<void> {
  const file = await readAuthFile(authFile);
  // Gone or broken by somebody else's hand: there is no entry of ours in it any more.
  if (file === undefined || file === 'unreadable') return;
  await writeAuthFile(authFile, withoutLogin(file, registry));
}
