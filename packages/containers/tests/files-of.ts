import type {FileSource} from '../src';

/** A tree of files in memory. */
export function filesOf(texts: Readonly<Record<string, string>>): FileSource {
  const paths = Object.keys(texts).sort();
  return {
    listFiles: (under) => Promise.resolve(paths.filter((path) => under === '' || path.startsWith(`${under}/`))),
    readText: (path) => Promise.resolve(Object.hasOwn(texts, path) ? texts[path] : undefined),
  };
}

/** What a call that must fail throws. */
export async function failureOf(call: () => unknown): Promise<Error> {
  try {
    await call();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('it did not fail');
}
