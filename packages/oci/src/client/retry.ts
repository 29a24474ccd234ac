import {setTimeout as sleep} from 'node:timers/promises';
import {RegistryError} from './registry-error';

export interface RetryPolicy {
  /** How often a request is repeated at most. */
  readonly maxRetries: number;
  /** The first wait, in milliseconds; each following one is twice as long. */
  readonly firstWaitMs: number;
  /** The longest single wait, in milliseconds; a longer `Retry-After` is shortened to it. */
  readonly maxWaitMs: number;
  /** All waits of one request together, in milliseconds. */
  readonly budgetMs: number;
}

export const defaultRetryPolicy: RetryPolicy = {
  maxRetries: 5,
  firstWaitMs: 500,
  maxWaitMs: 60_000,
  budgetMs: 150_000,
};

/**
 * Whether trying again may help: 408, 429, 5xx (but not "not implemented"), and connections that were cut or went silent.
 * A name that cannot be resolved or a port where nothing listens is an answer, not an accident.
 */
export function isTransient(error: unknown): error is RegistryError {
  if (!(error instanceof RegistryError)) return false;
  const {code, status} = error;
  if (status === undefined) return code === 'connection-lost' || code === 'timed-out';
  return (
    code !== 'invalid-response' &&
    (status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505))
  );
}

/**
 * How long to wait before the next try, in milliseconds; `undefined` to give up. What the registry asks for in
 * `Retry-After` is kept to; otherwise the wait doubles, with jitter, so that many clients do not come back together.
 *
 * @param retries - how often it was tried again so far
 * @param waitedMs - all waits so far
 * @param random - 0 to 1
 */
export function planWait(
  error: {readonly retryAfterMs: number | undefined},
  retries: number,
  waitedMs: number,
  policy: RetryPolicy,
  random: number,
): number | undefined {
  if (retries >= policy.maxRetries) return undefined;
  const exponential = policy.firstWaitMs * 2 ** retries * (0.5 + random / 2);
  const waitMs = Math.round(Math.min(error.retryAfterMs ?? exponential, policy.maxWaitMs));
  return waitedMs + waitMs > policy.budgetMs ? undefined : waitMs;
}

/** Does the work, again after each accident as far as the policy goes, and says so in the log. */
export async function withRetries<Result>(
  work: () => Promise<Result>,
  policy: RetryPolicy,
  log: {warning(line: string): void} | undefined,
): Promise<Result> {
  let waitedMs = 0;
  for (let retries = 0; ; retries++) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error)) throw error;
      const waitMs = planWait(error, retries, waitedMs, policy, Math.random());
      if (waitMs === undefined) throw error;
      log?.warning(
        `${error.message}; trying again in ${(waitMs / 1000).toFixed(1)} s (${retries + 1} of ${policy.maxRetries})`,
      );
      await sleep(waitMs);
      waitedMs += waitMs;
    }
  }
}
