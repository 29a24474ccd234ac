import {GantryError} from '@gantry/errors';

/** The event payload is not what a forge sends. */
export class InvalidEventError extends GantryError {
  constructor(message: string, cause?: unknown) {
    super(message, {
      code: 'invalid-event',
      hint: 'leave event-name and event-path to the runner, or name the JSON file of the event that you mean.',
      cause,
    });
  }
}
