import type {CommitSha} from '@gantry/git';
import {formatShortSha, toShortSha} from './short-sha';

/** The newest ancestor for which an image is published. */
export type NewestImage =
  | {
      readonly kind: 'commit';
      readonly sha: CommitSha;
      /** How many commits of the history are newer. */
      readonly place: number;
    }
  | {
      /** The tag's seven characters are those of more than one ancestor. */
      readonly kind: 'ambiguous';
      readonly shortSha: string;
    };

/** A history, newest first, that can be asked which of its commits are the newest among some short shas. */
export class ShortShaIndex {
  private readonly placesByShortSha = new Map<number, number[]>();

  /**
   * @param ancestors - newest first
   * @param skipped - so many of the newest are no answer, but still make a short sha ambiguous
   */
  constructor(
    private readonly ancestors: readonly CommitSha[],
    private readonly skipped: number,
  ) {
    for (const [place, sha] of ancestors.entries()) {
      const short = toShortSha(sha);
      const places = this.placesByShortSha.get(short);
      if (places) places.push(place);
      else this.placesByShortSha.set(short, [place]);
    }
  }

  /** The newest commit whose short sha is among these; `undefined` when none is in this history. */
  findNewest(shortShas: Uint32Array): NewestImage | undefined {
    let newest: {place: number; shortSha: number; alone: boolean} | undefined;
    for (const shortSha of shortShas) {
      const places = this.placesByShortSha.get(shortSha);
      const place = places?.find((one) => one >= this.skipped);
      if (!places || place === undefined || (newest && newest.place < place)) continue;
      newest = {place, shortSha, alone: places.length === 1};
    }
    const sha = newest && this.ancestors[newest.place];
    if (!newest || !sha) return undefined;
    return newest.alone
      ? {kind: 'commit', sha, place: newest.place}
      : {kind: 'ambiguous', shortSha: formatShortSha(newest.shortSha)};
  }
}
