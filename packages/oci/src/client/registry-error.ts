import {GantryError} from '@gantry/errors';

export type RegistryErrorCode =
  | 'registry-unreachable'
  | 'connection-lost'
  | 'timed-out'
  | 'tls'
  | 'unauthorized'
  | 'denied'
  | 'not-found'
  | 'too-large'
  | 'rate-limited'
  | 'server-error'
  | 'refused'
  | 'digest-mismatch'
  | 'invalid-response'
  | 'insecure';

/** One entry of a registry's own `errors[]`; hostile text, made printable and short. */
export interface RegistryMessage {
  readonly code: string;
  readonly message: string;
}

export interface RegistryFailure {
  readonly code: RegistryErrorCode;
  readonly method: string;
  /** The path alone: the query of an upload or of a redirect may carry a secret. */
  readonly path: string;
  readonly status?: number | undefined;
  readonly errors?: readonly RegistryMessage[];
  /** How long the registry asked to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/** A request to a registry that failed: which one, how it was answered, and the registry's own words. */
export class RegistryError extends GantryError {
  declare readonly code: RegistryErrorCode;
  readonly method: string;
  readonly path: string;
  /** `undefined` when there was no answer. */
  readonly status: number | undefined;
  readonly errors: readonly RegistryMessage[];
  readonly retryAfterMs: number | undefined;

  constructor(message: string, failure: RegistryFailure) {
    super(message, {code: failure.code, hint: failure.hint, cause: failure.cause});
    this.method = failure.method;
    this.path = failure.path;
    this.status = failure.status;
    this.errors = failure.errors ?? [];
    this.retryAfterMs = failure.retryAfterMs;
  }
}
