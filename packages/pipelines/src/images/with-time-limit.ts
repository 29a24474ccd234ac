import {GantryError} from '@gantry/errors';

/**
 * Gives `work` a signal that is aborted when its time is over, and fails then even if `work` does not listen.
 *
 * @param limitMs - in milliseconds
 * @throws GantryError `timed-out`
 */
export async function withTimeLimit<Result>(
  what: string,
  limitMs: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new GantryError(`${what} did not end within ${limitMs / 60_000} min`, {
        code: 'timed-out',
        hint: 'raise `timeout-minutes`, or see in the log above where the time went.',
      });
      controller.abort(error);
      reject(error);
    }, limitMs);
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
