import type {Builder} from './image-tags';

/** What a published tag says of its image. */
export interface PublishedTag {
  readonly tag: string;
  /** `v<version>`, as in the tag. */
  readonly version: string;
  /** The first seven characters of the commit. */
  readonly shortSha: string;
  readonly builder: Builder;
  /** Whether it is the record of a build of main. */
  readonly main: boolean;
}

/** Reads a tag that {@link planTags} may have made; `undefined` for every other tag. */
export function parseTag(tag: string): PublishedTag | undefined {
  const match = /^(v[A-Za-z0-9_.-]+)-([0-9a-f]{7})(-main)?(-nix)?$/.exec(tag);
  if (!match?.[1] || !match[2]) return undefined;
  return {
    tag,
    version: match[1],
    shortSha: match[2],
    builder: match[4] ? 'nix' : 'dagger',
    main: match[3] !== undefined,
  };
}
