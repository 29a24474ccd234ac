import type {Builder} from '@gantry/containers';
import {planImage, type ImagePlan, type PlanImageRequest} from '@gantry/pipelines/plan';
import {InvalidTagError} from '@gantry/tags';
import {exitCodes, type ExitCode} from '../exit-codes';
import {formatTable} from '../format-table';
import {openWorkspace} from '../open-workspace';
import {readCommit} from '../read-commit';
import type {Terminal} from '../terminal';
import {UsageError} from '../usage-error';
import {withCommitEvaluator} from '../with-evaluator';

export interface TagsRequest {
  readonly name: string;
  /** Default: every one that the container has. */
  readonly builder?: Builder | undefined;
  readonly ref: string;
  readonly main?: boolean | undefined;
  readonly version?: string | undefined;
  readonly json?: boolean | undefined;
}

/** What `--json` prints. */
interface TagsDocument {
  readonly container: string;
  readonly sha: string;
  readonly images: readonly {
    readonly builder: Builder;
    readonly version: string;
    /** The first of `tags`. */
    readonly tag: string;
    readonly tags: readonly string[];
    /** One for each tag; empty when no registry is known. */
    readonly references: readonly string[];
  }[];
}

/** Prints the tags of a container's images at one commit. */
export async function runTags(request: TagsRequest, terminal: Terminal): Promise<ExitCode> {
  const repository = await openWorkspace(terminal);
  const {sha, files, container, settings} = await readCommit(repository, request.ref, request.name);
  const commitTime = await repository.commitTime(sha);
  const plans = await withCommitEvaluator({repository, sha, env: terminal.env}, (evaluateVersion) =>
    planAll(request.builder === undefined ? container.builders : [request.builder], {
      ...{container, sha, commitTime, files},
      main: request.main ?? false,
      destination: {registry: settings.registry, namespace: settings.namespace},
      version: request.version,
      versionOptions: {evaluateVersion},
    }),
  );
  if (request.ref === 'HEAD') {
    const [changed] = await repository.uncommittedPaths(container.path);
    if (changed !== undefined) terminal.note(`${changed} is not committed, so it plays no part in these tags.`);
  }
  terminal.print(request.json ? JSON.stringify(toDocument(request.name, sha, plans)) : formatPlans(plans));
  return exitCodes.done;
}

async function planAll(
  builders: readonly Builder[],
  request: Omit<PlanImageRequest, 'builder'>,
): Promise<readonly ImagePlan[]> {
  try {
    return await Promise.all(builders.map((builder) => planImage({...request, builder})));
  } catch (error) {
    const isTyped = error instanceof InvalidTagError && request.version !== undefined;
    throw isTyped ? new UsageError(error.message, {code: error.code, hint: 'pass another --version.'}) : error;
  }
}

function toDocument(container: string, sha: string, plans: readonly ImagePlan[]): TagsDocument {
  const images = plans.map(({builder, version, tags, references}) => ({
    builder,
    version,
    tag: tags[0],
    tags,
    references,
  }));
  return {container, sha, images};
}

function formatPlans(plans: readonly ImagePlan[]): string {
  return formatTable(
    plans.flatMap(({builder, tags, references}) => tags.map((tag, index) => [builder, tag, references[index] ?? ''])),
  );
}
