import type {Reasons} from '../reasons';

/** What differs between two commits, by container. */
export interface Changes {
  /** Containers with a change of their own (not of what they depend on), and what it is. Deleted ones are not in it. */
  readonly changed: ReadonlyMap<string, Reasons>;
  /** Names of containers that head no longer has. */
  readonly deleted: ReadonlySet<string>;
}
