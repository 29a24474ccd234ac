import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {toolEnvironment, tryRun, type Environment} from '@gantry/process';
import {temporaryFolder} from './temporary-folder';

export interface BundleRequest {
  /** Absolute path of the bundle, `dist/index.js` of an action. */
  readonly bundle: string;
  /** Inputs by their names in `action.yml`. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** The job's checkout. */
  readonly workspace: string;
  /** More of the job's environment: `GITHUB_REF`, what an earlier step exported, the state for a post step. */
  readonly env?: Environment;
  /** The event of the run. Without it, the runner states none. */
  readonly event?: {readonly name: string; readonly payload: unknown};
  /** Limit, in milliseconds. Default: 120,000. */
  readonly timeoutMs?: number;
}

export interface BundleRun {
  readonly exitCode: number;
  /** Both streams, stdout first. */
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** What it exported to later steps. */
  readonly exported: Readonly<Record<string, string>>;
  /** What it kept for its post step. */
  readonly state: Readonly<Record<string, string>>;
  /** The job's temporary folder. */
  readonly runnerTemp: string;
}

/** Runs a bundle as a runner does: a process of its own, `INPUT_*` set, files for what it hands back. */
export async function runBundle(request: BundleRequest): Promise<BundleRun> {
  const folder = temporaryFolder();
  const runnerTemp = request.env?.RUNNER_TEMP ?? join(folder, 'temp');
  mkdirSync(runnerTemp, {recursive: true});
  const fileOf = (name: string) => join(folder, name);
  const files = {GITHUB_OUTPUT: 'output', GITHUB_ENV: 'env', GITHUB_STATE: 'state', GITHUB_STEP_SUMMARY: 'summary'};
  for (const name of Object.values(files)) writeFileSync(fileOf(name), '');
  if (request.event) writeFileSync(fileOf('event.json'), JSON.stringify(request.event.payload));
  const inputs = Object.entries(request.inputs ?? {}).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const env: Environment = {
    ...toolEnvironment(process.env, {HOME: folder}),
    FORGEJO_ACTIONS: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: request.workspace,
    RUNNER_TEMP: runnerTemp,
    ...Object.fromEntries(Object.entries(files).map(([variable, name]) => [variable, fileOf(name)])),
    ...(request.event ? {GITHUB_EVENT_NAME: request.event.name, GITHUB_EVENT_PATH: fileOf('event.json')} : {}),
    ...(Object.fromEntries(inputs) as Record<string, string>),
    ...request.env,
  };
  const result = await tryRun([process.execPath, request.bundle], {
    cwd: request.workspace,
    env,
    timeoutMs: request.timeoutMs ?? 120_000,
  });
  const valuesOf = (name: string) => parseFileCommands(readFileSync(fileOf(name), 'utf8'));
  return {
    exitCode: result.exitCode,
    log: result.stdout + result.stderr,
    outputs: valuesOf('output'),
    exported: valuesOf('env'),
    state: valuesOf('state'),
    runnerTemp,
  };
}

/** The `name<<delimiter` blocks that a step writes for its runner. */
function parseFileCommands(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [, name, , value] of text.matchAll(/^([^\n<=]+)<<([^\n]+)\n(.*?)\n\2$/gms)) {
    if (name !== undefined) values[name] = value ?? '';
  }
  return values;
}
