import {
  listWatch,
  parseWatchPattern,
  readDefinition,
  unmatchedWatchPatterns,
  type Container,
  type FileSource,
  type WatchByName,
} from '@gantry/containers';
import {isRepositoryProblem} from '../exit-codes';
import {toFindings, type Finding} from './finding';

/** The patterns that can be used, and what is wrong with the others. */
export async function readWatch(
  files: FileSource,
  containers: readonly Container[],
): Promise<{readonly watch: WatchByName; readonly findings: readonly Finding[]}> {
  const findings: Finding[] = [];
  const watch = new Map<string, readonly string[]>();
  for (const container of containers) {
    try {
      for (const [name, patterns] of await listWatch(files, [container])) watch.set(name, patterns);
    } catch (error) {
      if (!isRepositoryProblem(error)) throw error;
      findings.push(...toFindings(error, container));
    }
  }
  return {watch, findings};
}

/**
 * The patterns that mean no tracked file: a path that was renamed hides every later change.
 *
 * @param tracked - lists the tracked files below a folder
 */
export async function checkWatch(
  watch: WatchByName,
  containers: readonly Container[],
  files: FileSource,
  tracked: (under: string) => Promise<readonly string[]>,
): Promise<Finding[]> {
  if (watch.size === 0) return [];
  const folders = new Set([...watch.values()].flat().flatMap(topFolders));
  const lists = await Promise.all(folders.has('') ? [tracked('')] : [...folders].map(tracked));
  const containerByName = new Map(containers.map((container) => [container.name, container]));
  return Promise.all(
    unmatchedWatchPatterns(lists.flat(), watch).map(async ({container, pattern}) => ({
      code: 'watch-matches-nothing',
      container,
      ...(await placeOfPattern(containerByName.get(container), pattern, files)),
      message: `the watch pattern ${JSON.stringify(pattern)} matches no tracked file`,
      fix: 'correct the pattern, add the file to git, or remove the entry.',
    })),
  );
}

/** The first folder of each path that a pattern means; `''` when it begins with a wildcard. */
function topFolders(pattern: string): string[] {
  return parseWatchPattern(pattern).alternatives.map(([first = '']) => (/[*?]/.test(first) ? '' : first));
}

async function placeOfPattern(
  container: Container | undefined,
  pattern: string,
  files: FileSource,
): Promise<Pick<Finding, 'file' | 'line' | 'key'>> {
  const {settings, path, name} = container ?? {};
  const index = settings?.watch.indexOf(pattern) ?? -1;
  if (index !== -1 && settings?.position) {
    const {file, line} = settings.position;
    return {file, line, key: `containers.${name}.watch[${index}]`};
  }
  const file = `${path}/container.ts`;
  const {watch} = readDefinition((await files.readText(file)) ?? '');
  return {file, line: watch.kind === 'absent' ? undefined : watch.line};
}
