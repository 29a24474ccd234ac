import {GantryError} from '@gantry/errors';

export type EngineErrorCode = 'dagger-cli-missing' | 'engine-unreachable' | 'engine-version-mismatch' | 'engine-failed';

/** No Dagger session could be had, or the one that ran has ended. The message has the versions of SDK, CLI and engine. */
export class EngineError extends GantryError {
  declare readonly code: EngineErrorCode;

  constructor(message: string, details: {code: EngineErrorCode; hint: string; cause?: unknown}) {
    super(message, details);
  }
}
