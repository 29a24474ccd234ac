import {GantryError} from '@gantry/errors';

/** A version that no legal image tag can carry. */
export class InvalidTagError extends GantryError {
  constructor(message: string) {
    super(message, {
      code: 'invalid-tag',
      hint: 'correct the version where the container states it; letters, digits, ".", "_", "-" and "+" are allowed.',
    });
  }
}
