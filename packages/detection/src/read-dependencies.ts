import {
  isContainerName,
  listDependencies,
  ownImageName,
  parseDockerfile,
  readBuild,
  type Container,
  type Dependencies,
  type FileSource,
  type ImageScope,
} from '@gantry/containers';

/**
 * Which containers each container depends on, directly. A name that a Dockerfile takes from the own namespace counts even
 * when there is no such container: it may have been deleted.
 *
 * @param files - read each file once; see `rememberFiles`
 * @throws what `listDependencies` throws
 */
export async function readDependencies(
  files: FileSource,
  containers: readonly Container[],
  scope: ImageScope,
): Promise<Dependencies> {
  const names = new Set(containers.map(({name}) => name));
  const absent = new Set<string>();
  const relevant = await Promise.all(
    containers.map(async (container) => {
      if (container.dockerfile === undefined) return container;
      const used = scope.registry === undefined ? [] : await readOwnImages(files, container, scope);
      for (const name of used) if (!names.has(name) && isContainerName(name)) absent.add(name);
      // Nearly all use nobody's image but strangers'; their Dockerfiles need not be parsed a second time.
      const {dockerfile, ...withoutDockerfile} = container;
      return used.length > 0 ? container : withoutDockerfile;
    }),
  );
  const settings = {watch: [], dependsOn: [], labels: {}};
  const gone = [...absent].map((name): Container => ({name, path: '', builders: [], settings}));
  return listDependencies(files, [...relevant, ...gone], scope);
}

async function readOwnImages(files: FileSource, {path}: Container, scope: ImageScope): Promise<readonly string[]> {
  const {images} = readBuild(parseDockerfile((await files.readText(`${path}/Dockerfile`)) ?? ''));
  return images.flatMap(({reference}) => ownImageName(reference, scope) ?? []);
}
