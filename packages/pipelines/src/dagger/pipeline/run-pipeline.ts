import {fork} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {splitLines, type Environment} from '@gantry/process';
import type {SessionAddress} from '../connect-client';
import {locationOfMember} from './member-location';
import type {PipelineFailure, PipelineMessage, PipelineRequest} from './protocol';

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
  });
  const lastLines: string[] = [];
  const onLine = (line: string) => {
    lastLines.push(line);
    if (lastLines.length > 40) lastLines.shift();
    options.onLine(line);
  };
  if (child.stdout) splitLines(child.stdout, onLine);
  if (child.stderr) splitLines(child.stderr, onLine);
  const stop = () => child.kill('SIGKILL');
  signal.addEventListener('abort', stop);
  try {
    return await new Promise((resolve, reject) => {
      let outcome: BuiltPipeline | PipelineFailure | undefined;
      child.on('message', (message: PipelineMessage) => {
        if (message.kind === 'step') options.onStep(message.command);
        else outcome = message.kind === 'built' ? message : message.failure;
      });
      child.once('error', reject);
      child.once('close', (exitCode, killedBy) => {
        if (signal.aborted) reject(signal.reason as Error);
        else resolve(outcome ?? endedEarly(exitCode, killedBy, lastLines, request));
      });
      child.send(request, (error) => error && reject(error));
    });
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
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
