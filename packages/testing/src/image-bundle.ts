import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {run, toolEnvironment, tryRun, type RunResult} from '@gantry/process';
import {temporaryFolder} from './temporary-folder';

interface RuntimeConfiguration {
  process: {args: string[]; terminal: boolean; env: string[]};
  root: {readonly: boolean};
  linux: {namespaces: {type: string}[]};
}

/** A published image, pulled and unpacked, ready for runc. */
export interface ImageBundle {
  /** What the image's configuration says would run. */
  readonly args: readonly string[];
  /**
   * Starts the image as it is, or with other arguments, in the network of this machine, and waits for its end.
   *
   * @param options.timeoutMs - default: 30,000
   */
  run(args?: readonly string[], options?: {env?: readonly string[]; timeoutMs?: number}): Promise<RunResult>;
  /** Starts the image and, once `ready` says so, calls `use`; stopped afterwards. */
  serve(
    options: {env?: readonly string[]; args?: readonly string[]; ready: () => Promise<boolean>},
    use: () => Promise<void>,
  ): Promise<void>;
}

const env = toolEnvironment(process.env);

/** Pulls an image over plain HTTP with skopeo, and unpacks it with umoci. */
export async function pullImage(reference: string): Promise<ImageBundle> {
  const folder = temporaryFolder();
  const layout = join(folder, 'layout');
  const copy = [
    'copy',
    '--insecure-policy',
    '--src-tls-verify=false',
    `docker://${reference}`,
    `oci:${layout}:image`,
  ] as const;
  await run(['skopeo', ...copy], {env, timeoutMs: 60_000});
  const bundle = join(folder, 'bundle');
  await run(['umoci', 'unpack', '--image', `${layout}:image`, bundle], {env, timeoutMs: 60_000});
  const file = join(bundle, 'config.json');
  const original = JSON.parse(readFileSync(file, 'utf8')) as RuntimeConfiguration;

  const prepare = (args: readonly string[] | undefined, extra: readonly string[]) => {
    const configuration = structuredClone(original);
    configuration.process.terminal = false;
    configuration.process.env.push(...extra);
    if (args) configuration.process.args = [...args];
    configuration.root.readonly = false;
    configuration.linux.namespaces = configuration.linux.namespaces.filter(({type}) => type !== 'network');
    writeFileSync(file, JSON.stringify(configuration));
  };
  const newId = () => `gantry-test-${process.pid}-${Math.random().toString(36).slice(2)}`;
  const runc = (...args: readonly string[]) =>
    ['runc', '--root', join(folder, 'runc'), ...args] as [string, ...string[]];

  return {
    args: original.process.args,
    async run(args, options = {}) {
      prepare(args, options.env ?? []);
      return tryRun(runc('run', '--bundle', bundle, newId()), {env, timeoutMs: options.timeoutMs ?? 30_000});
    },
    async serve(options, use) {
      prepare(options.args, options.env ?? []);
      const id = newId();
      let output = '';
      const running = tryRun(runc('run', '--bundle', bundle, id), {
        env,
        timeoutMs: 120_000,
        onLine: (line) => (output += `${line}\n`),
      });
      let ended = false;
      void running.finally(() => (ended = true)).catch(() => undefined);
      try {
        const limit = Date.now() + 20_000;
        while (!(await options.ready().catch(() => false))) {
          if (ended || Date.now() > limit) throw new Error(`${reference} did not get ready:\n${output}`);
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        await use();
      } finally {
        await tryRun(runc('kill', id, 'KILL'), {env, timeoutMs: 10_000});
        await running;
      }
    },
  };
}
