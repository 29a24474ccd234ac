import {InvalidTagError} from './invalid-tag-error';

/** How an image is built: through Dagger, or by Nix and pushed by skopeo. */
export type Builder = 'dagger' | 'nix';

/** Which image of which commit. */
export interface TagRequest {
  /** The version of the app inside, with or without a leading `v`. */
  readonly version: string;
  /** The full sha of the commit that was checked out, 40 or 64 lower-case hexadecimal digits. */
  readonly sha: string;
  readonly builder: Builder;
  /** The run builds main itself: the image gets the `-main` tag as well. */
  readonly main: boolean;
}

/** The tags of one image, most specific first. */
export interface ImageTags {
  /** `v<version>`, as it stands in the tags. */
  readonly version: string;
  /** The tag that every build of this commit gets. */
  readonly tag: string;
  /** `tag`, and the `-main` tag when the run builds main. */
  readonly tags: readonly [string, ...string[]];
}

/** The longest tag that a registry has to accept. */
export const maxTagLength = 128;

const shortShaLength = 7;

/**
 * The tags of one image: `v<version>-<sha7>`, on main also `v<version>-<sha7>-main`, and `-nix` at the end of each when
 * Nix built it.
 *
 * @throws InvalidTagError when the version or the sha cannot stand in a legal tag
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests for the grammar
 */
export function planTags({version, sha, builder, main}: TagRequest): ImageTags {
  const normalized = normalizeVersion(version);
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(sha)) throw new InvalidTagError(`"${sha}" is not a full commit sha`);
  const suffix = builder === 'nix' ? '-nix' : '';
  const base = `${normalized}-${sha.slice(0, shortShaLength)}`;
  const tag = checkLength(`${base}${suffix}`, version);
  return {
    version: normalized,
    tag,
    tags: main ? [tag, checkLength(`${base}-main${suffix}`, version)] : [tag],
  };
}

/**
 * A version as it stands in a tag: one leading `v`, and `_` for the `+` of semantic versioning's build metadata.
 *
 * @throws InvalidTagError when it is empty or has a character that no tag may have
 */
export function normalizeVersion(version: string): string {
  const bare = version.trim().replace(/^[vV](?=[0-9])/, '');
  if (bare === '') throw new InvalidTagError('The version is empty');
  const normalized = `v${bare.replaceAll('+', '_')}`;
  const illegal = /[^A-Za-z0-9_.-]/u.exec(normalized);
  if (illegal) {
    const shown = version.length > 60 ? `${version.slice(0, 60)}…` : version;
    throw new InvalidTagError(`The version "${shown}" has ${JSON.stringify(illegal[0])}, which no image tag may have`);
  }
  return normalized;
}

function checkLength(tag: string, version: string): string {
  if (tag.length <= maxTagLength) return tag;
  throw new InvalidTagError(
    `The version "${version.slice(0, 60)}…" makes a tag of ${tag.length} characters; ${maxTagLength} are allowed`,
  );
}
