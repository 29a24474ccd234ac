import type {CommitPresence} from './commit-presence';
import {parseCommitSha, type CommitSha} from './commit-sha';
import type {Git} from './git-command';
import type {HistoryStore} from './history-store';
import {findByPrefix, readShallowFile} from './local-objects';
import type {Origin} from './origin';
import {AmbiguousRefError} from './repository-error';

export interface ShortShaPorts {
  readonly git: Git;
  readonly origin: Origin;
  readonly commits: CommitPresence;
  readonly shallowFile: string;
  /** Commits without trees, outside the repository. */
  readonly commitStore: HistoryStore;
}

/** As git abbreviates: from here on one match among a part of the commits is taken for the only one. */
const trustedLength = 7;

/**
 * The commit whose sha begins with `prefix`. A forge lets nobody fetch by a short sha, so the search goes from what is
 * here over the tips of origin's refs to all commits of its branches and tags (pull requests are left out: a stranger
 * could plant a commit there). Fewer than seven digits are looked for among all commits at once, unless they are here.
 *
 * @param where - `here`: only among the objects of this repository
 * @throws AmbiguousRefError when several begin so
 */
export async function findShortSha(
  prefix: string,
  where: 'here' | 'everywhere',
  ports: ShortShaPorts,
): Promise<CommitSha | undefined> {
  const {git, origin, commits} = ports;
  const here = single(prefix, await findByPrefix(git, prefix));
  if (where === 'here') return here && commits.note(here);
  const isComplete = (await readShallowFile(ports.shallowFile)).size === 0;
  if (here && (isComplete || prefix.length >= trustedLength)) return commits.note(here);
  if ((await origin.url()) === undefined) return here && commits.note(here);

  const tips = prefix.length >= trustedLength ? await findTips(prefix, origin) : [];
  const found = single(prefix, tips) ?? (await findAmongAll(prefix, here, ports));
  if (found) await commits.require(found);
  return found;
}

async function findTips(prefix: string, origin: Origin): Promise<CommitSha[]> {
  const refs = await origin.listRefs();
  const shas = [...refs].filter(([name, sha]) => sha.startsWith(prefix) && /^refs\/(?:heads|tags)\//.test(name));
  return [...new Set(shas.map(([, sha]) => parseCommitSha(sha)))];
}

async function findAmongAll(
  prefix: string,
  here: CommitSha | undefined,
  {commitStore}: ShortShaPorts,
): Promise<CommitSha | undefined> {
  await commitStore.fetchBranchesAndTags();
  const found = await findByPrefix(await commitStore.open(), prefix);
  return single(prefix, [...new Set([...(here ? [here] : []), ...found])]);
}

function single(prefix: string, found: readonly CommitSha[]): CommitSha | undefined {
  if (found.length > 1) throw new AmbiguousRefError(prefix, found);
  return found[0];
}
