import {execFileSync} from 'node:child_process';
import {chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {createRegistryClient} from '@gantry/oci';
import {
  ciCheckoutOf,
  createProxy,
  describeWith,
  gitRepository,
  pullImage,
  runBundle,
  startRegistry,
  temporaryFolder,
  type Account,
  type BundleRun,
  type FileChanges,
  type GitRepository,
  type TestProxy,
  type TestRegistry,
} from '@gantry/testing';

const bundle = join(__dirname, '../dist/index.js');
const root = join(__dirname, '../../..');
jest.setTimeout(120_000);

/** Files of this repository, with their modes. */
function filesOf(...folders: string[]): FileChanges {
  const names = execFileSync('find', [...folders, '-type', 'f'], {cwd: root, encoding: 'utf8'})
    .trim()
    .split('\n');
  return Object.fromEntries(
    names.map((name) => {
      const content = readFileSync(join(root, name));
      return [name, name.endsWith('.sh') ? {executable: content} : content];
    }),
  );
}

describeWith(['nix-build', 'skopeo', 'zot'], 'from a commit to images in a registry', () => {
  let registry: TestRegistry;
  let proxy: TestProxy;
  let forge: GitRepository;

  beforeAll(async () => {
    registry = await startRegistry({kind: 'zot'});
    proxy = await createProxy(registry);
    forge = await gitRepository({
      first: filesOf('containers/lib', 'containers/nettest', 'containers/uptime-page'),
      second: {
        'containers/broken/default.nix': 'let version = "1.0.0"; in\n  nothing\n',
      },
    });
  });
  beforeEach(() => proxy.clear());

  function loginOf({username, password}: Account): string {
    const folder = join(temporaryFolder(), 'login');
    mkdirSync(folder);
    const auth = Buffer.from(`${username}:${password}`).toString('base64');
    writeFileSync(join(folder, 'config.json'), JSON.stringify({auths: {[proxy.address]: {auth}}}));
    chmodSync(join(folder, 'config.json'), 0o600);
    return folder;
  }

  async function build(inputs: Record<string, string>, account = registry.accounts.ci): Promise<BundleRun> {
    const folder = loginOf(account);
    return runBundle({
      bundle,
      workspace: (await ciCheckoutOf(forge)).root,
      inputs: {registry: proxy.address, namespace: 'homelab', 'plain-http': 'true', ...inputs},
      env: {DOCKER_CONFIG: folder, REGISTRY_AUTH_FILE: join(folder, 'config.json'), NIX_CONFIG: 'substitute = false'},
      event: {name: 'push', payload: {ref: 'refs/heads/main', before: '0'.repeat(40), after: await forge.sha()}},
    });
  }
  const client = () => createRegistryClient({registry: proxy.address, plainHttp: true});

  test('two containers get both tags each, nothing is refused, and a second run finds them', async () => {
    const sha = (await forge.sha()).slice(0, 7);
    const first = await build({containers: 'nettest uptime-page'});
    expect(first.log).not.toContain('Error');
    expect(first.exitCode).toBe(0);
    const tags = [`v1.0.0-${sha}-nix`, `v1.0.0-${sha}-main-nix`];
    const images = JSON.parse(first.outputs.images ?? '') as {digest: string}[];
    expect(images).toMatchObject([
      {container: 'nettest', builder: 'nix', status: 'built', tags},
      {container: 'uptime-page', builder: 'nix', status: 'built', tags},
    ]);
    for (const [index, name] of ['nettest', 'uptime-page'].entries()) {
      expect([...(await client().listTags(`homelab/${name}`))].sort()).toEqual([...tags].sort());
      for (const tag of tags) {
        expect((await client().resolve(`homelab/${name}`, tag))?.digest).toBe(images[index]?.digest);
      }
    }
    expect(proxy.requests.filter(({status}) => status === 403)).toEqual([]);

    proxy.clear();
    const second = await build({containers: '["nettest","uptime-page"]'});
    expect(JSON.parse(second.outputs.images ?? '')).toMatchObject([{status: 'exists'}, {status: 'exists'}]);
    expect(second.log).not.toContain('nix-build');
    expect(proxy.requests.filter(({method}) => method !== 'HEAD' && method !== 'GET')).toEqual([]);
  });

  test('the login is gone from the log, and nothing is left in the temporary folder', async () => {
    const run = await build({containers: 'nettest', ref: 'HEAD'});
    expect(readdirSync(run.runnerTemp)).toEqual([]);
    expect(run.log).not.toContain(registry.accounts.ci.password);
  });

  test('a container that cannot be built fails the step with its place, and the other one is published', async () => {
    const run = await build({containers: 'broken nettest', tags: 'by-hand-nix'});
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain("undefined variable 'nothing'");
    expect(run.log).toContain('containers/broken/default.nix:2:3');
    expect(JSON.parse(run.outputs.images ?? '')).toMatchObject([{status: 'failed'}, {status: 'built'}]);
    expect(await client().resolve('homelab/broken', 'by-hand-nix')).toBeUndefined();
  });

  test('without a push nothing reaches the registry', async () => {
    const run = await build({containers: 'uptime-page', push: 'false'});
    expect(run).toMatchObject({exitCode: 0, outputs: {status: 'built', reference: ''}});
    expect(run.outputs.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(proxy.requests).toEqual([]);
  });

  test('an account that may only read is told which right it lacks', async () => {
    const reader = await startRegistry({kind: 'zot', accounts: ['reader']});
    const folder = join(temporaryFolder(), 'login');
    mkdirSync(folder);
    const {username, password} = reader.accounts.reader ?? {username: '', password: ''};
    const auth = Buffer.from(`${username}:${password}`).toString('base64');
    writeFileSync(join(folder, 'config.json'), JSON.stringify({auths: {[reader.address]: {auth}}}));
    const run = await runBundle({
      bundle,
      workspace: (await ciCheckoutOf(forge)).root,
      inputs: {containers: 'nettest', registry: reader.address, 'plain-http': 'true'},
      env: {DOCKER_CONFIG: folder, NIX_CONFIG: 'substitute = false'},
    });
    expect(run.exitCode).toBe(1);
    expect(run.log).toMatch(/the account "reader"/);
    expect(run.outputs).toMatchObject({status: 'failed'});
  });
});

describeWith(['nix-build', 'skopeo', 'zot', 'umoci', 'runc'], 'the images of this repository start', () => {
  test('nettest and uptime-page say their version', async () => {
    const registry = await startRegistry({kind: 'zot', anonymousCreate: true});
    const forge = await gitRepository({
      first: filesOf('containers/lib', 'containers/nettest', 'containers/uptime-page'),
    });
    const run = await runBundle({
      bundle,
      workspace: (await ciCheckoutOf(forge)).root,
      inputs: {containers: 'all', registry: registry.address, 'plain-http': 'true', tags: 'test'},
      env: {NIX_CONFIG: 'substitute = false'},
    });
    expect(run.exitCode).toBe(0);

    const nettest = await pullImage(`${registry.address}/nettest:test`);
    expect(nettest.args[0]).toBe('sh');
    expect((await nettest.run(['sh', '-c', 'cat /etc/nettest-version'])).stdout).toBe('nettest 1.0.0\n');
    const fetched = await nettest.run(['wget', '-qO-', `http://${registry.address}/v2/_catalog`]);
    expect(JSON.parse(fetched.stdout)).toMatchObject({repositories: ['nettest', 'uptime-page']});

    const page = await pullImage(`${registry.address}/uptime-page:test`);
    const {port} = await freePort();
    const url = `http://127.0.0.1:${port}/status.json`;
    const env = [`PORT=${port}`, `TARGETS=zot=http://${registry.address}/v2/_catalog gone=tcp://127.0.0.1:1`];
    const status = () => fetch(url).then((answer) => answer.json());
    await page.serve(
      {
        env,
        ready: () =>
          status().then(
            () => true,
            () => false,
          ),
      },
      async () => {
        expect(await status()).toMatchObject({
          version: '1.0.0',
          targets: [
            {name: 'zot', state: 'up'},
            {name: 'gone', state: 'down'},
          ],
        });
      },
    );
  });
});

async function freePort(): Promise<{port: number}> {
  const {createServer} = await import('node:net');
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return {port: typeof address === 'object' && address ? address.port : 0};
}
