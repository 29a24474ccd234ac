import {createHash} from 'node:crypto';
import {createRegistryClient, type RegistryClient} from '@gantry/oci';
import {createProxy, describeWith, startRegistry, type TestProxy, type TestRegistry} from '@gantry/testing';
import {openPushGateway, type PushGateway} from '../../src/dagger/push/push-gateway';

const digestOf = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const layer = Buffer.alloc(300_000, 'layer');
const config = Buffer.from('{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}');
const mediaType = 'application/vnd.oci.image.manifest.v1+json';
const manifest = Buffer.from(
  JSON.stringify({
    schemaVersion: 2,
    mediaType,
    config: {mediaType: 'application/vnd.oci.image.config.v1+json', size: config.length, digest: digestOf(config)},
    layers: [{mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', size: layer.length, digest: digestOf(layer)}],
  }),
);

describeWith(['zot'], 'the push gateway before a zot', () => {
  let registry: TestRegistry;
  let proxy: TestProxy;
  let client: RegistryClient;
  let gateway: PushGateway;
  let base: string;

  beforeAll(async () => {
    registry = await startRegistry({kind: 'zot'});
    proxy = await createProxy(registry);
    client = createRegistryClient({registry: proxy.address, plainHttp: true, credentials: registry.accounts.ci});
  });
  beforeEach(async () => {
    proxy.clear();
    gateway = await openPushGateway(client, 'team/web');
    base = `http://127.0.0.1:${gateway.port}/v2/${gateway.repository}`;
  });
  afterEach(() => gateway.close());

  async function upload(bytes: Buffer): Promise<number> {
    const start = await fetch(`${base}/blobs/uploads/`, {method: 'POST'});
    expect(start.status).toBe(202);
    const location = new URL(start.headers.get('location') ?? '', base);
    location.searchParams.set('digest', digestOf(bytes));
    return (await fetch(location, {method: 'PUT', body: bytes})).status;
  }

  test('hands blobs and the manifest on, by digest and without a tag', async () => {
    expect((await fetch(`http://127.0.0.1:${gateway.port}/v2/`)).status).toBe(200);
    expect((await fetch(`${base}/blobs/${digestOf(layer)}`, {method: 'HEAD'})).status).toBe(404);
    expect(await upload(layer)).toBe(201);
    expect(await upload(config)).toBe(201);
    expect((await fetch(`${base}/blobs/${digestOf(layer)}`, {method: 'HEAD'})).status).toBe(200);
    const put = await fetch(`${base}/manifests/push`, {
      method: 'PUT',
      body: manifest,
      headers: {'content-type': mediaType},
    });
    expect(put.status).toBe(201);
    expect([...gateway.manifests]).toEqual([digestOf(manifest)]);
    expect((await client.resolve('team/web', digestOf(manifest)))?.mediaType).toBe(mediaType);
    expect(await client.listTags('team/web')).toEqual([]);
  });

  test('another path than its own is nothing', async () => {
    for (const path of ['team/web/blobs/uploads/', `${'0'.repeat(32)}/image/blobs/uploads/`]) {
      expect((await fetch(`http://127.0.0.1:${gateway.port}/v2/${path}`, {method: 'POST'})).status).toBe(404);
    }
    expect(proxy.requests).toEqual([]);
  });

  test('what the registry refuses is the failure, in the words of the registry', async () => {
    const guest = createRegistryClient({registry: proxy.address, plainHttp: true});
    const closed = await openPushGateway(guest, 'team/web');
    const start = await fetch(
      `http://127.0.0.1:${closed.port}/v2/${closed.repository}/blobs/uploads/1?digest=${digestOf(Buffer.from('x'))}`,
      {method: 'PUT', body: 'x'},
    ).catch(() => undefined);
    expect(start?.status ?? 502).toBe(502);
    expect(closed.failure()).toMatchObject({code: 'unauthorized'});
    await closed.close();
  });

  test('an upload that is cut on the way has to be begun anew', async () => {
    const other = Buffer.alloc(3_000_000, 'other');
    proxy.inject({method: 'PUT', cutRequestAfterBytes: 100_000, times: 1});
    await upload(other).catch(() => undefined);
    expect(gateway.interrupted()).toBe(true);
    expect(await upload(other)).toBe(201);
  });
});
