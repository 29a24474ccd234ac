import type {Container, Settings, WatchByName} from '@gantry/containers';
import type {CommitSha, Repository} from '@gantry/git';
import type {Environment} from '@gantry/process';
import {selectNamed} from '../select-named';
import {findChanged} from './changed-containers';
import {findMainBase, findNamedBase, type CheckBase} from './find-base';
import type {ServiceVersion} from './service-versions';

/** Which containers to look at. */
export type Selection =
  | {readonly kind: 'all'}
  | {readonly kind: 'names'; readonly names: readonly string[]}
  /** What changed since this branch left `base`; `undefined` is main. */
  | {readonly kind: 'changed'; readonly base: string | undefined};

export interface SelectRequest {
  readonly repository: Repository;
  readonly env: Environment;
  readonly settings: Settings;
  readonly containers: readonly Container[];
  readonly watch: WatchByName;
  readonly services: ReadonlyMap<string, ServiceVersion> | undefined;
  /** `undefined` before the first commit: then nothing can be compared. */
  readonly head: CommitSha | undefined;
  /** Lists the tracked paths that differ from `head`. */
  readonly uncommitted: () => Promise<readonly string[]>;
}

/**
 * The containers to look at, in the order of the names, and what they were compared with.
 *
 * @throws UsageError for a name that no container has, UnknownRefError for a base that does not exist
 */
export async function selectContainers(
  selection: Selection,
  request: SelectRequest,
): Promise<{readonly selected: readonly Container[]; readonly base: CheckBase | undefined}> {
  const {containers, settings, repository, env, head, uncommitted} = request;
  if (selection.kind === 'names') {
    const names = [...new Set(selection.names)].sort();
    const where = settings.directory || 'the root';
    return {selected: names.map((name) => selectNamed(containers, name, where)), base: undefined};
  }
  if (selection.kind === 'all' || head === undefined) return {selected: containers, base: undefined};
  const base =
    selection.base === undefined
      ? await findMainBase(repository, head, settings.mainBranch, env)
      : await findNamedBase(repository, head, selection.base);
  if (base.kind === 'everything') return {selected: containers, base};
  const selected = await findChanged({...request, base: base.sha, head, uncommitted: await uncommitted()});
  return {selected, base};
}
