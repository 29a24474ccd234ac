import type {Builder, Container} from '../container';
import {VersionError} from '../errors';
import type {FileSource} from '../file-source';
import {readDefinition} from '../script/read-definition';
import {dockerfileVersionHint, findDockerfileVersion} from './dockerfile-version';
import {findNixVersion, nixVersionHint} from './nix-version';
import type {VersionSource} from './version-source';

export interface ReadVersionOptions {
  /** Asks Nix, when the files do not say it; `undefined` when Nix has no answer. Without it nothing is run. */
  readonly evaluateVersion?: (container: Container) => Promise<string | undefined>;
}

/**
 * The version of the app in a container's image, as it is written where the container states it:
 * container.ts, its `version`; Dockerfile, `ARG CONTAINER_APP_VERSION`; default.nix, `version = "…";`, then the Dockerfile's
 * ARG, then evaluation.
 *
 * @throws VersionError naming the file, and what to write there
 */
export async function readVersion(
  files: FileSource,
  container: Container,
  builder: Builder,
  options: ReadVersionOptions = {},
): Promise<string> {
  if (builder === 'nix') return readNixVersion(files, container, options);
  const {definition} = container;
  if (definition === undefined) throw notBuiltBy(container, 'dagger', 'a container.ts or a Dockerfile');
  const source =
    definition === 'container.ts'
      ? await readScriptVersion(files, container)
      : await readDockerfileVersion(files, container);
  if (source) return source.version;
  const hint =
    definition === 'container.ts' ? "write version: '1.2.3' into its default export." : dockerfileVersionHint;
  throw new VersionError(`${container.path}/${definition} has no version`, hint);
}

/**
 * Every version that the files of a container state, whichever builder uses it: for checking that they agree. Nothing is run.
 *
 * @throws VersionError when a file contradicts itself
 */
export async function listVersions(files: FileSource, container: Container): Promise<readonly VersionSource[]> {
  const sources = [
    container.definition === 'container.ts' ? await readScriptVersion(files, container) : undefined,
    await readDockerfileVersion(files, container),
  ];
  const nix = await findInNix(files, container);
  if (nix.kind === 'ambiguous' && !container.settings.nix) throw nix.error;
  if (nix.kind === 'literal') sources.push(nix.source);
  return sources.filter((source) => source !== undefined);
}

async function readNixVersion(files: FileSource, container: Container, options: ReadVersionOptions): Promise<string> {
  if (container.nixFile === undefined) throw notBuiltBy(container, 'nix', 'a default.nix');
  const nix = await findInNix(files, container);
  if (nix.kind === 'literal') return nix.source.version;
  // Somebody who named the attribute to evaluate has settled which of several versions is meant.
  if (nix.kind === 'ambiguous' && !container.settings.nix) throw nix.error;
  const stated = nix.kind === 'none' ? await readDockerfileVersion(files, container) : undefined;
  const version = stated?.version ?? (await options.evaluateVersion?.(container))?.trim();
  if (version) return version;
  if (nix.kind === 'ambiguous') throw nix.error;
  const where = container.dockerfile ? ', nor has the Dockerfile' : '';
  throw new VersionError(`${container.path}/default.nix has no version${where}`, nixVersionHint);
}

async function findInNix(files: FileSource, container: Container) {
  const file = `${container.path}/default.nix`;
  const text = container.nixFile && (await files.readText(file));
  return text === undefined ? ({kind: 'none'} as const) : findNixVersion(text, file);
}

async function readDockerfileVersion(files: FileSource, container: Container): Promise<VersionSource | undefined> {
  const file = `${container.path}/Dockerfile`;
  const text = container.dockerfile && (await files.readText(file));
  return text === undefined ? undefined : findDockerfileVersion(text, file);
}

async function readScriptVersion(files: FileSource, container: Container): Promise<VersionSource | undefined> {
  const file = `${container.path}/container.ts`;
  const {version} = readDefinition((await files.readText(file)) ?? '');
  if (version.kind === 'absent') return undefined;
  const literal = version.kind === 'literal' ? version.value.trim() : undefined;
  if (literal) return {file, line: version.line, version: literal};
  throw new VersionError(
    `${file}:${version.line}: the version ${literal === '' ? 'is empty' : 'cannot be read without running the file'}`,
    "write it as a literal in the default export: version: '1.2.3'.",
  );
}

function notBuiltBy({path}: Container, builder: Builder, files: string): VersionError {
  return new VersionError(
    `${path} is not built by ${builder}, so it has no version there`,
    `add ${files} to it, or ask for another builder.`,
  );
}
