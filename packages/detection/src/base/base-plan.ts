/** What head is compared with, decided from inputs and event alone. */
export type BasePlan = LastPublishedPlan | ComparisonPlan;

/** Each image is compared with the newest ancestor of head for which the registry holds it. */
export interface LastPublishedPlan {
  readonly kind: 'last-published';
  /** Only the `-main` tags count: on main they alone are the record. */
  readonly mainOnly: boolean;
  /**
   * An image of head itself counts. Not on a push: what that push has to build stays the same when its run is repeated,
   * and the build finds out by itself that the image exists.
   */
  readonly headCounts: boolean;
  /** What to do when the registry cannot be asked. */
  readonly otherwise: ComparisonPlan;
}

/** Head is compared with one commit. */
export type ComparisonPlan =
  | {
      /** A commit that the event names; the server may have forgotten it. */
      readonly kind: 'commit';
      readonly sha: string;
      /** What it is, for people: `the commit before this push`. */
      readonly what: string;
    }
  | {
      /** The merge base of head and the first of these refs that exists. */
      readonly kind: 'merge-base';
      readonly refs: readonly [string, ...string[]];
      /** What is owed when head is in the history of that ref already, so that nothing differs. */
      readonly whenMerged: 'nothing' | 'everything';
    }
  | {
      /** A ref that somebody named: an error when it does not exist. */
      readonly kind: 'ref';
      readonly ref: string;
    }
  | {
      /** No base can be known. */
      readonly kind: 'everything';
      /** Why, as the end of the sentence "Everything is built, because …". */
      readonly reason: string;
    };
