import {VersionError} from '../errors';
import {findNixVersions} from '../nix/find-nix-versions';
import {isSameVersion, type VersionSource} from './version-source';

/** What the text of a default.nix says of its version. */
export type NixVersionResult =
  | {readonly kind: 'literal'; readonly source: VersionSource}
  /** None, or one that only evaluation gives. */
  | {readonly kind: 'none'}
  /** Several literals, none further out than the others. */
  | {readonly kind: 'ambiguous'; readonly error: VersionError};

/**
 * Looks for `version = "…";`. A file may hold versions of other things too (a library that it builds first): those in the
 * outermost scope count, so a `let version = "…"; in` at the top decides. Where the outermost scope has one that is not a
 * literal, nothing is guessed from the scopes inside.
 */
export function findNixVersion(text: string, file: string): NixVersionResult {
  const versions = findNixVersions(text);
  const depth = Math.min(...versions.map((version) => version.depth));
  const outermost = versions.filter((version) => version.depth === depth);
  const [first] = outermost;
  if (!first || outermost.some((version) => version.text === undefined)) return {kind: 'none'};
  const sources = outermost.map(({text: version = '', line}) => ({file, line, version: version.trim()}));
  const empty = sources.find(({version}) => version === '');
  if (empty) {
    throw new VersionError(
      `${file}:${empty.line}: the version is empty`,
      'write the version of the app there: version = "1.2.3";',
    );
  }
  const source = sources[0] as VersionSource;
  if (sources.every(({version}) => isSameVersion(version, source.version))) return {kind: 'literal', source};
  const list = sources.map(({version, line}) => `"${version}" on line ${line}`).join(', ');
  return {
    kind: 'ambiguous',
    error: new VersionError(
      `${file} has several versions and does not say which one is the image's: ${list}`,
      'begin the file\'s body with let version = "1.2.3"; in … for the image, or name the attribute to evaluate in gantry.yaml (nix.attribute).',
    ),
  };
}

/** What to write into a default.nix that has no version. */
export const nixVersionHint =
  'write version = "1.2.3"; into it, with the version of the app inside, or name the attribute or package to evaluate in gantry.yaml (nix.attribute, nix.package).';
