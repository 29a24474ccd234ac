import type {Container} from './container';
import {DefinitionError} from './errors';
import type {FileSource} from './file-source';
import {readDefinition} from './script/read-definition';

/** An entry of a list setting, and where it stands. */
export interface Stated {
  readonly text: string;
  /** `containers/web/container.ts:3` or `gantry.yaml:12`. */
  readonly place: string;
}

/**
 * A list that gantry.yaml and container.ts may both state; what both say is added up.
 *
 * @throws DefinitionError when container.ts computes it
 */
export async function listStated(
  files: FileSource,
  container: Container,
  key: 'dependsOn' | 'watch',
): Promise<readonly Stated[]> {
  const {position} = container.settings;
  const place = position ? `${position.file}:${position.line}` : 'gantry.yaml';
  const stated = container.settings[key].map((text) => ({text, place}));
  if (container.definition !== 'container.ts') return stated;
  const file = `${container.path}/container.ts`;
  const list = readDefinition((await files.readText(file)) ?? '')[key];
  if (list.kind === 'absent') return stated;
  if (list.kind === 'dynamic') {
    throw new DefinitionError(
      `${file}:${list.line}: ${key} cannot be read without running the file`,
      `write it as an array of literals in the default export: ${key}: ['…'].`,
    );
  }
  return [...stated, ...list.value.map((text) => ({text, place: `${file}:${list.line}`}))];
}
