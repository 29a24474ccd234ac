import {describeError, GantryError, redactSecrets} from '@gantry/errors';
import {CommanderError} from 'commander';
import {exitCodeOf, exitCodes, type ExitCode} from './exit-codes';
import {createProgram} from './program';
import type {Terminal} from './terminal';
import {UsageError} from './usage-error';

/**
 * Runs one command line.
 *
 * @param args - without `node` and the script
 * @returns how the process has to end; every error is written already
 */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const program = createProgram(terminal, (code) => (exitCode = code));
  try {
    await program.parseAsync(args, {from: 'user'});
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
    // Called with nothing to do: it has shown its help.
    if (error instanceof CommanderError && error.code === 'commander.help') return exitCodes.usage;
    const shown = error instanceof CommanderError ? explainUsage(error, args) : error;
    reportError(shown, args.includes('--json'), terminal);
    return exitCodeOf(shown);
  }
}

function explainUsage({message}: CommanderError, args: readonly string[]): UsageError {
  const command = args.find((argument) => /^[a-z]+$/.test(argument) && argument !== 'help');
  const isKnown = command !== undefined && !message.includes('unknown command');
  return new UsageError(message.replace(/^error: /, ''), {
    hint: `run \`gantry ${isKnown ? `${command} ` : ''}--help\`, which shows how it is used.`,
  });
}

function reportError(error: unknown, json: boolean, terminal: Terminal): void {
  const [message = '', ...more] = describeError(error).split('\n');
  terminal.note([`${terminal.paint.err.red('gantry:')} ${message}`, ...more].join('\n'));
  if (!json) return;
  const {code, hint} = error instanceof GantryError ? error : {code: 'unexpected', hint: undefined};
  const text = error instanceof Error ? error.message : String(error);
  terminal.print(redactSecrets(JSON.stringify({error: {code, message: text, hint: hint ?? null}})));
}
