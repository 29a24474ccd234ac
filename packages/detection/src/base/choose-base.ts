import {buildsMain, type RunContext} from '@gantry/events';
import {DetectionError} from '../detection-error';
import type {BasePlan, ComparisonPlan, LastPublishedPlan} from './base-plan';

export interface BaseRequest {
  /** `auto`, `before`, `last-published`, or a ref. */
  readonly base: string;
  /** The ref whose containers are looked at; `HEAD` is the commit of the run. */
  readonly head: string;
  readonly context: Pick<RunContext, 'event' | 'ref'>;
  /** Without `refs/heads/`. */
  readonly mainBranch: string;
  readonly registryKnown: boolean;
}

/**
 * Chooses what head is compared with.
 *
 * `auto` asks the registry where the run is to publish what is owed (main, a schedule, a dispatch, a tag), and compares
 * commits where it shows what somebody changed (a pull request, another branch, a person's own clone). `before` is the
 * same without asking a registry.
 *
 * @throws DetectionError `no-registry` for `last-published` without a registry
 */
export function chooseBase(request: BaseRequest): BasePlan {
  switch (request.base) {
    case 'auto':
      return request.registryKnown && publishes(request) ? lastPublished(request) : compareCommits(request);
    case 'before':
      return compareCommits(request);
    case 'last-published':
      if (request.registryKnown) return lastPublished(request);
      throw new DetectionError('no-registry', 'There is no registry to ask what was published last', {
        hint: 'set the input `registry`, or `registry:` in gantry.yaml; `base: before` needs none.',
      });
    default:
      return {kind: 'ref', ref: request.base};
  }
}

function publishes({context, mainBranch}: BaseRequest): boolean {
  const {event} = context;
  if (event.kind === 'push') return buildsMain(context, mainBranch) || event.ref.startsWith('refs/tags/');
  if (event.kind === 'pull_request') return false;
  return event.kind !== 'other' || event.name !== '';
}

function lastPublished(request: BaseRequest): LastPublishedPlan {
  return {
    kind: 'last-published',
    mainOnly: request.head === 'HEAD' && buildsMain(request.context, request.mainBranch),
    headCounts: request.context.event.kind !== 'push',
    otherwise: compareCommits(request),
  };
}

function compareCommits({context: {event}, head, mainBranch}: BaseRequest): ComparisonPlan {
  const main = `refs/heads/${mainBranch}`;
  switch (event.kind) {
    case 'push':
      if (event.ref.startsWith('refs/tags/')) return everything('the push of a tag does not say what came before');
      if (event.before !== undefined) {
        return {kind: 'commit', sha: event.before, what: `the commit before this push to ${shortRef(event.ref)}`};
      }
      if (event.ref === main) return everything(`this is the first push of ${mainBranch}`);
      return {kind: 'merge-base', refs: [main], whenMerged: 'nothing'};
    case 'pull_request':
      // The branch may have moved since, or may have been rewritten: its tip of then is what this request was made for.
      return {kind: 'merge-base', refs: [event.baseSha, `refs/heads/${event.baseBranch}`], whenMerged: 'nothing'};
    case 'workflow_dispatch':
      if (event.ref === main && head === 'HEAD') return everything(`a dispatch on ${mainBranch} has no earlier commit`);
      return {kind: 'merge-base', refs: [main], whenMerged: 'everything'};
    case 'schedule':
      return everything('a schedule has no earlier commit');
    case 'other':
      if (event.name !== '') return everything(`the event ${event.name} has no earlier commit`);
      return {kind: 'merge-base', refs: [main], whenMerged: 'nothing'};
  }
}

function everything(reason: string): ComparisonPlan {
  return {kind: 'everything', reason};
}

function shortRef(ref: string): string {
  return ref.replace(/^refs\/heads\//, '');
}
