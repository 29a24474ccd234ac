import {GantryError} from '@gantry/errors';

/** A folder or an archive that is no complete, honest OCI image layout. */
export class InvalidLayoutError extends GantryError {
  constructor(message: string, hint?: string, cause?: unknown) {
    super(message, {
      code: 'invalid-layout',
      hint: hint ?? 'export the image again; the file is damaged, or was not written as an OCI image layout.',
      cause,
    });
  }
}
