import {ImageMediaTypes, type Container} from '@dagger.io/dagger/client';

/**
 * Writes an image as an OCI archive.
 *
 * @param variants - one for each platform
 * @param file - absolute path on this machine, wherever the engine runs
 */
export async function exportImage(
  [first, ...others]: readonly [Container, ...Container[]],
  file: string,
): Promise<void> {
  await first.export(file, {
    mediaTypes: ImageMediaTypes.OcimediaTypes,
    ...(others.length === 0 ? {} : {platformVariants: others}),
  });
}
