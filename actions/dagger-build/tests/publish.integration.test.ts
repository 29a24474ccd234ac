import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {createRegistryClient, parseDigest, type RegistryClient} from '@gantry/oci';
import {ciCheckoutOf, gitRepository, runBundle, startRegistry, toolPath, type TestRegistry} from '@gantry/testing';
import {bundle, describeWithEngine, engineEnvironment, loggedIn} from './helpers';

const busybox = {executable: readFileSync(toolPath('busybox') ?? '/dev/null')};

const native = `import type {ContainerDefinition} from '@gantry/pipelines';
import {greet} from './lib/greet';

export default {
  version: 'v1.2.3',
  labels: {'org.example.team': 'web'},
  build({dag, source, version, platform, args, secrets}) {
    const base = dag.container({platform}).withFile('/bin/busybox', source.file('busybox'));
    return greet(base, args.GREETING ?? 'hello', version)
      .withSecretVariable('TOKEN', secrets.token!)
      .withExec(['/bin/busybox', 'sh', '-c', 'test -n "$TOKEN" && echo opened'])
      .withoutSecretVariable('TOKEN')
      .withEntrypoint(['/bin/busybox', 'cat', '/greeting']);
  },
  async test(container) {
    const said = await container.withExec([], {useEntrypoint: true}).stdout();
    if (!said.startsWith('good day')) throw new Error(\`it says \${said}\`);
  },
} satisfies ContainerDefinition;
`;
const helper = `import type {Container} from '@gantry/pipelines';
export const greet = (base: Container, greeting: string, version: string): Container =>
  base.withNewFile('/greeting', \`\${greeting} \${version}\`);
`;
const dockerfile = `ARG CONTAINER_APP_VERSION=2.0.1+build.7
FROM scratch AS tools
COPY busybox /bin/busybox
FROM tools
ARG CONTAINER_APP_VERSION
ARG GREETING=hello
COPY --from=tools /bin/busybox /busybox
RUN --mount=type=secret,id=token ["/bin/busybox", "grep", "-q", "sesame", "/run/secrets/token"]
RUN ["/bin/busybox", "sh", "-c", "echo $GREETING $CONTAINER_APP_VERSION > /greeting"]
ENTRYPOINT ["/bin/busybox", "cat", "/greeting"]
`;
const spy = `import {readFileSync} from 'node:fs';
export default {
  version: '1.0.0',
  async build({dag, source}) {
    const seen = [JSON.stringify(process.env), process.argv.join(' '), readFileSync('/proc/self/environ', 'utf8')];
    for (const name of ['INPUT_SECRETS', 'GITHUB_TOKEN', 'SECRET_TOKEN', 'REGISTRY_AUTH_FILE', 'DOCKER_CONFIG']) {
      seen.push(await dag.secret('env://' + name).plaintext().catch(() => 'nothing of ' + name));
    }
    for (const line of seen) console.log('SEEN ' + line.replaceAll('\\0', ' '));
    return dag.container().withFile('/busybox', source.file('busybox'));
  },
};
`;

describeWithEngine('dagger-build, a real engine and a zot that never overwrites', () => {
  let registry: TestRegistry;
  let client: RegistryClient;
  let env: Record<string, string | undefined>;
  let forge: Awaited<ReturnType<typeof gitRepository>>;
  let root: string;

  beforeAll(async () => {
    registry = await startRegistry({kind: 'zot'});
    client = createRegistryClient({registry: registry.address, plainHttp: true});
    env = {...engineEnvironment(), ...loggedIn(registry, registry.accounts.ci), SECRET_TOKEN: 'sesame and more'};
    forge = await gitRepository({
      first: {
        'containers/native/container.ts': native,
        'containers/native/lib/greet.ts': helper,
        'containers/native/busybox': busybox,
        'containers/plain/Dockerfile': dockerfile,
        'containers/plain/busybox': busybox,
        'containers/spy/container.ts': spy,
        'containers/spy/busybox': busybox,
        'containers/both/container.ts': `export default {version: '1', build: ({dag, platform}) => dag.container({platform}).withNewFile('/platform', platform)};\n`,
      },
    });
    root = (await ciCheckoutOf(forge)).root;
  });

  const build = async (inputs: Record<string, string>, more: Record<string, string> = {}) =>
    runBundle({
      bundle,
      workspace: root,
      inputs: {
        registry: registry.address,
        namespace: 'lab',
        'plain-http': 'true',
        secrets: 'token=SECRET_TOKEN',
        ...inputs,
      },
      event: {name: 'push', payload: {ref: 'refs/heads/main', before: '0'.repeat(40), after: await forge.sha('first')}},
      env: {...env, GITHUB_REF: 'refs/heads/main', ...more},
    });

  test('a native pipeline and a Dockerfile are published under both tags, and the same run again finds them', async () => {
    const short = (await forge.sha('first')).slice(0, 7);
    const inputs = {containers: 'native plain', 'build-args': `GREETING=good day ${Date.now()}`};
    const run = await build(inputs);
    expect(run.log).toContain('native:   opened\n');
    expect(run.log).toMatch(/^plain: {3}done in 0\.\ds$/m);
    expect(run.log.replace('::add-mask::sesame and more', '')).not.toContain('sesame and more');
    expect(run.exitCode).toBe(0);
    const images = JSON.parse(run.outputs.images ?? '') as {
      container: string;
      digest: string;
      status: string;
      tags: string[];
    }[];
    expect(images).toMatchObject([
      {container: 'native', version: 'v1.2.3', status: 'built', tags: [`v1.2.3-${short}`, `v1.2.3-${short}-main`]},
      {container: 'plain', version: 'v2.0.1_build.7', status: 'built'},
    ]);
    for (const {container, digest, tags} of images) {
      for (const tag of tags) expect((await client.resolve(`lab/${container}`, tag))?.digest).toBe(digest);
      const {json} = await client.readManifest(`lab/${container}`, digest);
      const {config} = json as {config: {digest: string}};
      const bytes = await client.readBlob(`lab/${container}`, parseDigest(config.digest), 1_000_000);
      const {Labels, Entrypoint} = (
        JSON.parse(bytes.toString()) as {config: {Labels: Record<string, string>; Entrypoint: string[]}}
      ).config;
      expect(Entrypoint).toEqual(['/bin/busybox', 'cat', '/greeting']);
      expect(Labels).toMatchObject({
        'org.opencontainers.image.title': container,
        'org.opencontainers.image.revision': await forge.sha('first'),
        ...(container === 'native' ? {'org.example.team': 'web'} : {}),
      });
      expect(bytes.toString()).not.toContain('sesame and more');
    }
    // No CLI is there now: nothing is started when everything exists.
    const again = await build({...inputs, 'dagger-cli': '/nowhere/dagger'});
    expect(again.exitCode).toBe(0);
    expect(JSON.parse(again.outputs.images ?? '')).toMatchObject([{status: 'exists'}, {status: 'exists'}]);
  }, 120_000);

  test('an image whose test fails is not published', async () => {
    const run = await build({containers: 'native', tags: 'untested', 'build-args': 'GREETING=bye'});
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain('The test of native failed at containers/native/container.ts:17: it says bye v1.2.3');
    expect(await client.resolve('lab/native', 'untested')).toBeUndefined();
  }, 60_000);

  test('a pipeline sees no credential, no token and no variable of the job', async () => {
    const run = await build({containers: 'spy', secrets: ''}, {GITHUB_TOKEN: 'forge-token-1234'});
    expect(run.exitCode).toBe(0);
    const seen = run.log.split('\n').filter((line) => line.includes('SEEN '));
    expect(seen).toHaveLength(8);
    for (const secret of ['forge-token-1234', registry.accounts.ci.password, 'sesame', env.REGISTRY_AUTH_FILE ?? '']) {
      expect(seen.filter((line) => line.includes(secret))).toEqual([]);
    }
    expect(seen[0]).not.toContain('GITHUB_');
  }, 60_000);

  test('two platforms become one index', async () => {
    const run = await build({containers: 'both', platforms: 'linux/amd64,linux/arm64'});
    expect(run.exitCode).toBe(0);
    const {json} = await client.readManifest('lab/both', run.outputs.digest ?? '');
    const {manifests} = json as {manifests: {platform: {os: string; architecture: string}}[]};
    expect(manifests.map(({platform}) => `${platform.os}/${platform.architecture}`).sort()).toEqual([
      'linux/amd64',
      'linux/arm64',
    ]);
  }, 60_000);

  test('an archive instead of a push', async () => {
    const run = await build({containers: 'spy', export: 'out', secrets: ''});
    expect(run.exitCode).toBe(0);
    expect(existsSync(join(root, 'out/spy.tar'))).toBe(true);
    expect(run.outputs).toMatchObject({status: 'built', reference: ''});
  }, 60_000);
});
