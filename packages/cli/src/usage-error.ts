import {GantryError} from '@gantry/errors';

/** What was asked for cannot be asked so. */
export class UsageError extends GantryError {
  constructor(
    message: string,
    details: {readonly code?: string; readonly hint?: string | undefined; readonly cause?: unknown},
  ) {
    super(message, {code: 'wrong-usage', ...details});
  }

  /** The same error, known to come from what somebody typed. */
  static from(error: GantryError): UsageError {
    return new UsageError(error.message, {code: error.code, hint: error.hint, cause: error.cause});
  }
}
