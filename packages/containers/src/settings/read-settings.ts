import {SettingsError} from '../errors';
import type {FileSource} from '../file-source';
import {defaultSettings, type Settings} from './settings';

const fileNames = ['gantry.yaml', 'gantry.yml'] as const;

/**
 * Reads gantry.yaml (or gantry.yml) at the root; without it, the defaults.
 *
 * @throws SettingsError that names every problem with file, line, column and key path
 */
export async function readSettings(files: FileSource): Promise<Settings> {
  const found: {file: string; text: string}[] = [];
  for (const file of fileNames) {
    const text = await files.readText(file);
    if (text !== undefined) found.push({file, text});
  }
  if (found.length > 1) {
    const text = `${fileNames.join(' and ')} are both here, and only one can count`;
    throw new SettingsError([{file: fileNames[1], line: 1, column: 1, keyPath: '', text}], 'keep gantry.yaml alone.');
  }
  if (!found[0]) return defaultSettings;
  // A repository without gantry.yaml does not pay for the YAML parser.
  const {parseSettings} = await import('./parse-settings');
  return parseSettings(found[0].text, found[0].file);
}
