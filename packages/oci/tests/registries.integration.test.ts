import {createProxy, describeWith, startRegistry, type RegistryKind, type TestRegistry} from '@gantry/testing';
import {createRegistryClient, digestOf, mediaTypes, type RegistryClientOptions} from '../src';
import {blobOf, pushImage, testImage} from './test-image';

const kinds: RegistryKind[] = ['zot', 'docker-registry'];

for (const kind of kinds) {
  describeWith([kind], `the client and a real ${kind}`, () => {
    let registry: TestRegistry;
    beforeAll(async () => {
      registry = await startRegistry({kind});
    });

    const clientOf = (options: Partial<RegistryClientOptions> = {}) =>
      createRegistryClient({
        registry: registry.address,
        plainHttp: true,
        credentials: registry.accounts.ci,
        retry: {firstWaitMs: 10},
        ...options,
      });

    test('stores an image and finds it again', async () => {
      const client = clientOf();
      const image = testImage(kind);
      expect(await client.resolve('new/app', 'v1')).toBeUndefined();
      expect(await client.listTags('new/app')).toEqual([]);
      await pushImage(client, 'new/app', image);
      await client.putManifest('new/app', image.manifest, ['v1', 'v2', 'v3']);
      const expected = {
        mediaType: mediaTypes.ociManifest,
        digest: image.digest,
        sizeBytes: image.manifest.bytes.length,
      };
      for (const reference of ['v1', 'v2', 'v3', image.digest]) {
        expect(await client.resolve('new/app', reference)).toEqual(expected);
      }
      expect((await client.readManifest('new/app', 'v2')).bytes).toEqual(image.manifest.bytes);
      expect([...(await client.listTags('new/app'))].sort()).toEqual(['v1', 'v2', 'v3']);
      const config = image.blobs[1];
      if (config) expect(digestOf(await client.readBlob('new/app', config.digest, 10_000))).toBe(config.digest);
      await expect(client.readManifest('new/app', 'none')).rejects.toMatchObject({code: 'not-found'});
    });

    test('a blob that is there is not sent again; one of another repository is mounted where the registry can', async () => {
      const proxy = await createProxy(registry);
      const client = clientOf({registry: proxy.address});
      const blob = blobOf(Buffer.from(`mounted ${kind}`.repeat(1000)));
      expect(await client.uploadBlob('from/app', blob)).toBe('uploaded');
      proxy.clear();
      expect(await client.uploadBlob('from/app', blob)).toBe('exists');
      expect(proxy.requests.reduce((sum, {requestBytes}) => sum + requestBytes, 0)).toBe(0);
      // A zot that does not deduplicate cannot mount, and takes an upload instead.
      const outcome = kind === 'zot' ? 'uploaded' : 'exists';
      expect(await client.uploadBlob('to/app', blob, {mountFrom: 'from/app'})).toBe(outcome);
      expect(await client.hasBlob('to/app', blob.digest)).toBe(true);
    });

    test('an empty blob, and one of many megabytes', async () => {
      const client = clientOf();
      for (const bytes of [Buffer.alloc(0), Buffer.alloc(20_000_000, 'large')]) {
        const blob = blobOf(bytes);
        expect(await client.uploadBlob('sizes/app', blob)).toBe('uploaded');
        expect((await client.readBlob('sizes/app', blob.digest, 30_000_000)).equals(bytes)).toBe(true);
      }
    });

    test('a blob that is too long for the proxy before it goes in pieces', async () => {
      const proxy = await createProxy(registry);
      proxy.inject({when: ({headers}) => Number(headers['content-length'] ?? 0) > 17_000_000, status: 413});
      const client = clientOf({registry: proxy.address});
      const blob = blobOf(Buffer.alloc(40_000_000, 'in pieces'));
      expect(await client.uploadBlob('pieces/app', blob)).toBe('uploaded');
      expect(proxy.requests.filter(({method}) => method === 'PATCH')).toHaveLength(3);
      expect((await clientOf().readBlob('pieces/app', blob.digest, 50_000_000)).equals(blob.bytes)).toBe(true);
    });

    test('a connection that is cut in the middle of a blob is no failure', async () => {
      const proxy = await createProxy(registry);
      proxy.inject({method: 'PUT', times: 2, cutRequestAfterBytes: 2_000_000});
      const client = clientOf({registry: proxy.address});
      const blob = blobOf(Buffer.alloc(10_000_000, kind));
      expect(await client.uploadBlob('cut/app', blob)).toBe('uploaded');
      expect((await clientOf().readBlob('cut/app', blob.digest, 20_000_000)).equals(blob.bytes)).toBe(true);
    });

    test('a blob whose bytes are not those of its digest is refused by the registry', async () => {
      const blob = {...blobOf(Buffer.from('honest')), open: () => blobOf(Buffer.from('damage')).open()};
      await expect(clientOf().uploadBlob('lies/app', blob)).rejects.toMatchObject({
        code: 'refused',
        status: 400,
        errors: [{code: 'DIGEST_INVALID'}],
      });
    });

    test("an image in Docker's format is kept as it is", async () => {
      const client = clientOf();
      const config = blobOf(
        Buffer.from('{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}'),
      );
      await client.uploadBlob('docker/app', config);
      const bytes = Buffer.from(
        JSON.stringify({
          schemaVersion: 2,
          mediaType: mediaTypes.dockerManifest,
          config: {mediaType: mediaTypes.dockerConfig, digest: config.digest, size: config.sizeBytes},
          layers: [],
        }),
      );
      const digest = digestOf(bytes);
      await client.putManifest('docker/app', {bytes, mediaType: mediaTypes.dockerManifest, digest}, ['v1']);
      expect(await client.resolve('docker/app', 'v1')).toMatchObject({digest, mediaType: mediaTypes.dockerManifest});
    });

    test('fifty tags are put and listed', async () => {
      const client = clientOf();
      const image = testImage('tags');
      const tags = Array.from({length: 50}, (_, index) => `v${String(index).padStart(2, '0')}`);
      await pushImage(client, 'tags/app', image);
      await client.putManifest('tags/app', image.manifest, tags);
      expect([...(await client.listTags('tags/app'))].sort()).toEqual(tags);
    });

    test('credentials are proved by a ping, and wrong ones are told', async () => {
      await clientOf().ping();
      const failure = clientOf({credentials: {username: 'ci', password: 'wrong one'}}).ping();
      await expect(failure).rejects.toMatchObject({code: 'unauthorized', status: 401});
      await expect(failure).rejects.toThrow(/the account "ci", was answered 401 UNAUTHORIZED/);
    });

    test('the right to create is proved without a trace', async () => {
      await clientOf().probePush('probe/app');
      await expect(clientOf({credentials: undefined}).probePush('probe/app')).rejects.toMatchObject({
        code: 'unauthorized',
      });
      const admin = clientOf({credentials: registry.accounts.admin});
      expect(await admin.listTags('probe/app')).toEqual([]);
      const log = registry.requests().filter(({path}) => path.includes('probe/app'));
      expect(log.filter(({status}) => status < 300)).toEqual([]);
    });

    test('by TLS, with an authority that only this client is told of', async () => {
      const secured = await startRegistry({kind, tls: true});
      const options = {registry: secured.address, credentials: secured.accounts.ci, plainHttp: false};
      await expect(clientOf(options).ping()).rejects.toMatchObject({code: 'tls'});
      const client = clientOf({...options, ca: secured.certificate?.ca});
      const image = testImage('tls');
      await pushImage(client, 'tls/app', image);
      expect(await client.resolve('tls/app', image.digest)).toMatchObject({digest: image.digest});
      await expect(clientOf({registry: secured.address}).ping()).rejects.toMatchObject({
        hint: expect.stringContaining('speaks TLS') as string,
      });
    });
  });
}

describeWith(['zot'], 'rights in a zot', () => {
  test('an account that may only read is refused by the probe, and leaves no repository', async () => {
    const registry = await startRegistry({kind: 'zot', accounts: ['guest']});
    const guest = createRegistryClient({
      registry: registry.address,
      plainHttp: true,
      credentials: registry.accounts.guest,
    });
    await expect(guest.probePush('probe/app')).rejects.toMatchObject({code: 'denied', status: 403});
  });
});
