import type {Container} from '@gantry/containers';
import type {CommitSha} from '@gantry/git';
import type {Changes} from '../changes/changes';
import {listChangedPaths, readChanges} from '../changes/read-changes';
import type {Head} from '../head';
import {followDependencies} from '../plan/follow-dependencies';
import type {ImageVerdict} from '../plan/image-verdict';
import type {History} from '../ports';
import {fixedFolders} from '../watched-files';
import type {ImageBase} from './find-image-bases';

/** So many pairs of commits are compared at once. */
const maxParallel = 4;

/**
 * Compares each image's base with head. Images with the same base share one comparison, which looks only at the paths of
 * their containers and of what these depend on.
 *
 * @param branch - what the history is called, for people
 */
export async function judgeImages(
  bases: readonly ImageBase[],
  head: Head,
  {history, branch}: {readonly history: History; readonly branch: string},
): Promise<ImageVerdict[]> {
  const namesByBase = new Map<CommitSha, Set<string>>();
  for (const {container, newest} of bases) {
    if (newest?.kind !== 'commit' || newest.sha === head.sha) continue;
    const names = namesByBase.get(newest.sha) ?? new Set();
    namesByBase.set(newest.sha, names.add(container.name));
  }
  await history.ensureCommits([...namesByBase.keys()]);
  const changesByBase = new Map<CommitSha, Changes>();
  const queue = [...namesByBase];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [base, names] = next;
      const paths = await listChangedPaths(base, head.sha, history, pathsOf(names, head));
      changesByBase.set(base, await readChanges(paths, base, head, history));
    }
  };
  await Promise.all(Array.from({length: maxParallel}, work));
  return bases.map(({container, builder, newest}) => ({
    container,
    builder,
    verdict: judge(newest, container, builder),
  }));

  function judge(newest: ImageBase['newest'], container: Container, builder: string): ImageVerdict['verdict'] {
    const image = container.builders.length > 1 ? `${builder} image` : 'image';
    if (newest === undefined) return {kind: 'build', reason: `no ${image} of any commit of ${branch} is published`};
    if (newest.kind === 'ambiguous') {
      const reason = `its newest ${image} may be of several commits, whose shas all begin with ${newest.shortSha}`;
      return {kind: 'build', reason};
    }
    const changes = changesByBase.get(newest.sha);
    return changes ? {kind: 'compare', changes} : {kind: 'done'};
  }
}

/** The folders that matter to some containers: their own, what they watch, and those of what they depend on. */
function pathsOf(names: ReadonlySet<string>, {settings, watch, dependencies}: Head): string[] {
  const all = new Set([...names].flatMap((name) => [name, ...followDependencies(name, dependencies)]));
  const prefix = settings.directory === '' ? '' : `${settings.directory}/`;
  return [...all].flatMap((name) => [`${prefix}${name}`, ...(watch.get(name) ?? []).flatMap(fixedFolders)]);
}
