import {GantryError} from '@gantry/errors';

/** A login that did not come about. */
export class LoginError extends GantryError {}
