import type {Repository} from '@gantry/git';

/** What detection asks of a repository. */
export type History = Pick<
  Repository,
  'resolve' | 'ensureCommit' | 'ensureCommits' | 'mergeBase' | 'listAncestors' | 'changedPaths' | 'filesAt'
>;

/** What detection asks of a registry. */
export interface TagSource {
  /** All tags of `namespace/name`; empty when there is no such repository. */
  listTags(repository: string): Promise<readonly string[]>;
}

export interface Log {
  info(line: string): void;
  warning(line: string): void;
}
