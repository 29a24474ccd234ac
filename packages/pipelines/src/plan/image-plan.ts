import type {CommitSha} from '@gantry/git';
import type {Builder} from '@gantry/tags';

/** What one image of one commit will be called. */
export interface ImagePlan {
  /** The container's name. */
  readonly container: string;
  /** Its folder, relative to the repository's root, with `/`. */
  readonly path: string;
  readonly builder: Builder;
  /** With one leading `v`, as in the tags. */
  readonly version: string;
  readonly sha: CommitSha;
  /** Committer time of `sha`, in seconds since 1970. */
  readonly commitTime: number;
  readonly tags: readonly [string, ...string[]];
  /** `host[:port]`; `undefined` when no registry is known. */
  readonly registry: string | undefined;
  /** `namespace/name`, or `name` without a namespace. */
  readonly repository: string;
  /** `registry/repository:tag` for each tag; empty when no registry is known. */
  readonly references: readonly string[];
}
