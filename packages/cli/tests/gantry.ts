import {join} from 'node:path';
import {tryRun, type Environment} from '@gantry/process';
import {gitEnvironment} from '@gantry/testing';

export const executable = join(__dirname, '../bin/gantry');

export interface GantryRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What `--json` printed. */
  readonly json: () => Record<string, unknown>;
}

/** Runs the committed bundle as a process of its own, through the file that a person runs. */
export async function gantry(cwd: string, args: readonly string[], env: Environment = {}): Promise<GantryRun> {
  const result = await tryRun([executable, ...args], {cwd, env: {...gitEnvironment(), ...env}, timeoutMs: 120_000});
  return {...result, json: () => JSON.parse(result.stdout) as Record<string, unknown>};
}
