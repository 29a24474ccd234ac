import {GantryError} from '@gantry/errors';

export type InvalidReferenceCode = 'invalid-registry' | 'invalid-repository' | 'invalid-tag' | 'invalid-digest';

/** A text that is no registry, repository, tag or digest. */
export class InvalidReferenceError extends GantryError {
  declare readonly code: InvalidReferenceCode;

  constructor(code: InvalidReferenceCode, message: string, hint: string) {
    super(message, {code, hint});
  }
}

/** A text of unknown origin as it may stand in a message: quoted, control characters escaped, shortened. */
export function quoteText(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
