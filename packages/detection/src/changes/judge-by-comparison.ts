import type {CommitSha} from '@gantry/git';
import type {ComparisonPlan} from '../base/base-plan';
import {findBase, type Base} from '../base/find-base';
import type {Head} from '../head';
import {buildAll, judgeAll, type Judgement} from '../plan/judgement';
import type {History, Log} from '../ports';
import {listChangedPaths, readChanges} from './read-changes';

/** A base, and the paths that differ between it and head. */
export interface Comparison {
  readonly base: Base;
  readonly paths: readonly string[];
}

/** Finds the base and compares; needs nothing of what head says about its containers. */
export async function compare(plan: ComparisonPlan, head: CommitSha, history: History): Promise<Comparison> {
  const base = await findBase(plan, head, history);
  return {base, paths: base.kind === 'commit' ? await listChangedPaths(base.sha, head, history) : []};
}

/** Judges all images by what differs between one commit and head. */
export async function judgeByComparison(
  {base, paths}: Comparison,
  head: Head,
  {history, log}: {readonly history: History; readonly log: Log},
): Promise<Judgement> {
  if (base.kind === 'everything') {
    log.warning(`Everything is built, because ${base.reason}.`);
    const images = buildAll(head, `everything is built: ${base.reason}`);
    return {images, base: undefined, registryIsRecord: false};
  }
  log.info(`Comparing ${head.sha.slice(0, 7)} with ${base.sha.slice(0, 7)}`);
  const changes = await readChanges(paths, base.sha, head, history);
  const images =
    changes.everything === undefined ? judgeAll(head, {kind: 'compare', changes}) : buildAll(head, changes.everything);
  return {images, base: base.sha, registryIsRecord: false};
}
