import {findContainers, readSettings, type Container, type FileSource, type Settings} from '@gantry/containers';
import type {CommitSha, Repository} from '@gantry/git';
import {selectNamed} from './select-named';

/** One container in the files of one commit. */
export interface CommittedContainer {
  readonly sha: CommitSha;
  readonly files: FileSource;
  readonly container: Container;
  /** Of the commit that is checked out: CI takes the place of the containers and the registry from there. */
  readonly settings: Settings;
}

/**
 * Finds a container in a commit, by the rules of the actions.
 *
 * @throws UnknownRefError; UsageError for a container that the commit does not have
 */
export async function readCommit(repository: Repository, ref: string, name: string): Promise<CommittedContainer> {
  const [sha, head] = await Promise.all([repository.resolve(ref), repository.resolve('HEAD')]);
  const files = repository.filesAt(sha);
  const settings = await readSettings(repository.filesAt(head));
  const {directory} = settings;
  const containers = await findContainers(files, {...(await readSettings(files)), directory});
  return {sha, files, settings, container: selectNamed(containers, name, `${directory} of ${sha.slice(0, 7)}`)};
}
