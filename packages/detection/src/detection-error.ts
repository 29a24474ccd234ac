import {GantryError} from '@gantry/errors';

export type DetectionErrorCode = 'no-registry' | 'watch-matches-nothing' | 'unknown-container';

/** What is to be built cannot be said, because of something that a person has to correct. */
export class DetectionError extends GantryError {
  declare readonly code: DetectionErrorCode;

  constructor(code: DetectionErrorCode, message: string, details: {readonly hint: string; readonly cause?: unknown}) {
    super(message, {code, ...details});
  }
}
