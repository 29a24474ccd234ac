import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gunzipSync} from 'node:zlib';
import {createRegistryClient, digestOf, openLayout, unpackLayoutArchive, type RegistryClient} from '@gantry/oci';
import {run, toolEnvironment} from '@gantry/process';
import {
  createProxy,
  describeWith,
  gitRepository,
  startRegistry,
  temporaryFolder,
  toolPath,
  type TestProxy,
  type TestRegistry,
} from '@gantry/testing';
import type {BuiltImage} from '../../src/images';
import {createNixBuilder, type NixBuilderOptions} from '../../src/nix';
import {buildRequest, nixTestEnvironment} from './fixtures/build-request';

const fixtures = join(__dirname, 'fixtures');
const second = 1_000;
jest.setTimeout(60 * second);

function build(attribute: string, options: Partial<NixBuilderOptions> = {}, request = buildRequest(fixtures)) {
  return createNixBuilder({env: nixTestEnvironment, file: 'shapes.nix', attribute, ...options}).build(request);
}

describeWith(['nix-build', 'skopeo'], 'every shape that Nix builds', () => {
  const shapes = ['archive', 'gzip', 'layered', 'stream', 'oci-layout', 'oci-archive', 'oci-archive-gzip'];

  test.each(shapes)('%s becomes an image with its layers, its config and the labels', async (shape) => {
    const request = buildRequest(fixtures);
    await build(shape, {}, request);
    const layout = await openLayout(join(request.workFolder, 'layout'));
    const [image] = layout.manifests.map(({manifest}) => manifest);
    if (image?.kind !== 'image') throw new Error('the layout holds no image');
    const config = JSON.parse((await layout.readBlob(image.config.digest)).toString()) as Record<string, unknown>;
    expect(config).toMatchObject({
      architecture: 'amd64',
      config: {
        Cmd: ['/bin/cat', '/etc/greeting'],
        Labels: {'made-by': 'nix', 'org.opencontainers.image.version': 'v1.0.0'},
      },
    });
    const {diff_ids: diffIds} = config.rootfs as {diff_ids: string[]};
    const layers = await Promise.all(image.layers.map(async ({digest}) => gunzipSync(await layout.readBlob(digest))));
    expect(layers.map((layer) => digestOf(layer))).toEqual(diffIds);
    expect(layers[1]?.toString()).toContain('hello from nix');
    expect(image.layers[0]?.mediaType).toBe('application/vnd.oci.image.layer.v1.tar+gzip');
  });

  test('one image has one digest, in whatever archive it comes and however often it is built', async () => {
    const digests = new Set<string | undefined>();
    for (const shape of ['archive', 'archive', 'gzip', 'layered', 'stream']) digests.add((await build(shape)).digest);
    expect(digests.size).toBe(1);
  });

  test('compression zstd gives zstd layers, and one digest too', async () => {
    const request = buildRequest(fixtures);
    const image = await build('archive', {compression: 'zstd'}, request);
    const layout = await openLayout(join(request.workFolder, 'layout'));
    const [manifest] = layout.manifests.map((entry) => entry.manifest);
    expect(manifest?.kind === 'image' && manifest.layers.map(({mediaType}) => mediaType)).toEqual([
      'application/vnd.oci.image.layer.v1.tar+zstd',
      'application/vnd.oci.image.layer.v1.tar+zstd',
    ]);
    expect((await build('stream', {compression: 'zstd'})).digest).toBe(image.digest);
  });

  test('a flake of a git repository, named relative to the folder of the container', async () => {
    const expression = `{
      outputs = _: {
        image = derivation {
          name = "image";
          system = "x86_64-linux";
          builder = "\${./tools}/busybox";
          busybox = "\${./tools}/busybox";
          args = [ "sh" "-eu" ./make-shape.sh "gzip" ];
        };
      };
    }`;
    const folder = 'containers/shape';
    const {root} = await gitRepository({
      first: {
        [`${folder}/flake.nix`]: expression,
        [`${folder}/make-shape.sh`]: readFileSync(join(fixtures, 'make-shape.sh')),
        [`${folder}/tools/busybox`]: {executable: readFileSync(toolPath('busybox') ?? '')},
      },
    });
    const options = {file: undefined, attribute: undefined, flake: '.#image'};
    const image = await build('', options, buildRequest(join(root, folder), {root}));
    expect(image.digest).toBe((await build('gzip')).digest);
  });

  test('an export is an OCI archive with the same digest', async () => {
    const file = join(temporaryFolder(), 'image:with-colon.tar');
    const image = await build('archive');
    await image.exportTo(file);
    expect((await unpackLayoutArchive(file, temporaryFolder())).root.digest).toBe(image.digest);
  });

  test('a store path that is held by nothing but the work folder is not collected while it is used', async () => {
    const request = buildRequest(fixtures);
    await build('text', {}, request).catch(() => undefined);
    const env = toolEnvironment(nixTestEnvironment, {NIX_CONFIG: nixTestEnvironment.NIX_CONFIG});
    const {stdout} = await run(['nix-store', '--query', '--roots', join(request.workFolder, 'result')], {
      env,
      timeoutMs: 30 * second,
    });
    expect(stdout).toContain(request.workFolder);
  });
});

describeWith(['nix-build', 'skopeo', 'zot'], 'publishing to a registry where nobody overwrites', () => {
  let registry: TestRegistry;
  let proxy: TestProxy;
  let client: RegistryClient;
  let env: Record<string, string | undefined>;

  beforeAll(async () => {
    registry = await startRegistry({kind: 'zot'});
    proxy = await createProxy(registry);
    client = createRegistryClient({registry: proxy.address, plainHttp: true, credentials: registry.accounts.ci});
    env = loginOf(registry.accounts.ci);
  });
  beforeEach(() => proxy.clear());

  function loginOf({username, password}: {username: string; password: string}) {
    const file = join(temporaryFolder(), 'auth.json');
    const auth = Buffer.from(`${username}:${password}`).toString('base64');
    writeFileSync(file, JSON.stringify({auths: {[proxy.address]: {auth}}}), {mode: 0o600});
    return {...nixTestEnvironment, REGISTRY_AUTH_FILE: file, HOME: temporaryFolder()};
  }
  const push = (image: BuiltImage, repository: string, tag: string) => image.push({client, repository, firstTag: tag});
  const refused = () => proxy.requests.filter(({status}) => status === 403);

  test('a new tag is pushed without one refused request, and the digest is that of the build', async () => {
    const image = await build('layered', {env, plainHttp: true});
    const digest = await push(image, 'team/shape', 'v1.0.0-0123456-nix');
    expect(digest).toBe(image.digest);
    expect((await client.resolve('team/shape', 'v1.0.0-0123456-nix'))?.digest).toBe(digest);
    expect(refused()).toEqual([]);
  });

  test('another image with the same layers sends none of them again', async () => {
    const sent = () =>
      proxy.requests
        .filter(({path}) => path.includes('/blobs/uploads/'))
        .reduce((sum, {requestBytes}) => sum + requestBytes, 0);
    await push(await build('archive', {env, plainHttp: true}), 'team/again', 'v1-nix');
    const first = sent();
    proxy.clear();
    const request = buildRequest(fixtures, {labels: {'org.opencontainers.image.version': 'v2.0.0'}});
    await push(await build('archive', {env, plainHttp: true}, request), 'team/again', 'v2-nix');
    expect(first).toBeGreaterThan(500_000);
    expect(sent()).toBeLessThan(2_000);
    expect(refused()).toEqual([]);
  });

  test('a tag that exists with another image is refused as `denied`', async () => {
    await push(await build('archive', {env, plainHttp: true}), 'team/taken', 'v1-nix');
    const request = buildRequest(fixtures, {labels: {changed: 'yes'}});
    const image = await build('archive', {env, plainHttp: true}, request);
    await expect(push(image, 'team/taken', 'v1-nix')).rejects.toMatchObject({code: 'denied', status: 403});
  });

  test('a wrong password is `unauthorized`, and stands in no message', async () => {
    const wrong = loginOf({username: 'ci', password: 'not-the-password'});
    const image = await build('archive', {env: wrong, plainHttp: true});
    const error: unknown = await push(image, 'team/wrong', 'v1-nix').catch((reason: unknown) => reason);
    expect(error).toMatchObject({code: 'unauthorized', hint: expect.stringContaining('registry-login') as string});
    expect(JSON.stringify(error) + String(error)).not.toContain('not-the-password');
    expect(
      proxy.requests.filter(({method}) => method === 'POST' || method === 'PUT').every(({status}) => status === 401),
    ).toBe(true);
  });

  test.each([
    {name: 'a 503 on the manifest', fault: {method: 'PUT', path: /\/manifests\//, times: 2, status: 503}},
    {name: 'a 500 on a blob', fault: {method: 'PATCH', path: /\/blobs\/uploads\//, times: 1, status: 500}},
    {name: 'a 429 on the manifest', fault: {method: 'PUT', path: /\/manifests\//, times: 1, status: 429}},
    {name: 'a cut upload', fault: {method: 'PATCH', path: /\/blobs\/uploads\//, times: 1, cutRequestAfterBytes: 1}},
  ])('$name is survived, and said', async ({name, fault}) => {
    const request = buildRequest(fixtures);
    const image = await build('archive', {env, plainHttp: true}, request);
    proxy.inject(fault);
    const repository = `team/${name.replace(/\W+/g, '-')}`;
    expect(await push(image, repository, 'v1-nix')).toBe(image.digest);
    expect(request.lines.filter((line) => line.includes('trying again'))).toHaveLength(fault.times);
  });

  test('an authority of the house is trusted by `caFile`, and only by it', async () => {
    const secure = await startRegistry({kind: 'zot', tls: true});
    const caFile = secure.certificate?.caFile ?? '';
    const {ci} = secure.accounts;
    const ca = secure.certificate?.ca ?? '';
    const target = {
      client: createRegistryClient({registry: secure.address, credentials: ci, ca}),
      repository: 'team/tls',
      firstTag: 'v1-nix',
    };
    const file = join(temporaryFolder(), 'auth.json');
    const auth = Buffer.from(`${ci.username}:${ci.password}`).toString('base64');
    writeFileSync(file, JSON.stringify({auths: {[secure.address]: {auth}}}));
    const login = {...nixTestEnvironment, REGISTRY_AUTH_FILE: file};
    const trusting = await build('archive', {env: login, caFile});
    expect(await trusting.push(target)).toBe(trusting.digest);
    const strict = await build('archive', {env: login});
    await expect(strict.push(target)).rejects.toMatchObject({code: 'tls'});
  });
});
