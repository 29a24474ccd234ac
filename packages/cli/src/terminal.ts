import type {Environment} from '@gantry/process';
import {createPaint, type Paint} from './paint';

/** Where a command reads its surroundings and writes its answer. */
export interface Terminal {
  readonly env: Environment;
  /** The folder that it was started in. */
  readonly cwd: string;
  /** Writes the answer, to standard output; a line end is added. */
  print(text: string): void;
  /** Writes what a person should know besides, to standard error; a line end is added. */
  note(text: string): void;
  /** Writes progress to standard error, when somebody watches. */
  progress(line: string): void;
  /** Colours of the answer, and of the notes. */
  readonly paint: {readonly out: Paint; readonly err: Paint};
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const {env, stdout, stderr} = process;
  const paint = {out: createPaint(stdout, env), err: createPaint(stderr, env)};
  return {
    env,
    cwd: process.cwd(),
    print: (text) => void stdout.write(`${text}\n`),
    note: (text) => void stderr.write(`${text}\n`),
    progress(line) {
      if (stderr.isTTY) stderr.write(`${paint.err.dim(line)}\n`);
    },
    paint,
  };
}
