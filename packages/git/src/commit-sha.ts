import {GantryError} from '@gantry/errors';

/** A full commit sha: 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits. Only {@link parseCommitSha} makes one. */
export type CommitSha = string & {readonly __brand: 'CommitSha'};

/** A text that should have been a full commit sha. */
export class InvalidShaError extends GantryError {
  constructor(text: string) {
    super(`${JSON.stringify(text.slice(0, 80))} is not a full commit sha`, {
      code: 'invalid-sha',
      hint: 'pass all 40 (or 64) hexadecimal digits of the commit.',
    });
  }
}

/**
 * Reads a full commit sha; upper-case digits become lower-case, as in git.
 *
 * @throws InvalidShaError for every other text, the all-zero sha of "no commit" included
 */
export function parseCommitSha(text: string): CommitSha {
  const sha = text.toLowerCase();
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(sha) || /^0+$/.test(sha)) throw new InvalidShaError(text);
  return sha as CommitSha;
}
