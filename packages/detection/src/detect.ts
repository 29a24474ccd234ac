import {orderByDependencies, type Builder, type Dependencies} from '@gantry/containers';
import type {RunContext} from '@gantry/events';
import type {CommitSha} from '@gantry/git';
import {chooseBase} from './base/choose-base';
import {compare, judgeByComparison} from './changes/judge-by-comparison';
import {readCommit, readHead, type Head, type Overrides} from './head';
import type {ImageVerdict} from './plan/image-verdict';
import {buildAll, type Judgement} from './plan/judgement';
import {planBuilds} from './plan/plan-builds';
import type {History, Log, TagSource} from './ports';
import {judgeByRegistry} from './published/judge-by-registry';
import {formatReasons} from './reasons';
import {selectContainers} from './select-containers';

export interface DetectRequest {
  readonly history: History;
  readonly context: Pick<RunContext, 'event' | 'ref'>;
  /** The ref whose containers are looked at. */
  readonly head: string;
  /** `auto`, `before`, `last-published`, or a ref. */
  readonly base: string;
  /** What somebody named: nothing is compared then. `undefined` compares. */
  readonly containers: 'all' | readonly string[] | undefined;
  readonly overrides: Overrides;
  /** Opens a registry; called at most once, and only when it has to be asked. */
  readonly openRegistry: (registry: string) => Promise<TagSource>;
  readonly log: Log;
}

/** One container that has to be built. */
export interface DetectedContainer {
  readonly name: string;
  /** The builders whose image is owed; `dagger` first. */
  readonly builders: readonly Builder[];
  /** 0 for what needs no other container of this list; else one more than the highest that it needs. */
  readonly level: number;
  /** Why, for people; never empty. */
  readonly reasons: readonly string[];
}

export interface Detection {
  readonly head: CommitSha;
  /** What head was compared with; of several commits the oldest. `undefined` when nothing was compared. */
  readonly base: CommitSha | undefined;
  /** Whether a later run finds by itself what this one leaves unbuilt, because the registry is the record. */
  readonly registryIsRecord: boolean;
  /** Dependencies first. */
  readonly containers: readonly DetectedContainer[];
}

/**
 * Says which containers have to be built, and why.
 *
 * @throws UnknownRefError, UnknownContainerError, DependencyCycleError, SettingsError, DetectionError and others of the
 *   packages below: each names what a person has to correct
 */
export async function detect(request: DetectRequest): Promise<Detection> {
  const {history, log, context} = request;
  const commit = await readCommit(await history.resolve(request.head), request.overrides, history);
  if (request.containers !== undefined) {
    const head = await readHead(commit);
    const images = takeNamed(request.containers, head);
    // What a named container depends on is nobody's wish; the order among the named ones holds all the same.
    return finish({images, base: undefined, registryIsRecord: false}, head, new Map(), log);
  }
  const {mainBranch, registry} = commit.settings;
  const {base, head: ref} = request;
  const plan = chooseBase({base, head: ref, context, mainBranch, registryKnown: registry !== undefined});
  const comparison = plan.kind === 'last-published' ? plan.otherwise : plan;
  if (plan.kind === 'last-published') {
    const head = await readHead(commit);
    const judgement =
      (await judgeByRegistry(plan, head, request)) ??
      (await judgeByComparison(await compare(comparison, commit.sha, history), head, request));
    return finish(judgement, head, head.dependencies, log);
  }
  // Two programs at once: most of the time goes into reading trees.
  const [head, compared] = await Promise.all([readHead(commit), compare(comparison, commit.sha, history)]);
  return finish(await judgeByComparison(compared, head, request), head, head.dependencies, log);
}

function finish(judgement: Judgement, head: Head, dependencies: Dependencies, log: Log): Detection {
  const {builds, warnings} = planBuilds(judgement.images, dependencies);
  for (const warning of warnings) log.warning(warning);
  const levels = orderByDependencies([...builds.keys()], head.dependencies);
  const containers = levels.flatMap((names, level) =>
    names.flatMap((name): DetectedContainer[] => {
      const build = builds.get(name);
      return build ? [{name, builders: build.builders, level, reasons: formatReasons(build.reasons)}] : [];
    }),
  );
  const {base, registryIsRecord} = judgement;
  return {head: head.sha, base, registryIsRecord, containers};
}

function takeNamed(named: 'all' | readonly string[], head: Head): readonly ImageVerdict[] {
  const where = `${head.settings.directory || 'the root'} of ${head.sha.slice(0, 7)}`;
  const containers = named === 'all' ? head.containers : selectContainers(head.containers, named, where);
  const reason = named === 'all' ? 'all containers were asked for' : 'it was asked for by name';
  return buildAll({containers}, reason);
}
