import {parseDockerfile} from '../dockerfile/parse-dockerfile';
import {readBuild} from '../dockerfile/read-build';
import {VersionError} from '../errors';
import {isSameVersion, type VersionSource} from './version-source';

export const versionArgument = 'CONTAINER_APP_VERSION';

const line = `ARG ${versionArgument}=1.2.3`;

/**
 * The default of `ARG CONTAINER_APP_VERSION`, before the first FROM or in a stage. An ARG that only repeats the name in a
 * stage says nothing new; the same version twice is one version.
 *
 * @returns `undefined` when no ARG states it
 * @throws VersionError when two lines state different versions, or the value is empty or computed
 */
export function findDockerfileVersion(text: string, file: string): VersionSource | undefined {
  const {argumentDefaults} = readBuild(parseDockerfile(text));
  const sources = argumentDefaults
    .filter(({name}) => name === versionArgument)
    .map(({value, line: place}) => {
      const version = value?.trim();
      if (version) return {file, line: place, version};
      const problem = version === '' ? 'is empty' : 'is not a literal';
      throw new VersionError(
        `${file}:${place}: the default of ${versionArgument} ${problem}`,
        `write the version itself there: "${line}".`,
      );
    });
  const [first, ...others] = sources;
  const other = others.find(({version}) => first && !isSameVersion(version, first.version));
  if (first && other) {
    throw new VersionError(
      `${file} states two versions: ${versionArgument} is ${first.version} on line ${first.line} and ${other.version} on line ${other.line}`,
      `keep one default, and write "ARG ${versionArgument}" without a value in the other places.`,
    );
  }
  return first;
}

/** What to write into a Dockerfile that has no version. */
export const dockerfileVersionHint = `write "${line}" into it, with the version of the app inside.`;
