import {describeError} from '@gantry/errors';
import {createJobLog, type Log} from './log';

/** What an action gets from the outside. */
export interface ActionPorts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
}

/**
 * Runs an action: prints the whole chain of an error once, as plain text, and fails the step then.
 * A step of a cancelled or timed-out job is killed at once (SIGKILL), so nothing here counts on being told.
 */
export async function runAction(main: (ports: ActionPorts) => Promise<void>): Promise<void> {
  const log = createJobLog(process.env);
  try {
    await main({env: process.env, log});
  } catch (error) {
    process.exitCode = 1;
    log.error(describeError(error));
  }
}
