import {
  isSameVersion,
  listVersions,
  readVersion,
  VersionError,
  type Container,
  type FileSource,
  type VersionSource,
} from '@gantry/containers';
import {GantryError} from '@gantry/errors';
import {planTags} from '@gantry/tags';
import {isRepositoryProblem} from '../exit-codes';
import type {EvaluateVersion} from '../with-evaluator';
import {toFindings, type Finding} from './finding';

/** A version and its place; without a line when Nix has evaluated it. */
export type FoundVersion = Omit<VersionSource, 'line'> & {readonly line?: number | undefined};

export interface VersionCheck {
  readonly findings: readonly Finding[];
  /** What the container states first; `undefined` when that is not known. */
  readonly version: FoundVersion | undefined;
  /** Why a version that only Nix can say is not known; `undefined` when there is none such. */
  readonly unchecked: string | undefined;
}

/** What only Nix can say was not asked. */
class LeftOutError extends GantryError {
  constructor(container: string) {
    super(`the version of ${container} is only known to Nix, which was not asked`, {code: 'left-out'});
  }
}

/**
 * Checks that everything in a container's folder that states its version says the same, that each of its images has one,
 * and that tags can carry it.
 *
 * @param evaluate - asks Nix; `undefined` leaves out what only Nix can say
 */
export async function checkVersions(
  container: Container,
  files: FileSource,
  evaluate: EvaluateVersion | undefined,
): Promise<VersionCheck> {
  const findings: Finding[] = [];
  const found: FoundVersion[] = [];
  let unchecked: string | undefined;
  try {
    found.push(...(await listVersions(files, container)));
    for (const builder of container.builders) {
      await readVersion(files, container, builder, {
        async evaluateVersion() {
          if (container.settings.nix === undefined) return undefined;
          if (evaluate === undefined) throw new LeftOutError(container.name);
          const version = (await evaluate(container))?.trim();
          if (version) found.push({file: `${container.path}/default.nix`, version});
          return version;
        },
      });
    }
  } catch (error) {
    if (error instanceof VersionError || isRepositoryProblem(error)) findings.push(...toFindings(error, container));
    else if (isMissingNix(error)) unchecked = error.message;
    else throw error;
  }
  findings.push(...listDifferences(container, found), ...listIllegal(container, found));
  return {findings, version: found[0], unchecked};
}

function listDifferences({name}: Container, [first, ...others]: readonly FoundVersion[]): Finding[] {
  if (first === undefined) return [];
  return others
    .filter(({version}) => !isSameVersion(version, first.version))
    .map(({file, line, version}) => ({
      code: 'versions-differ',
      container: name,
      file,
      line,
      message: `the version is ${version} here, and ${first.version} in ${placeOf(first)}`,
      fix:
        line === undefined
          ? `make Nix give ${first.version}, or correct ${placeOf(first)}.`
          : `write ${phraseFor(file, first.version)} here, or correct ${placeOf(first)}.`,
    }));
}

function listIllegal({name, builders}: Container, found: readonly FoundVersion[]): Finding[] {
  // The longest tag that this container's images get.
  const builder = builders.includes('nix') ? 'nix' : 'dagger';
  return found.flatMap(({file, line, version}) => {
    try {
      planTags({version, sha: '0'.repeat(40), builder, main: true});
      return [];
    } catch (error) {
      if (!(error instanceof GantryError)) throw error;
      const fix =
        'write a version of letters, digits, ".", "_", "-" and "+", short enough for a tag of 128 characters.';
      return [{code: error.code, container: name, file, line, message: error.message, fix}];
    }
  });
}

function isMissingNix(error: unknown): error is GantryError {
  return error instanceof GantryError && ['left-out', 'nix-missing', 'nixpkgs-missing'].includes(error.code);
}

/** `containers/web/Dockerfile:3`. */
export function placeOf({file, line}: Pick<FoundVersion, 'file' | 'line'>): string {
  return line === undefined ? `${file} (as Nix evaluates it)` : `${file}:${line}`;
}

function phraseFor(file: string, version: string): string {
  if (file.endsWith('.nix')) return `version = "${version}";`;
  return file.endsWith('.ts') ? `version: '${version}'` : `ARG CONTAINER_APP_VERSION=${version}`;
}
