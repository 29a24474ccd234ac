import {describeError} from '@gantry/errors';
import {findContainers, readSettings, readVersion, VersionError, type Builder, type ReadVersionOptions} from '../src';
import {failureOf, filesOf} from './files-of';

/** The build files of `containers/x`, and its settings as YAML. */
export interface Folder {
  readonly Dockerfile?: string;
  readonly 'container.ts'?: string;
  readonly 'default.nix'?: string;
  readonly settings?: string;
}

export async function open({settings, ...texts}: Folder) {
  const files = filesOf({
    ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [`containers/x/${name}`, text])),
    ...(settings && {'gantry.yaml': `containers: {x: ${settings}}`}),
  });
  const [container] = await findContainers(files, await readSettings(files));
  if (!container) throw new Error('there is no container');
  return {files, container};
}

/** What `readVersion` says of the folder. */
export async function version(folder: Folder, builder: Builder, options?: ReadVersionOptions): Promise<string> {
  const {files, container} = await open(folder);
  return readVersion(files, container, builder, options);
}

/** How `readVersion` refuses the folder. */
export async function refusal(folder: Folder, builder: Builder, options?: ReadVersionOptions): Promise<string> {
  const error = await failureOf(() => version(folder, builder, options));
  expect(error).toBeInstanceOf(VersionError);
  return describeError(error);
}
