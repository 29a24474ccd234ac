import type {Container} from '../container';
import {listStated} from '../list-stated';
import {WatchPatternError} from '../errors';
import type {FileSource} from '../file-source';
import {mapParallel} from '../map-parallel';
import type {WatchByName} from './owners';
import {parseWatchPattern} from './watch-pattern';

/**
 * The `watch` patterns of each container, from gantry.yaml and container.ts together.
 *
 * @returns only the containers that have some
 * @throws WatchPatternError naming the file and line
 * @throws DefinitionError when container.ts computes its `watch`
 */
export async function listWatch(files: FileSource, containers: readonly Container[]): Promise<WatchByName> {
  const watch = await mapParallel(containers, async (container) => {
    const stated = await listStated(files, container, 'watch');
    for (const {text, place} of stated) checkPattern(text, place);
    return [container.name, [...new Set(stated.map(({text}) => text))]] as const;
  });
  return new Map(watch.filter(([, patterns]) => patterns.length > 0));
}

function checkPattern(text: string, place: string): void {
  try {
    parseWatchPattern(text);
  } catch (error) {
    if (error instanceof WatchPatternError) throw new WatchPatternError(`${place}: ${error.message}`);
    throw error;
  }
}
