import {findContainers, readSettings, workingFiles, type Container, type FileSource} from '@gantry/containers';
import {GantryError} from '@gantry/errors';
import type {CommitSha, Repository} from '@gantry/git';

/** The files that are built, and the commit that they are. */
export interface Source {
  readonly sha: CommitSha;
  /** Committer time, in seconds since 1970. */
  readonly commitTime: number;
  /** Absolute path of a checkout of `sha`. */
  readonly root: string;
  readonly files: FileSource;
  readonly containers: readonly Container[];
  /**
   * @throws GantryError `uncommitted-changes` when a tracked file under a folder is not what the commit holds: its image
   *   would be tagged with a commit that does not contain it
   */
  assertCommitted(folder: string): Promise<void>;
  dispose(): Promise<void>;
}

/**
 * Opens the commit that `ref` names. The checkout itself is used when it stands on that commit (files that earlier steps
 * made are seen then); any other commit gets a checkout of its own under `temporaryFolder`, removed by `dispose`.
 *
 * @throws UnknownRefError, SettingsError and what finding the containers throws
 */
export async function openSource(
  repository: Repository,
  {
    ref,
    directory,
    temporaryFolder,
  }: {readonly ref: string; readonly directory: string | undefined; readonly temporaryFolder: string},
): Promise<Source> {
  const sha = await repository.resolve(ref);
  const isHead = ref === 'HEAD' || sha === (await repository.resolve('HEAD'));
  const commitTime = await repository.commitTime(sha);
  const checkout = isHead ? undefined : await repository.checkout(sha, temporaryFolder);
  const dispose = async () => checkout?.dispose();
  try {
    const root = checkout?.root ?? repository.root;
    const files = workingFiles(root);
    const settings = await readSettings(files);
    const containers = await findContainers(files, directory === undefined ? settings : {...settings, directory});
    return {
      sha,
      commitTime,
      root,
      files,
      containers,
      dispose,
      async assertCommitted(folder) {
        if (!isHead) return;
        const [first, ...more] = await repository.uncommittedPaths(folder);
        if (first === undefined) return;
        const others = more.length === 0 ? '' : ` and ${more.length} more`;
        throw new GantryError(
          `${first}${others} differs from commit ${sha.slice(0, 7)}, whose name the image would carry`,
          {
            code: 'uncommitted-changes',
            hint: 'commit the change, or build with `push: false`.',
          },
        );
      },
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}
