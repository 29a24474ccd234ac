import {spawn, type ChildProcess} from 'node:child_process';
import {splitLines, toolEnvironment} from '@gantry/process';
import {toolPath} from './tools';

/** A program that was started by {@link startServer}. */
export interface Server {
  /** Every line that it wrote, to stdout or stderr, so far. */
  readonly lines: readonly string[];
  /** Ends it and waits for its end; SIGKILL after five seconds. */
  stop(): Promise<void>;
}

/**
 * Starts a server in the background and waits until `isReady` says so of one of its lines.
 *
 * @throws Error with the end of its output when it ends before, or is not ready in 30 seconds
 */
export async function startServer(
  argv: readonly [string, ...string[]],
  options: {readonly cwd: string; readonly env?: Record<string, string>; readonly isReady: (line: string) => boolean},
): Promise<Server> {
  const [command, ...args] = argv;
  const program = toolPath(command);
  if (program === undefined)
    throw new Error(`${command} is not on PATH; guard this test by describeWith(['${command}'], …)`);
  const env = {...toolEnvironment(process.env, options.env)};
  const child = spawn(program, args, {cwd: options.cwd, env, stdio: ['ignore', 'pipe', 'pipe']});
  const lines: string[] = [];
  const killOnExit = () => child.kill('SIGKILL');
  process.once('exit', killOnExit);
  const stop = async () => {
    process.off('exit', killOnExit);
    await stopChild(child);
  };
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`${command} ${why}:\n${lines.slice(-20).join('\n')}`));
      const timer = setTimeout(() => fail('was not ready in 30 s'), 30_000);
      child.once('error', (error) => fail(error.message));
      child.once('close', (code) => fail(`ended with exit code ${code}`));
      const onLine = (line: string) => {
        lines.push(line);
        if (!options.isReady(line)) return;
        clearTimeout(timer);
        resolve();
      };
      splitLines(child.stdout, onLine);
      splitLines(child.stderr, onLine);
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return {lines, stop};
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(timer);
}
