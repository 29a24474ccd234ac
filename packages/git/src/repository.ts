import type {CommitSha} from './commit-sha';

/** The files of one commit. */
export interface CommitFiles {
  /**
   * Tracked paths under a folder (`''`: all), relative to the root, in git's order.
   *
   * @param depth - only files that are so many folders below it; 0 is the folder's own. Reads no other trees.
   */
  listFiles(under: string, depth?: number): Promise<readonly string[]>;
  /** A file as UTF-8 text; `undefined` when there is none. Links are followed inside the commit, never out of it. */
  readText(path: string): Promise<string | undefined>;
}

/** A checkout that nobody else uses. */
export interface PrivateCheckout {
  /** Absolute, without symbolic links. */
  readonly root: string;
  /** Removes the folder and what git knows of it. May be called again. */
  dispose(): Promise<void>;
}

/**
 * Answers questions about one repository. It asks `origin` only for what is missing here, and writes nothing to the
 * repository but fetched objects and, in a clone that is shallow already, the list of its ends: no ref, no
 * configuration, no FETCH_HEAD. Paths are relative to the root and use `/`; one that is not UTF-8 has U+FFFD instead.
 */
export interface Repository {
  /** The absolute top level of the work tree. */
  readonly root: string;

  /**
   * The commit that a ref means, fetched when it is not here.
   * - `HEAD` is what is checked out.
   * - A full sha is that commit, or the commit that this tag object points at.
   * - Anything else is a name first: what `origin` has by that name, and only when it has none, what is here: a branch
   *   in a CI checkout may be old. Order as in git: `refs/<name>`, the tag, the branch; a log line says so when a tag
   *   and a branch have the same name. `origin/x` is the branch `x` of `origin`.
   * - Four and more hexadecimal digits are a short sha when nothing is called so. With seven and more, a commit that is
   *   here goes before a name: nobody takes a short sha over by pushing a branch called like it.
   *
   * @throws UnknownRefError when there is no such commit; InvalidRefError, AmbiguousRefError (both are UnknownRefErrors)
   * @throws RepositoryError when `origin` has to be asked and cannot be
   */
  resolve(ref: string): Promise<CommitSha>;

  /**
   * Makes sure that a commit is here.
   *
   * @returns false when it is not, and `origin` has it neither (or there is no `origin`)
   * @throws RepositoryError when `origin` has to be asked and cannot be
   */
  ensureCommit(sha: CommitSha): Promise<boolean>;

  /**
   * Makes sure that many commits are here, with as few fetches as it takes.
   *
   * @throws RepositoryError `commit-missing` for one that is nowhere, and when `origin` cannot be asked
   */
  ensureCommits(shas: readonly CommitSha[]): Promise<void>;

  /** When it was committed, in unix seconds. */
  commitTime(sha: CommitSha): Promise<number>;

  /** Its parents as the commit states them, in a shallow clone too. */
  parents(sha: CommitSha): Promise<CommitSha[]>;

  /**
   * The best common ancestor; the first that git names when there are several. Reads as much of the history from
   * `origin` as a shallow clone lacks, without files and into a temporary folder.
   *
   * @returns `undefined` when the histories meet nowhere
   * @throws RepositoryError when one of the two is nowhere, or the clone is shallow and `origin` cannot be asked
   */
  mergeBase(a: CommitSha, b: CommitSha): Promise<CommitSha | undefined>;

  /** Whether `ancestor` is in the history of `descendant`, or the same. A commit that is nowhere is no ancestor. */
  isAncestor(ancestor: CommitSha, descendant: CommitSha): Promise<boolean>;

  /**
   * The history of a commit, itself first, newest first by commit time but no commit before one that descends from it,
   * all parents followed.
   *
   * @param options.limit - how many at most
   * @param options.under - only commits that changed something under this folder, for a merge: against one of its parents
   * @throws RepositoryError when the clone is shallow and `origin` cannot be asked
   */
  listAncestors(sha: CommitSha, options: {readonly limit: number; readonly under?: string}): Promise<CommitSha[]>;

  /**
   * The paths that differ between two commits: content, mode, kind, submodule. A rename counts as one path removed and
   * one added.
   *
   * @param under - only paths that are, or are below, one of these
   * @returns unique, in git's order: by their UTF-8 bytes
   * @throws RepositoryError `commit-missing` when one of the two is nowhere
   * @see https://git-scm.com/docs/git-diff-tree, `-r -z --name-only --no-renames`
   */
  changedPaths(base: CommitSha, head: CommitSha, under?: readonly string[]): Promise<string[]>;

  /** Tracked paths under a folder (`''`: all), submodules included, in git's order. */
  listFiles(sha: CommitSha, under: string): Promise<string[]>;

  /** A file's content; `undefined` when there is no file. Links are followed inside the commit, never out of it. */
  readFile(sha: CommitSha, path: string): Promise<Buffer | undefined>;

  /** The files of a commit as a source of containers. */
  filesAt(sha: CommitSha): CommitFiles;

  /** Tracked paths under a folder whose content here is not that of `HEAD`, staged or not. */
  uncommittedPaths(under: string): Promise<string[]>;

  /**
   * A checkout of a commit in a new folder under `parent`, as a linked work tree. No hook runs; submodules stay empty.
   *
   * @throws RepositoryError when the commit is nowhere, or the files cannot be written
   */
  checkout(sha: CommitSha, parent: string): Promise<PrivateCheckout>;

  /** The address of a remote, without user and password; `undefined` when there is no such remote. */
  remoteUrl(name: string): Promise<string | undefined>;
}
