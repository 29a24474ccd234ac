import {readVersion, type Container, type FileSource, type ReadVersionOptions} from '@gantry/containers';
import {GantryError} from '@gantry/errors';
import type {CommitSha} from '@gantry/git';
import {planTags, type Builder} from '@gantry/tags';
import type {ImagePlan} from './image-plan';
import {parseImageTag} from './parse-image-tag';

/** Where images go, as far as it is known. */
export interface Destination {
  /** `host[:port]`. */
  readonly registry: string | undefined;
  /** Path between the registry and the container's name, without slashes at its ends. */
  readonly namespace: string | undefined;
}

export interface PlanImageRequest {
  readonly container: Container;
  readonly builder: Builder;
  /** The commit that is built, and its committer time in seconds since 1970. */
  readonly sha: CommitSha;
  readonly commitTime: number;
  /** The files of that commit. */
  readonly files: FileSource;
  /** The run builds main itself. */
  readonly main: boolean;
  readonly destination: Destination;
  /** Instead of the version that the container's build file states. */
  readonly version?: string | undefined;
  /** Instead of the tags that version and commit give. */
  readonly tags?: readonly string[] | undefined;
  readonly versionOptions?: ReadVersionOptions | undefined;
}

/**
 * Plans one image: its version, tags and references. Nothing is built and no registry is asked.
 *
 * @throws GantryError `no-build-file` when the container is not built by this builder; VersionError when the container states no version; InvalidTagError when it makes no legal tag
 */
export async function planImage(request: PlanImageRequest): Promise<ImagePlan> {
  const {container, builder, sha, commitTime, files, main, destination} = request;
  if (!container.builders.includes(builder)) {
    throw new GantryError(`${container.path} has nothing that ${builder} builds`, {
      code: 'no-build-file',
      hint:
        builder === 'nix' ? 'add a default.nix, or ask for the dagger image.' : 'add a container.ts or a Dockerfile.',
    });
  }
  const version = request.version ?? (await readVersion(files, container, builder, request.versionOptions));
  const planned = planTags({version, sha, builder, main});
  const [first, ...more] = (request.tags ?? []).map(parseImageTag);
  const tags: ImagePlan['tags'] = first === undefined ? planned.tags : [first, ...more];
  const {registry} = destination;
  const repository = repositoryOf(container.name, destination);
  return {
    container: container.name,
    path: container.path,
    builder,
    version: planned.version,
    sha,
    commitTime,
    tags,
    registry,
    repository,
    references: registry === undefined ? [] : tags.map((tag) => `${registry}/${repository}:${tag}`),
  };
}

/** The repository of a container in its registry: `namespace/name`, or `name` without a namespace. */
export function repositoryOf(container: string, {namespace}: Pick<Destination, 'namespace'>): string {
  return namespace === undefined || namespace === '' ? container : `${namespace}/${container}`;
}
