import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {runBundle, temporaryFolder, type BundleRun} from '@gantry/testing';

const dist = join(__dirname, '..', 'dist');

/** One job: its steps share a temporary folder and what earlier steps exported. */
export class Job {
  readonly workspace = temporaryFolder();
  readonly env: Record<string, string>;
  readonly runs: BundleRun[] = [];

  constructor(env: Record<string, string> = {}) {
    this.env = {RUNNER_TEMP: temporaryFolder(), ...env};
  }

  /** A registry-login step. */
  async login(inputs: Record<string, string>, env: Record<string, string> = {}): Promise<BundleRun> {
    return this.run('index.js', inputs, env);
  }

  /** The post step of an earlier login. */
  async logout({state}: BundleRun): Promise<BundleRun> {
    return this.run(
      'post.js',
      {},
      Object.fromEntries(Object.entries(state).map(([key, value]) => [`STATE_${key}`, value])),
    );
  }

  private async run(bundle: string, inputs: Record<string, string>, env: Record<string, string>): Promise<BundleRun> {
    const run = await runBundle({
      bundle: join(dist, bundle),
      inputs,
      workspace: this.workspace,
      env: {...this.env, ...env},
      timeoutMs: 60_000,
    });
    Object.assign(this.env, run.exported);
    this.runs.push(run);
    return run;
  }
}

/** Where a password shows in what a step printed or handed to its runner, in any of its forms; the mask lines excepted. */
export function leaksOf(run: BundleRun, {username, password}: {username: string; password: string}): string[] {
  const printed = run.log.split('\n').filter((line) => !line.startsWith('::add-mask::'));
  const text = JSON.stringify([printed, run.outputs, run.exported, run.state]);
  const lines = password.split('\n').filter((line) => line.length > 3);
  const forms = [
    ...lines,
    ...lines.map((line) => JSON.stringify(line).slice(1, -1)),
    ...lines.map((line) => Buffer.from(line).toString('base64')),
    ...lines.map(encodeURIComponent),
    Buffer.from(password).toString('base64'),
    Buffer.from(`${username}:${password}`).toString('base64'),
    encodeURIComponent(password),
  ];
  return forms.filter((form) => text.includes(form));
}

export function folderOf(run: BundleRun): string {
  const file = run.outputs['auth-file'] ?? '';
  if (!existsSync(file)) throw new Error(`no auth file; the step said:\n${run.log}`);
  return join(file, '..');
}
