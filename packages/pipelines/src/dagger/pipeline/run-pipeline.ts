import {fork, type ChildProcess} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {splitLines, type Environment} from '@gantry/process';
import type {SessionAddress} from '../connect-client';
import {locationOfMember} from './member-location';
import {parsePipelineMessage} from './parse-message';
import type {PipelineFailure, PipelineMessage, PipelineRequest} from './protocol';

const outputGraceMs = 1000;

export interface PipelineOptions {
  readonly request: PipelineRequest;
  readonly session: SessionAddress;
  /** Absolute path of the pipeline program (`runPipelineProcess`). */
  readonly program: string;
  readonly env: Environment;
  /** Absolute path of a folder of this pipeline; its home. */
  readonly privateFolder: string;
  /** Ends the process at once when aborted. */
  readonly signal: AbortSignal;
  /** What the pipeline's own code prints. */
  onLine(line: string): void;
  /** A command that the pipeline describes; it may run later, or never. */
  onStep(command: readonly string[]): void;
}

export type BuiltPipeline = Extract<PipelineMessage, {kind: 'built'}>;

/**
 * Runs a `container.ts` in a process of its own. That process gets the session and nothing else: no token and no
 * credential is in its environment or its arguments, and its home is empty.
 *
 * @returns what it built, or how it failed
 * @throws the reason of `signal` when that is aborted
 */
export async function runPipeline(options: PipelineOptions): Promise<BuiltPipeline | PipelineFailure> {
  const {request, session, signal} = options;
  signal.throwIfAborted();
  const home = join(options.privateFolder, 'home');
  mkdirSync(home, {recursive: true});
  const child = fork(options.program, [], {
    cwd: home,
    env: {
      PATH: options.env.PATH,
      HOME: home,
      DAGGER_SESSION_PORT: String(session.port),
      DAGGER_SESSION_TOKEN: session.token,
    },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A process group of its own: what the pipeline's code starts ends with it.
    detached: true,
  });
  const lastLines: string[] = [];
  const onLine = (line: string) => {
    lastLines.push(line);
    if (lastLines.length > 40) lastLines.shift();
    options.onLine(line);
  };
  if (child.stdout) splitLines(child.stdout, onLine);
  if (child.stderr) splitLines(child.stderr, onLine);
  const stop = () => killGroup(child);
  signal.addEventListener('abort', stop);
  try {
    return await new Promise((resolve, reject) => {
      let outcome: BuiltPipeline | PipelineFailure | undefined;
      child.on('message', (message: unknown) => {
        const parsed = parsePipelineMessage(message);
        if (parsed?.kind === 'step') options.onStep(parsed.command);
        else if (parsed?.kind === 'built') outcome = parsed;
        else outcome = parsed?.failure ?? nonsense(request);
      });
      child.once('error', reject);
      const settle = (exitCode: number | null, killedBy: string | null) => {
        if (signal.aborted) reject(signal.reason as Error);
        else resolve(outcome ?? endedEarly(exitCode, killedBy, lastLines, request));
      };
      child.once('close', settle);
      // A process that the pipeline's code left behind may hold the pipes open; its last words are not waited for.
      child.once('exit', (exitCode, killedBy) => setTimeout(() => settle(exitCode, killedBy), outputGraceMs).unref());
      child.send(request, (error) => error && reject(error));
    });
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
    child.stdout?.destroy();
    child.stderr?.destroy();
  }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody is left.
  }
}

/** The pipeline's code can send messages too; what is none of ours is a failure of this pipeline. */
function nonsense({root, file}: PipelineRequest): PipelineFailure {
  return {
    phase: 'build',
    message: 'its process sent a message that is not of this project: leave process.send alone',
    locations: [locationOfMember(file, root, 'build')],
  };
}

/** A pipeline that calls `process.exit`, runs out of memory, or throws outside of what it returns. */
function endedEarly(
  exitCode: number | null,
  killedBy: string | null,
  lastLines: readonly string[],
  {root, file}: PipelineRequest,
): PipelineFailure {
  return {
    phase: 'build',
    message: `its process ended (${killedBy ?? `exit code ${exitCode}`}) before build() had returned`,
    locations: [locationOfMember(file, root, 'build')],
    step: {output: lastLines.join('\n')},
  };
}
