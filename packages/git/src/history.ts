import type {CommitPresence} from './commit-presence';
import {parseCommitSha, type CommitSha} from './commit-sha';
import {gitFailure} from './git-command';
import {listGraphs, newestEnd, type GraphPorts} from './history-graph';
import type {HistoryStore} from './history-store';
import {peelToCommit} from './local-objects';

export interface HistoryPorts extends GraphPorts {
  readonly commits: CommitPresence;
  /** Commits alone. */
  readonly commitStore: HistoryStore;
  /** Commits and trees. */
  readonly treeStore: HistoryStore;
}

/** How far a question about two commits looks before it takes the whole history, in generations. */
const firstDepth = 256;

/** @see Repository.mergeBase */
export async function findMergeBase(a: CommitSha, b: CommitSha, ports: HistoryPorts): Promise<CommitSha | undefined> {
  await ports.commits.require(a, b);
  if (a === b) return a;
  for await (const graph of listGraphs([a, b], firstDepth, ports.commitStore, ports)) {
    const args = ['merge-base', a, b];
    const result = await graph.git.try(args);
    if (result.exitCode > 1) throw gitFailure(args, result, graph.git.directory);
    const base = result.exitCode === 0 ? parseCommitSha(result.stdout.trim()) : undefined;
    if (graph.ends.size === 0) return base;
    // A better base is a descendant of this one, so it could hide only behind an end that is newer.
    if (base && newestEnd(graph) <= (await timeOf(base, graph.git))) return base;
  }
  return undefined;
}

/** @see Repository.isAncestor */
export async function isAncestor(ancestor: CommitSha, descendant: CommitSha, ports: HistoryPorts): Promise<boolean> {
  if (ancestor === descendant) return true;
  await ports.commits.require(descendant);
  for await (const graph of listGraphs([descendant], firstDepth, ports.commitStore, ports)) {
    if ((await peelToCommit(graph.git, ancestor)) === undefined) continue;
    const args = ['merge-base', '--is-ancestor', ancestor, descendant];
    const result = await graph.git.try(args);
    if (result.exitCode > 1) throw gitFailure(args, result, graph.git.directory);
    if (result.exitCode === 0) return true;
  }
  return false;
}

/** @see Repository.listAncestors */
export async function listAncestors(
  sha: CommitSha,
  {limit, under}: {readonly limit: number; readonly under?: string},
  ports: HistoryPorts,
): Promise<CommitSha[]> {
  if (limit < 1) return [];
  await ports.commits.require(sha);
  const folder = under?.replace(/\/+$/, '') ?? '';
  const paths = folder === '' ? [] : [folder];
  const depth = folder === '' ? limit : Math.max(firstDepth, 4 * limit);
  const store = folder === '' ? ports.commitStore : ports.treeStore;
  let listed: CommitSha[] = [];
  for await (const graph of listGraphs([sha], depth, store, ports)) {
    // Without --full-history git follows only one parent of a merge whose folder equals that parent's.
    const args = [
      'rev-list',
      '--timestamp',
      '--date-order',
      '--full-history',
      `--max-count=${limit}`,
      sha,
      '--',
      ...paths,
    ];
    const lines = (await graph.git.run(args)).split('\n').filter((line) => line !== '');
    const entries = lines
      .map((line) => line.split(' '))
      .map(([time, id]) => ({time: Number(time), id: id as CommitSha}));
    listed = entries.map(({id}) => id);
    if (graph.ends.size === 0) return listed;
    const last = entries.at(-1);
    if (listed.length < limit || !last) continue;
    const meetsNoEnd = !listed.slice(0, folder === '' ? -1 : undefined).some((id) => graph.ends.has(id));
    if (meetsNoEnd && (folder === '' || newestEnd(graph) < last.time)) return listed;
  }
  return listed;
}

async function timeOf(sha: CommitSha, git: HistoryPorts['git']): Promise<number> {
  return Number.parseInt(await git.run(['show', '--no-patch', '--format=%ct', sha]), 10);
}
