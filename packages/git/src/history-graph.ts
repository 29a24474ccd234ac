import {parseCommitSha, type CommitSha} from './commit-sha';
import type {Git} from './git-command';
import type {HistoryStore} from './history-store';
import {readShallowFile} from './local-objects';
import type {Origin} from './origin';
import {RepositoryError} from './repository-error';

/** A view of the history, and where it ends too early. */
export interface HistoryGraph {
  /** Git that sees it. */
  readonly git: Git;
  /** The commits whose parents it lacks, with their times in unix seconds; empty when it is complete. */
  readonly ends: ReadonlyMap<CommitSha, number>;
}

export interface GraphPorts {
  readonly git: Git;
  readonly origin: Origin;
  readonly shallowFile: string;
}

/**
 * The history of some commits, first as much as is here; then, as long as it ends too early and the caller goes on,
 * with `depth` more generations; then all of it.
 *
 * @throws RepositoryError when `origin` is needed and cannot give it
 */
export async function* listGraphs(
  tips: readonly CommitSha[],
  depth: number,
  store: HistoryStore,
  {git, origin, shallowFile}: GraphPorts,
): AsyncGenerator<HistoryGraph> {
  const local = {git, ends: await findEnds(git, tips, await readShallowFile(shallowFile))};
  yield local;
  if (local.ends.size === 0) return;
  if ((await origin.url()) === undefined) {
    throw new RepositoryError('origin-missing', `${git.directory} is a shallow clone without a remote origin`, {
      hint: 'check out with fetch-depth: 0.',
    });
  }
  // The repository's own commits say who their parents are; only what lies beyond its ends has to come.
  const starts = [...local.ends.keys()];
  for (const step of [depth, undefined]) {
    if (!(await store.fetch(starts, step))) {
      const message = `origin (${await origin.url()}) does not hand out the commit at which this shallow clone ends`;
      throw new RepositoryError('commit-missing', `${message}: ${starts.join(', ')}`, {
        hint: 'check out with fetch-depth: 0, or run the workflow for the commit that replaced it.',
      });
    }
    const storeGit = await store.open();
    const ends = await findEnds(storeGit, tips, await store.readEnds());
    yield {git: storeGit, ends};
    if (ends.size === 0) return;
  }
}

async function findEnds(
  git: Git,
  tips: readonly CommitSha[],
  shallow: ReadonlySet<string>,
): Promise<Map<CommitSha, number>> {
  const ends = new Map<CommitSha, number>();
  if (shallow.size === 0) return ends;
  const roots = await git.run(['rev-list', '--timestamp', '--max-parents=0', ...tips, '--']);
  for (const line of roots.split('\n')) {
    const [time, sha] = line.split(' ');
    if (sha && shallow.has(sha)) ends.set(parseCommitSha(sha), Number(time));
  }
  return ends;
}

/** The time of the newest of the ends: what is older may have relatives that the graph does not show. */
export function newestEnd({ends}: HistoryGraph): number {
  return Math.max(-Infinity, ...ends.values());
}
