/** What every error of this project carries besides its message. */
export interface ErrorDetails {
  /** A fixed word to test for, in kebab-case; it never changes with the wording of the message. */
  readonly code: string;
  /** The next step for the reader, as an imperative sentence. */
  readonly hint?: string | undefined;
  /** The error below this one. */
  readonly cause?: unknown;
}

/**
 * A failure that a person can act on: the message says what failed and where, `hint` what to do next.
 * Subclasses add what their layer knows (argv, status, position).
 */
export class GantryError extends Error {
  readonly code: string;
  readonly hint: string | undefined;

  constructor(message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : {cause: details.cause});
    this.name = new.target.name;
    this.code = details.code;
    this.hint = details.hint;
  }
}
