import {parseCommitSha, RepositoryError, UnknownRefError, type CommitSha} from '@gantry/git';
import type {History} from '../ports';
import type {ComparisonPlan} from './base-plan';

/** The commit that head is compared with, or why there is none. */
export type Base =
  {readonly kind: 'commit'; readonly sha: CommitSha} | {readonly kind: 'everything'; readonly reason: string};

/**
 * Finds the commit that a plan means; fetched when it is not here.
 *
 * @returns `everything` when the commit that the event speaks of cannot be had: a build too many is better than one too few
 * @throws UnknownRefError for a ref that a person named and that does not exist
 */
export async function findBase(plan: ComparisonPlan, head: CommitSha, history: History): Promise<Base> {
  switch (plan.kind) {
    case 'everything':
      return plan;
    case 'ref':
      return {kind: 'commit', sha: await history.resolve(plan.ref)};
    case 'commit':
      return unlessUnreachable(plan.what, async () => {
        const sha = parseCommitSha(plan.sha);
        if (await history.ensureCommit(sha)) return {kind: 'commit', sha};
        return {kind: 'everything', reason: `${plan.what} (${sha.slice(0, 7)}) is gone from the server`};
      });
    case 'merge-base':
      return unlessUnreachable(`the history of ${describeRef(plan.refs.at(-1) ?? '')}`, () =>
        findMergeBase(plan, head, history),
      );
  }
}

async function findMergeBase(
  {refs, whenMerged}: Extract<ComparisonPlan, {kind: 'merge-base'}>,
  head: CommitSha,
  history: History,
): Promise<Base> {
  const name = describeRef(refs.at(-1) ?? '');
  for (const ref of refs) {
    const other = await resolveKnown(ref, history);
    if (other === undefined) continue;
    const sha = await history.mergeBase(head, other);
    if (sha === undefined)
      return {kind: 'everything', reason: `${head.slice(0, 7)} and ${name} have no common history`};
    if (sha === head && whenMerged === 'everything') {
      return {
        kind: 'everything',
        reason: `${head.slice(0, 7)} is a commit of ${name}, and has no earlier commit to compare`,
      };
    }
    return {kind: 'commit', sha};
  }
  return {kind: 'everything', reason: `there is no branch ${name} to compare with`};
}

async function resolveKnown(ref: string, history: History): Promise<CommitSha | undefined> {
  try {
    return await history.resolve(ref);
  } catch (error) {
    if (error instanceof UnknownRefError) return undefined;
    throw error;
  }
}

async function unlessUnreachable(what: string, find: () => Promise<Base>): Promise<Base> {
  try {
    return await find();
  } catch (error) {
    if (!(error instanceof RepositoryError)) throw error;
    return {kind: 'everything', reason: `${what} cannot be read: ${error.message}`};
  }
}

function describeRef(ref: string): string {
  return ref.replace(/^refs\/heads\//, '');
}
