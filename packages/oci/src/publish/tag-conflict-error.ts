import {GantryError} from '@gantry/errors';
import type {Digest} from '../reference/digest';

/** What a tag stands for in the registry. */
export interface TagDigest {
  readonly tag: string;
  readonly digest: Digest;
}

/** A tag that is published already stands for another image than it should; nothing was changed. */
export class TagConflictError extends GantryError {
  /** The tags that exist, and what they stand for. */
  readonly published: readonly TagDigest[];
  /** The image that was to be published; `undefined` when it is not known. */
  readonly digest: Digest | undefined;

  constructor(image: string, published: readonly TagDigest[], digest: Digest | undefined, cause?: unknown) {
    super(describeConflict(image, published, digest), {
      code: 'tag-conflict',
      cause,
      hint:
        digest === undefined && published.length > 1
          ? 'have an admin delete the tag that is wrong; a published tag is never moved.'
          : 'find out what makes two builds of this commit differ (a time, an unpinned base image or download); to publish this one, build it from a new commit, or have an admin delete the tag.',
    });
    this.published = published;
    this.digest = digest;
  }
}

function describeConflict(image: string, published: readonly TagDigest[], digest: Digest | undefined): string {
  const list = published.map((entry) => `${entry.tag} is ${entry.digest}`).join(', ');
  if (digest !== undefined) {
    return `${image} is published already with another content: ${list}; this build is ${digest}`;
  }
  return published.length > 1
    ? `The tags of ${image} do not stand for one image: ${list}`
    : `${image} was published by another run while this one was at work, with another content: ${list}`;
}
