import {lstat} from 'node:fs/promises';
import {join} from 'node:path';
import type {CommitSha, Repository} from '@gantry/git';

/** The files that git knows here, as they lie here. */
export interface TrackedFiles {
  /** Tracked paths that differ from the commit that is checked out. */
  uncommitted(): Promise<readonly string[]>;
  /** Tracked paths below a folder, or that path itself: those of the commit, with what was added and without what was deleted since. */
  list(under: string): Promise<readonly string[]>;
}

/** @param head - `undefined` before the first commit */
export function trackedFiles(repository: Repository, head: CommitSha | undefined): TrackedFiles {
  let changed: Promise<readonly string[]> | undefined;
  const uncommitted = () => (changed ??= repository.uncommittedPaths(''));
  return {
    uncommitted,
    async list(under) {
      const paths = new Set(head === undefined ? [] : await repository.listFiles(head, under));
      for (const path of await uncommitted()) {
        if (under !== '' && path !== under && !path.startsWith(`${under}/`)) continue;
        if (await exists(join(repository.root, path))) paths.add(path);
        else paths.delete(path);
      }
      return [...paths];
    },
  };
}

async function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}
