import type {FileSource} from '@gantry/containers';

/** Files in memory. */
export function filesOf(textByPath: Readonly<Record<string, string>>): FileSource {
  const paths = Object.keys(textByPath).sort();
  return {
    listFiles: (under) => Promise.resolve(paths.filter((path) => under === '' || path.startsWith(`${under}/`))),
    readText: (path) => Promise.resolve(textByPath[path]),
  };
}
