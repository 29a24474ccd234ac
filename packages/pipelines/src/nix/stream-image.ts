import {spawn} from 'node:child_process';
import {open} from 'node:fs/promises';
import {CommandError, splitLines, type Environment} from '@gantry/process';

export interface StreamOptions {
  readonly env: Environment;
  readonly signal: AbortSignal;
  /** Called with each line of its standard error. */
  readonly onLine: (line: string) => void;
}

const keptLines = 50;

/**
 * Runs a program and writes its output to a file. The bytes go from the program to the disk and not through this process.
 *
 * @param file - absolute path; must not exist
 * @throws CommandError when it cannot be started, fails or is cancelled
 */
export async function streamImage(program: string, file: string, options: StreamOptions): Promise<void> {
  const output = await open(file, 'wx');
  const stderr: string[] = [];
  try {
    const child = spawn(program, [], {
      env: definedEntries(options.env),
      stdio: ['ignore', output.fd, 'pipe'],
      signal: options.signal,
    });
    if (child.stderr) {
      splitLines(child.stderr, (line) => {
        stderr.push(line);
        if (stderr.length > keptLines) stderr.shift();
        options.onLine(line);
      });
    }
    const end = await new Promise<{code: number | null; signal: string | null; error?: Error}>((resolve) => {
      child.once('error', (error) => resolve({code: null, signal: null, error}));
      child.once('close', (code, signal) => resolve({code, signal}));
    });
    if (end.code === 0) return;
    const reason = options.signal.aborted
      ? 'was cancelled'
      : end.error
        ? 'could not be started'
        : `failed with ${end.code === null ? `signal ${end.signal}` : `exit code ${end.code}`}`;
    throw new CommandError(
      'command-failed',
      reason,
      {
        argv: [program],
        exitCode: end.code ?? undefined,
        signal: end.signal ?? undefined,
        stdout: '',
        stderr: stderr.join('\n'),
      },
      {cause: end.error},
    );
  } finally {
    await output.close();
  }
}

function definedEntries(env: Environment): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
