import {parseWatchPattern, unmatchedWatchPatterns, type FileSource, type WatchByName} from '@gantry/containers';
import {DetectionError} from './detection-error';

/**
 * Checks that each pattern means at least one file. Only the folders that patterns begin with are listed.
 *
 * @throws DetectionError `watch-matches-nothing`: a path that was renamed would hide every later change
 */
export async function checkWatch(watch: WatchByName, files: FileSource, where: string): Promise<void> {
  const folders = new Set([...watch.values()].flat().flatMap(fixedFolders));
  if (folders.size === 0) return;
  const under = folders.has('') ? [''] : [...folders];
  const lists = await Promise.all(under.map((folder) => files.listFiles(folder)));
  const unmatched = unmatchedWatchPatterns(lists.flat(), watch);
  if (unmatched.length === 0) return;
  const shown = unmatched
    .slice(0, 10)
    .map(
      ({container, pattern}) => `the watch pattern ${JSON.stringify(pattern)} of ${container} matches no tracked file`,
    );
  throw new DetectionError('watch-matches-nothing', `In ${where}, ${shown.join('; ')}`, {
    hint: 'correct the pattern, or remove it with the file that is gone.',
  });
}

/** The folders (or the file) at or below which a pattern's paths lie; `''` is the root. */
export function fixedFolders(pattern: string): string[] {
  return parseWatchPattern(pattern).alternatives.map((segments) => {
    const wild = segments.findIndex((segment) => /[*?]/.test(segment));
    return (wild === -1 ? segments : segments.slice(0, wild)).join('/');
  });
}
