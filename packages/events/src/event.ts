/**
 * What triggered a run, as far as the rules of this project look at it.
 * All names are full refs (`refs/heads/main`); shas are 40 or 64 lower-case hexadecimal digits.
 */
export type ForgeEvent =
  | {
      readonly kind: 'push';
      readonly ref: string;
      /** The tip before the push; `undefined` when the ref is new (the forge sends zeros). It may be no ancestor. */
      readonly before: string | undefined;
      readonly after: string;
    }
  | {
      readonly kind: 'pull_request';
      /** Name of the branch that the pull request wants to change, without `refs/heads/`. */
      readonly baseBranch: string;
      /** Tip of the base branch when the event was made; the branch may have moved since. */
      readonly baseSha: string;
      readonly headSha: string;
    }
  | {readonly kind: 'workflow_dispatch'; readonly ref: string; readonly inputs: Readonly<Record<string, string>>}
  | {readonly kind: 'schedule'}
  | {readonly kind: 'other'; readonly name: string};
