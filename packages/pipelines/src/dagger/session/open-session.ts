import {spawn, type ChildProcessByStdio} from 'node:child_process';
import type {Readable, Writable} from 'node:stream';
import {CommandError, splitLines, tryRun, type Environment} from '@gantry/process';
import type {SessionAddress} from '../connect-client';
import {EngineError} from './engine-error';
import {explainStart} from './explain-start';
import {probeEngine} from './probe-engine';
import {sessionEnvironment} from './session-environment';

export interface SessionOptions {
  /** Absolute path of the Dagger CLI. */
  readonly cli: string;
  /** Address of the engine; `undefined` leaves the CLI to start its own, which may pull an image first. */
  readonly engine: string | undefined;
  readonly env: Environment;
  /** Absolute path of an empty folder of this session. */
  readonly privateFolder: string;
  /** Each line of the session's progress. */
  onLine(line: string): void;
}

/** A `dagger session` process, connected to its engine. */
export interface Session {
  readonly address: SessionAddress;
  /** An error that says so when the process has ended by itself; `undefined` while it runs. */
  failure(): EngineError | undefined;
  /** Ends it and waits for its end. */
  close(): Promise<void>;
}

/** An engine that runs answers at once. One that the CLI has to start first may need to be downloaded. */
const answerLimitMs = 7_500;
const startLimitMs = 5 * 60_000;
const closeLimitMs = 10_000;

/**
 * Starts a session and waits until its engine has answered, ten seconds at most when the engine is named. The process ends
 * when its standard input closes, so it also ends when this process is killed.
 *
 * @throws EngineError that tells an unreachable engine from a version mismatch, with the versions
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const {cli, engine} = options;
  const env = sessionEnvironment(options.env, engine, options.privateFolder);
  const child = spawn(cli, ['session', '--progress', 'plain'], {
    cwd: options.privateFolder,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  splitLines(child.stderr, (line) => {
    if (line.trim() === '') return;
    lines.push(line);
    if (lines.length > 200) lines.shift();
    options.onLine(line);
  });
  const limitMs = engine === undefined ? startLimitMs : answerLimitMs;
  const answer = await firstAnswer(child, limitMs);
  if (!('address' in answer)) {
    child.kill('SIGKILL');
    const probed = answer.exitCode === undefined ? await probeEngine(engine, 500) : undefined;
    throw explainStart({
      probed,
      cli,
      cliVersion: await askVersion(cli, env),
      engine,
      lines,
      exitCode: answer.exitCode,
      limitMs,
    });
  }
  return {
    address: answer.address,
    failure() {
      if (child.exitCode === null && child.signalCode === null) return undefined;
      return new EngineError(
        `The Dagger session ended by itself (${child.signalCode ?? `exit code ${child.exitCode}`}):\n${lines.slice(-10).join('\n')}`,
        {code: 'engine-failed', hint: 'look at the log of the engine; run the step again when the engine is up.'},
      );
    },
    close: () => endChild(child, closeLimitMs),
  };
}

type SessionProcess = ChildProcessByStdio<Writable, Readable, Readable>;
type Answer = {readonly address: SessionAddress} | {readonly exitCode: number | null | undefined};

function firstAnswer(child: SessionProcess, limitMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({exitCode: undefined}), limitMs);
    const settle = (answer: Answer) => {
      clearTimeout(timer);
      resolve(answer);
    };
    // The session may be gone before we close its input.
    child.stdin.on('error', () => undefined);
    child.once('error', () => settle({exitCode: null}));
    child.once('close', (exitCode) => settle({exitCode}));
    splitLines(child.stdout, (line) => {
      const address = parseAddress(line);
      if (address !== undefined) settle({address});
    });
  });
}

function parseAddress(line: string): SessionAddress | undefined {
  try {
    const {port, session_token: token} = JSON.parse(line) as {port?: unknown; session_token?: unknown};
    if (typeof port === 'number' && typeof token === 'string') return {port, token};
  } catch {
    // Not the line that we wait for.
  }
  return undefined;
}

async function endChild(child: SessionProcess, patienceMs: number): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.stdin.end();
  const terminate = setTimeout(() => child.kill('SIGTERM'), patienceMs);
  const kill = setTimeout(() => child.kill('SIGKILL'), patienceMs + 1_000);
  await ended;
  clearTimeout(terminate);
  clearTimeout(kill);
}

async function askVersion(cli: string, env: Environment): Promise<string | undefined> {
  try {
    const {stdout} = await tryRun([cli, 'version'], {env, timeoutMs: 1_000});
    return /v\d+\.\d+\.\d+\S*/.exec(stdout)?.[0];
  } catch (error) {
    if (error instanceof CommandError) return undefined;
    throw error;
  }
}
