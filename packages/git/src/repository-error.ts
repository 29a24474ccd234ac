import {GantryError, redactSecrets} from '@gantry/errors';

export type RepositoryErrorCode =
  | 'not-a-repository'
  | 'repository-not-trusted'
  | 'origin-missing'
  | 'origin-failed'
  | 'commit-missing'
  | 'git-failed'
  | 'git-timed-out'
  | 'git-not-found';

/** A repository that cannot answer: it is none, it is damaged, or `origin` refuses or cannot be reached. */
export class RepositoryError extends GantryError {
  declare readonly code: RepositoryErrorCode;

  constructor(code: RepositoryErrorCode, message: string, details: {hint?: string | undefined; cause?: unknown} = {}) {
    super(message, {code, ...details});
  }
}

/** A ref that names no commit, neither here nor at `origin`. */
export class UnknownRefError extends GantryError {
  readonly ref: string;

  constructor(ref: string, message: string, details: {code?: string; hint?: string; cause?: unknown} = {}) {
    super(message, {
      code: 'unknown-ref',
      hint: 'name a branch, a tag or a commit that has been pushed.',
      ...details,
    });
    this.ref = ref;
  }
}

/** A text that no ref may be; nothing was asked of git. */
export class InvalidRefError extends UnknownRefError {
  constructor(ref: string, reason: string) {
    super(ref, `The ref ${JSON.stringify(ref.slice(0, 80))} is refused: ${reason}`, {
      code: 'invalid-ref',
      hint: 'pass a branch, a tag, a commit sha, or a full ref such as refs/heads/main.',
    });
  }
}

/** A short sha that more than one commit begins with. */
export class AmbiguousRefError extends UnknownRefError {
  readonly candidates: readonly string[];

  constructor(ref: string, candidates: readonly string[]) {
    const shown = candidates.slice(0, 10).join(', ') + (candidates.length > 10 ? ', …' : '');
    super(ref, `The short sha ${ref} is ambiguous: ${candidates.length} commits begin with it (${shown})`, {
      code: 'ambiguous-ref',
      hint: 'pass more digits of the commit you mean.',
    });
    this.candidates = candidates;
  }
}

/** What git printed, fit for a message: the last lines, without hints, progress, or credentials in addresses. */
export function summarizeGitOutput(stderr: string): string {
  const lines = stderr
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(hint:|remote: (Counting|Compressing|Enumerating|Total))/.test(line));
  return removeCredentials(redactSecrets(lines.slice(-6).join('\n')));
}

/** The text without user and password in front of a host. `git@` and other bare users of ssh stay. */
export function removeCredentials(text: string): string {
  return text
    .replace(/(\bhttps?:\/\/)[^/@\s'"]+@/gi, '$1')
    .replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^/@:\s'"]*):[^/@\s'"]+@/gi, '$1@');
}
