import {GantryError} from '@gantry/errors';

/** Credentials that could not be read: a damaged file, or a helper that fails. */
export class CredentialsError extends GantryError {
  constructor(message: string, hint: string, cause?: unknown) {
    super(message, {code: 'credentials-unreadable', hint, cause});
  }
}
