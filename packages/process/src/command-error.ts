import {GantryError, redactSecrets} from '@gantry/errors';

/** How a program ended. */
export interface CommandFailure {
  /** The program and its arguments, as they were passed. */
  readonly argv: readonly string[];
  /** `undefined` when the program never ran or a signal ended it. */
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export type CommandErrorCode = 'command-failed' | 'command-not-found' | 'command-timed-out';

const stderrTailLines = 20;

/** A program that was not found, ran out of time, or ended with another exit status than 0. Secrets are redacted. */
export class CommandError extends GantryError implements CommandFailure {
  declare readonly code: CommandErrorCode;
  readonly argv: readonly string[];
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly stdout: string;
  readonly stderr: string;

  constructor(
    code: CommandErrorCode,
    summary: string,
    failure: CommandFailure,
    details: {hint?: string; cause?: unknown} = {},
  ) {
    const stderr = redactSecrets(failure.stderr);
    const tail = stderr.trim().split('\n').slice(-stderrTailLines).join('\n');
    const command = redactSecrets(failure.argv.map(quoteArgument).join(' '));
    super(`${command} ${summary}${tail === '' ? '' : `:\n${tail}`}`, {code, ...details});
    this.argv = failure.argv.map(redactSecrets);
    this.exitCode = failure.exitCode;
    this.signal = failure.signal;
    this.stdout = redactSecrets(failure.stdout);
    this.stderr = stderr;
  }
}

/** One argument as somebody would type it into a POSIX shell; only for texts that people read. */
export function quoteArgument(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}
