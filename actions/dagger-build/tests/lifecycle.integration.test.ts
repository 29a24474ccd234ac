import {spawn} from 'node:child_process';
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Container} from '@gantry/containers';
import {createDaggerBuilder} from '@gantry/pipelines/dagger';
import type {BuildRequest} from '@gantry/pipelines/images';
import {toolEnvironment} from '@gantry/process';
import {gitRepository, runBundle, temporaryFolder, untilFileEnd} from '@gantry/testing';
import {bundle, busyboxInto, describeWithEngine, engineEnvironment} from './helpers';

const pipelineProgram = join(__dirname, '../dist/pipeline/index.js');
const quickPipeline = `export default {version: '1', build: ({dag}) => dag.container().withNewFile('/x', 'y')};\n`;
const nativeContainer: Container = {
  name: 'native',
  path: 'containers/native',
  builders: ['dagger'],
  definition: 'container.ts',
  settings: {watch: [], dependsOn: [], labels: {}},
};
const silent = {info: () => undefined, warning: () => undefined};

/** A command line that only this test can have. */
function uniqueSeconds(): string {
  return String(1_000_000 + Math.floor(Math.random() * 8_000_000));
}

/** Ids of the processes with `word` in their arguments, in whatever container. */
function processesWith(word: string): string[] {
  return readdirSync('/proc').filter((id) => {
    if (!/^\d+$/.test(id) || id === String(process.pid)) return false;
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(word);
    } catch {
      return false;
    }
  });
}

async function eventually(isTrue: () => boolean, limitMs = 20_000): Promise<boolean> {
  for (const end = Date.now() + limitMs; Date.now() < end; await sleep(100)) if (isTrue()) return true;
  return false;
}

function slowContainers(root: string, seconds: string): void {
  for (const [name, file, text] of [
    [
      'native',
      'container.ts',
      `export default {version: '1', build: ({dag, source}) => dag.container().withFile('/bin/busybox', source.file('busybox')).withExec(['/bin/busybox', 'sleep', '${seconds}'])};\n`,
    ],
    [
      'plain',
      'Dockerfile',
      `ARG CONTAINER_APP_VERSION=1\nFROM scratch\nCOPY busybox /bin/busybox\nRUN ["/bin/busybox", "sleep", "${seconds}"]\n`,
    ],
  ] as const) {
    mkdirSync(join(root, 'containers', name), {recursive: true});
    writeFileSync(join(root, 'containers', name, file), text);
    busyboxInto(join(root, 'containers', name));
  }
}

describeWithEngine('the end of a build', () => {
  test.each(['native', 'plain'])(
    'a build of %s that is cancelled ends its work in the engine while the session goes on',
    async (name) => {
      const seconds = uniqueSeconds();
      const root = temporaryFolder();
      slowContainers(root, seconds);
      const builder = createDaggerBuilder({
        env: {...process.env},
        temporaryFolder: temporaryFolder(),
        pipelineProgram,
        log: silent,
      });
      untilFileEnd(() => builder.close());
      const controller = new AbortController();
      const container: Container =
        name === 'native'
          ? nativeContainer
          : {...nativeContainer, name, path: 'containers/plain', definition: 'Dockerfile', dockerfile: 'Dockerfile'};
      const request = {
        plan: {container: name, path: `containers/${name}`, version: 'v1'},
        container,
        root,
        source: join(root, 'containers', name),
        labels: {},
        workFolder: temporaryFolder(),
        signal: controller.signal,
        log: silent,
      } as unknown as BuildRequest;
      const outcome = builder.build(request).then(
        () => 'built',
        (error: unknown) => error,
      );
      // Should it end before it runs, its error is what one wants to see.
      const running = eventually(() => processesWith(seconds).length > 0).then((isRunning) =>
        isRunning ? 'running' : 'late',
      );
      expect(await Promise.race([running, outcome])).toBe('running');
      await sleep(500);
      expect(processesWith(seconds)).not.toEqual([]);
      controller.abort(new Error('its time is over'));
      expect(await outcome).toMatchObject({message: 'its time is over'});
      expect(await eventually(() => processesWith(seconds).length === 0)).toBe(true);
      const other = {...request, container: nativeContainer, source: join(root, 'containers/native')};
      writeFileSync(join(other.source, 'container.ts'), quickPipeline);
      await builder.build({...other, signal: new AbortController().signal, workFolder: temporaryFolder()});
      await builder.close();
    },
    60_000,
  );

  test.each([
    [
      'leaves a process behind that holds its output open',
      `import {spawn} from 'node:child_process';
       spawn('sleep', ['30'], {detached: true, stdio: 'inherit'}).unref();`,
      'built',
    ],
    ['sends messages of its own', `process.send?.(null); process.send?.({kind: 'step'});`, 'built'],
    [
      'sends a result of its own',
      `process.send?.({kind: 'built', images: 7}); process.exit(0);`,
      /not of this project/,
    ],
  ])('a pipeline that %s neither hangs nor breaks the step', async (_what, code, expected) => {
    const root = temporaryFolder();
    const source = join(root, 'containers/native');
    mkdirSync(source, {recursive: true});
    writeFileSync(join(source, 'container.ts'), `${code}\n${quickPipeline}`);
    const builder = createDaggerBuilder({
      env: {...process.env},
      temporaryFolder: temporaryFolder(),
      pipelineProgram,
      log: silent,
    });
    untilFileEnd(() => builder.close());
    const startedMs = Date.now();
    const outcome = await builder
      .build({
        plan: {container: 'native', path: 'containers/native', version: 'v1'},
        container: nativeContainer,
        root,
        source,
        labels: {},
        workFolder: temporaryFolder(),
        signal: new AbortController().signal,
        log: silent,
      } as unknown as BuildRequest)
      .then(
        () => 'built',
        (error: unknown) => String(error),
      );
    expect(outcome).toMatch(expected);
    expect(Date.now() - startedMs).toBeLessThan(20_000);
    await builder.close();
  });

  test('a runner that kills the step leaves no process, and the next run works', async () => {
    const seconds = uniqueSeconds();
    const repository = await gitRepository({first: {'README.md': 'slow\n'}});
    slowContainers(repository.root, seconds);
    await repository.git('add', '--all');
    await repository.git('commit', '--quiet', '--message', 'slow');
    const runnerTemp = temporaryFolder();
    const env = {
      ...toolEnvironment(process.env),
      ...engineEnvironment(),
      GITHUB_WORKSPACE: repository.root,
      RUNNER_TEMP: runnerTemp,
      INPUT_CONTAINERS: 'all',
      INPUT_PUSH: 'false',
    };
    const step = spawn(process.execPath, [bundle], {env, stdio: 'ignore'});
    expect(await eventually(() => processesWith(seconds).length >= 2)).toBe(true);
    const children = () => childrenOf(step.pid ?? 0);
    const started = children();
    expect(started.length).toBeGreaterThanOrEqual(2);
    step.kill('SIGKILL');
    expect(await eventually(() => processesWith(seconds).length === 0)).toBe(true);
    expect(await eventually(() => started.every((id) => !readdirSync('/proc').includes(id)))).toBe(true);

    writeFileSync(join(repository.root, 'containers/native/container.ts'), quickPipeline);
    const inputs = {containers: 'native', push: 'false'};
    const next = await runBundle({bundle, workspace: repository.root, inputs, env: engineEnvironment()});
    expect(next.exitCode).toBe(0);
  }, 60_000);

  test('an engine that is not there is an error within ten seconds, with the versions', async () => {
    const root = (
      await gitRepository({first: {'containers/web/Dockerfile': 'ARG CONTAINER_APP_VERSION=1\nFROM scratch\n'}})
    ).root;
    const startedMs = Date.now();
    const inputs = {containers: 'web', push: 'false', engine: `unix://${temporaryFolder()}/engine.sock`};
    const run = await runBundle({bundle, workspace: root, inputs});
    expect(Date.now() - startedMs).toBeLessThan(10_000);
    expect(run.exitCode).toBe(1);
    expect(run.log).toMatch(
      /No Dagger engine answered at unix:\/\/\S+ within 7\.5 s: there is no such socket\. SDK \S+, CLI v\S+ \(\S+\), engine unknown/,
    );
  }, 30_000);
});

function childrenOf(parent: number): string[] {
  return readdirSync('/proc').filter((id) => {
    if (!/^\d+$/.test(id)) return false;
    try {
      return readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(parent);
    } catch {
      return false;
    }
  });
}
