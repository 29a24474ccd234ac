import {createRegistryClient, digestOf} from '@gantry/oci';
import {ciCheckoutOf, describeWith, gitRepository, startRegistry, type RegistryKind} from '@gantry/testing';
import {detectIn, imagesOf, push} from './detect-in';

const alpine = 'FROM alpine:3.22\n';
const mediaType = 'application/vnd.oci.image.manifest.v1+json';

/** Publishes an image without layers under these tags. */
async function publish(client: ReturnType<typeof createRegistryClient>, repository: string, tags: readonly string[]) {
  const {Readable} = await import('node:stream');
  const config = Buffer.from('{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}');
  const digest = digestOf(config);
  await client.uploadBlob(repository, {digest, sizeBytes: config.length, open: () => Readable.from([config])});
  const bytes = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType,
      config: {mediaType: 'application/vnd.oci.image.config.v1+json', digest, size: config.length},
      layers: [],
    }),
  );
  await client.putManifest(repository, {bytes, mediaType, digest: digestOf(bytes)}, tags);
}

describe.each<RegistryKind>(['zot', 'docker-registry'])('%s', (kind) => {
  describeWith([kind], 'last-published', () => {
    test('a run that was cancelled halfway leaves exactly the rest to the next', async () => {
      const source = await gitRepository({
        start: {
          'containers/api/Dockerfile': alpine,
          'containers/both/Dockerfile': alpine,
          'containers/both/default.nix': '{}',
        },
        second: {'containers/api/a': '1', 'containers/both/a': '1'},
        third: {'README.md': '1'},
      });
      const registry = await startRegistry({kind});
      const options = {registry: registry.address, credentials: registry.accounts.ci, plainHttp: true};
      const client = createRegistryClient(options);
      const [start, second] = [await source.sha('start'), await source.sha('second')];
      // More than one page of tags, in which the ones that count are the last.
      const many = Array.from({length: 1_200}, (_, index) => `a${index}`);
      for (let at = 0; at < many.length; at += 50) await publish(client, 'home/api', many.slice(at, at + 50));
      for (const name of ['api', 'both']) {
        await publish(client, `home/${name}`, [`v1-${start.slice(0, 7)}`, `v1-${start.slice(0, 7)}-main`]);
      }
      await publish(client, 'home/both', [`v1-${start.slice(0, 7)}-nix`, `v1-${start.slice(0, 7)}-main-nix`]);
      await publish(client, 'home/both', [`v2-${second.slice(0, 7)}-nix`, `v2-${second.slice(0, 7)}-main-nix`]);
      const clone = await ciCheckoutOf(source);
      const context = push(second, await source.sha('third'));
      const detectAs = (account: typeof options) =>
        detectIn(clone, context, {
          overrides: {registry: registry.address, namespace: 'home'},
          openRegistry: () => Promise.resolve(createRegistryClient(account)),
        });
      expect(imagesOf(await detectAs(options))).toEqual(['api:dagger', 'both:dagger']);
      const wrong = await detectAs({...options, credentials: {username: 'ci', password: 'wrong'}});
      expect(wrong.registryIsRecord).toBe(false);
      expect(wrong.warnings[0]).toMatch(/could not be asked what is published.* 401 /);
      await registry.stop();
      const down = await detectAs(options);
      expect([imagesOf(down), down.warnings.length]).toEqual([[], 1]);
    }, 60_000);
  });
});
