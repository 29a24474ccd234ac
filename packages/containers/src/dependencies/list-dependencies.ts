import type {Container} from '../container';
import {parseDockerfile} from '../dockerfile/parse-dockerfile';
import {readBuild} from '../dockerfile/read-build';
import {DependencyCycleError, UnknownContainerError} from '../errors';
import type {FileSource} from '../file-source';
import {mapParallel} from '../map-parallel';
import {suggest} from '../suggest';
import {listStated} from '../list-stated';
import {ownImageName, type ImageScope} from './image-names';

/**
 * Which containers each container needs: the images of its Dockerfile that are published under `scope`, and `dependsOn` of
 * gantry.yaml and container.ts.
 *
 * @param containers - all containers of the repository
 * @returns every container's name; the needed names sorted and unique, direct ones only
 * @throws UnknownContainerError when `dependsOn` names a container that does not exist
 * @throws DependencyCycleError when a container needs itself; longer circles are for `orderByDependencies`
 * @throws DefinitionError when container.ts computes its `dependsOn`
 */
export async function listDependencies(
  files: FileSource,
  containers: readonly Container[],
  scope: ImageScope,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = new Set(containers.map(({name}) => name));
  const needed = await mapParallel(containers, async (container) => {
    const stated = await listStated(files, container, 'dependsOn');
    const unknown = stated.find(({text}) => !names.has(text));
    if (unknown) {
      throw new UnknownContainerError(
        `${unknown.place}: the container ${container.name} depends on ${JSON.stringify(unknown.text)}, which does not exist${suggest(unknown.text, names)}`,
        'correct the name, or remove the entry.',
      );
    }
    const images = await listOwnImages(files, container, scope);
    return [...new Set([...stated.map(({text}) => text), ...images.filter((name) => names.has(name))])].sort();
  });
  return new Map(
    containers.map(({name}, index) => {
      const dependencies = needed[index] ?? [];
      if (dependencies.includes(name)) throw new DependencyCycleError([name, name]);
      return [name, dependencies];
    }),
  );
}

async function listOwnImages(files: FileSource, container: Container, scope: ImageScope): Promise<string[]> {
  if (scope.registry === undefined || container.dockerfile === undefined) return [];
  const text = await files.readText(`${container.path}/Dockerfile`);
  const {images} = readBuild(parseDockerfile(text ?? ''));
  return images.flatMap(({reference}) => ownImageName(reference, scope) ?? []);
}
