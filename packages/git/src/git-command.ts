import {CommandError, tryRun, type Environment, type RunResult} from '@gantry/process';
import {RepositoryError, summarizeGitOutput} from './repository-error';

/** Runs git at one repository. */
export interface Git {
  /** Where it runs. */
  readonly directory: string;
  /** Its whole environment. */
  readonly env: Environment;
  readonly timeoutMs: number;
  /**
   * Runs it; any exit status is returned.
   *
   * @throws RepositoryError when it is not installed or runs out of time
   */
  try(args: readonly string[], call?: GitCall): Promise<RunResult>;
  /**
   * Runs it and gives its stdout.
   *
   * @throws RepositoryError `git-failed` with what it said, for an exit status other than 0
   */
  run(args: readonly string[], call?: GitCall): Promise<string>;
}

/** What differs in one call. */
export interface GitCall {
  /** Added to the environment. */
  readonly env?: Environment;
  readonly input?: string;
}

// The paths of a few million files; beyond that a text is no longer the way.
const maxOutputBytes = 512 * 1024 * 1024 - 1024;

/** Git at `directory`, with an environment from `gitEnvironment`. */
export function createGit(directory: string, env: Environment, timeoutMs: number): Git {
  const tryGit: Git['try'] = async (args, call = {}) => {
    try {
      return await tryRun(['git', ...args], {
        cwd: directory,
        env: {...env, ...call.env},
        timeoutMs,
        maxOutputBytes,
        ...(call.input === undefined ? {} : {input: call.input}),
      });
    } catch (error) {
      throw describeStartFailure(error, args, timeoutMs);
    }
  };
  return {
    directory,
    env,
    timeoutMs,
    try: tryGit,
    async run(args, call) {
      const result = await tryGit(args, call);
      if (result.exitCode === 0) return result.stdout;
      throw gitFailure(args, result, directory);
    },
  };
}

/** The error for a git that ended with a status that is no answer. */
export function gitFailure(args: readonly string[], result: RunResult, directory: string): RepositoryError {
  const said = summarizeGitOutput(result.stderr);
  const command = `git ${args[0] ?? ''}`;
  return new RepositoryError('git-failed', `${command} failed in ${directory} (exit code ${result.exitCode}): ${said}`);
}

function describeStartFailure(error: unknown, args: readonly string[], timeoutMs: number): unknown {
  if (!(error instanceof CommandError)) return error;
  const command = `git ${args[0] ?? ''}`;
  if (error.code === 'command-timed-out') {
    return new RepositoryError('git-timed-out', `${command} did not end within ${timeoutMs / 1000} s`, {
      hint: 'check whether origin answers from this job, or allow more time.',
      cause: error,
    });
  }
  const code = error.code === 'command-not-found' ? 'git-not-found' : 'git-failed';
  return new RepositoryError(code, `${command} could not be run`, {cause: error});
}

/** The parts of an output under `-z`, without the empty one after the last NUL. */
export function splitNul(output: string): string[] {
  const parts = output.split('\0');
  if (parts.at(-1) === '') parts.pop();
  return parts;
}
