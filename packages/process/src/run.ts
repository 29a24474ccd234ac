import {execa} from 'execa';
import {CommandError} from './command-error';
import {splitLines} from './split-lines';

/** The environment of a program: what is not named here does not reach it. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface RunOptions {
  /** The whole environment of the program; nothing is inherited. See {@link toolEnvironment}. */
  readonly env: Environment;
  /** Limit for the whole run, in milliseconds; then the program gets SIGTERM, and SIGKILL five seconds later. */
  readonly timeoutMs: number;
  readonly cwd?: string;
  /** What the program reads from its standard input; without it, standard input is empty. */
  readonly input?: string | Uint8Array;
  /** Called with each line as it arrives, without its line end. */
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
  /** Ends the program when aborted. */
  readonly signal?: AbortSignal;
  /** Limit for each of stdout and stderr, in bytes. Default: 256 MiB. */
  readonly maxOutputBytes?: number;
}

export interface RunResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/**
 * Runs one program without a shell, and waits for its end.
 *
 * @param argv - the program and its arguments
 * @returns what it printed, as UTF-8 text, line ends kept
 * @throws CommandError when it is not found, ends with a status other than 0 or by a signal, or runs out of time
 */
export async function run(argv: readonly [string, ...string[]], options: RunOptions): Promise<RunResult> {
  const result = await tryRun(argv, options);
  if (result.exitCode === 0) return result;
  throw new CommandError('command-failed', `failed with exit code ${result.exitCode}`, {
    ...result,
    argv,
    signal: undefined,
  });
}

/**
 * Like {@link run}, for programs whose exit status is an answer: any status is returned.
 *
 * @throws CommandError when it is not found, ended by a signal, or runs out of time
 */
export async function tryRun(argv: readonly [string, ...string[]], options: RunOptions): Promise<RunResult> {
  const [command, ...args] = argv;
  const subprocess = execa(command, args, {
    env: definedEntries(options.env),
    extendEnv: false,
    reject: false,
    stripFinalNewline: false,
    timeout: options.timeoutMs,
    maxBuffer: options.maxOutputBytes ?? 256 * 1024 * 1024,
    ...(options.input === undefined ? {stdin: 'ignore' as const} : {input: options.input}),
    ...(options.cwd === undefined ? {} : {cwd: options.cwd}),
    ...(options.signal === undefined ? {} : {cancelSignal: options.signal}),
  });
  const {onLine} = options;
  if (onLine) {
    splitLines(subprocess.stdout, (line) => onLine(line, 'stdout'));
    splitLines(subprocess.stderr, (line) => onLine(line, 'stderr'));
  }
  const result = await subprocess;
  // With `stdio` as it is here both are texts; execa's types also know shapes that these options never give.
  const stdout = (result.stdout as string | undefined) ?? '';
  const stderr = (result.stderr as string | undefined) ?? '';
  const failure = {argv, exitCode: result.exitCode, signal: result.signal, stdout, stderr};
  if (result.timedOut) {
    throw new CommandError('command-timed-out', `did not end within ${options.timeoutMs / 1000} s`, failure);
  }
  if (result.exitCode !== undefined && !result.isMaxBuffer) return {stdout, stderr, exitCode: result.exitCode};
  if (result.code === 'ENOENT' || result.code === 'EACCES') throw notFound(command, failure, options);
  const reason = result.isMaxBuffer
    ? 'printed more than it may'
    : result.isCanceled
      ? 'was cancelled'
      : result.signal
        ? `was ended by ${result.signal}`
        : 'could not be started';
  throw new CommandError('command-failed', reason, failure, {cause: result.cause});
}

function notFound(command: string, failure: ConstructorParameters<typeof CommandError>[2], options: RunOptions): Error {
  const where = command.includes('/') ? '' : ` on PATH (${options.env.PATH ?? 'empty'})`;
  return new CommandError('command-not-found', `could not be started: ${command} was not found${where}`, failure, {
    hint: `install ${command}, or use a job image that has it.`,
  });
}

function definedEntries(env: Environment): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
