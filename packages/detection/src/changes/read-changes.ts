import {readSettings} from '@gantry/containers';
import {GantryError} from '@gantry/errors';
import type {CommitSha} from '@gantry/git';
import type {Head} from '../head';
import type {History} from '../ports';
import type {Changes} from './changes';
import {findChanges} from './find-changes';
import {compareSettings, type SettingsChanges} from './settings-changes';

const settingsFiles = ['gantry.yaml', 'gantry.yml'];

/**
 * Lists what differs between two commits.
 *
 * @param under - the folders that matter; gantry.yaml always does
 */
export function listChangedPaths(
  base: CommitSha,
  head: CommitSha,
  history: History,
  under?: readonly string[],
): Promise<readonly string[]> {
  return history.changedPaths(base, head, under && [...under, ...settingsFiles]);
}

/** Says which containers a list of paths changes, and whether all have to count as changed. */
export async function readChanges(
  paths: readonly string[],
  base: CommitSha,
  head: Head,
  history: History,
): Promise<Changes & {readonly everything: string | undefined}> {
  const settings = settingsFiles.some((file) => paths.includes(file))
    ? await readSettingsChanges(base, head, history)
    : {byContainer: new Map<string, string>(), everything: undefined};
  const {containers, watch} = head;
  const {directory} = head.settings;
  const changes = findChanges({paths, containers, directory, watch, settings: settings.byContainer});
  return {...changes, everything: settings.everything};
}

async function readSettingsChanges(base: CommitSha, head: Head, history: History): Promise<SettingsChanges> {
  try {
    return compareSettings(await readSettings(history.filesAt(base)), head.settings, head.overridden);
  } catch (error) {
    if (!(error instanceof GantryError)) throw error;
    const text = `gantry.yaml of ${base.slice(0, 7)} cannot be read, and was corrected`;
    return {byContainer: new Map([...head.settings.containers.keys()].map((name) => [name, text])), everything: text};
  }
}
