import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {run, toolEnvironment} from '@gantry/process';
import {createProxy, describeWith, startRegistry, temporaryFolder, type TestRegistry} from '@gantry/testing';
import {addLabels, createRegistryClient, openLayout, publish, pushLayout, unpackLayoutArchive} from '../src';
import {platformLayout, simpleLayout, tarOfFiles, writeFiles} from './layout-files';

const tool = (...argv: [string, ...string[]]) => run(argv, {env: toolEnvironment(process.env), timeoutMs: 60_000});

describeWith(['zot'], 'pushing a layout', () => {
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await startRegistry({kind: 'zot'});
  });
  const clientOf = (address = registry.address) =>
    createRegistryClient({
      registry: address,
      plainHttp: true,
      credentials: registry.accounts.ci,
      retry: {firstWaitMs: 10},
    });

  test('all platforms arrive under their digests, with no tag, and nothing is sent twice', async () => {
    const {files, root} = platformLayout();
    const proxy = await createProxy(registry);
    const layout = await openLayout(writeFiles(temporaryFolder(), files));
    const blobBytes = layout.blobs.reduce((sum, {sizeBytes}) => sum + sizeBytes, 0);
    const first = await pushLayout(clientOf(proxy.address), 'platforms/app', layout);
    expect(first).toEqual({digest: root.digest, uploadedBytes: blobBytes});
    expect(await clientOf().listTags('platforms/app')).toEqual([]);
    for (const {descriptor} of layout.manifests) {
      expect(await clientOf().resolve('platforms/app', descriptor.digest)).toMatchObject({digest: descriptor.digest});
    }
    proxy.clear();
    const second = await pushLayout(clientOf(proxy.address), 'platforms/app', layout);
    expect(second).toEqual({digest: root.digest, uploadedBytes: 0});
    expect(proxy.requests.filter(({method}) => method !== 'HEAD' && method !== 'GET')).toEqual([]);
  });

  test('after one layer changed, that layer, its config and its manifest are all that is sent', async () => {
    const {files} = simpleLayout('one');
    const other = simpleLayout('two');
    const client = clientOf();
    await pushLayout(client, 'delta/app', await openLayout(writeFiles(temporaryFolder(), files)));
    const both = await openLayout(writeFiles(temporaryFolder(), other.files));
    expect((await pushLayout(client, 'delta/app', both)).uploadedBytes).toBe(
      both.blobs.reduce((sum, {sizeBytes}) => sum + sizeBytes, 0),
    );
    const labelled = await addLabels(both, {a: '1'});
    const config = labelled.manifests[0]?.manifest;
    expect((await pushLayout(client, 'delta/app', labelled)).uploadedBytes).toBe(
      config?.kind === 'image' ? config.config.sizeBytes : -1,
    );
  });

  test('a layer that was exchanged on disk never becomes an image', async () => {
    const {files} = simpleLayout('tampered');
    const layer = Object.keys(files).find((path) => files[path]?.toString().startsWith('layer ')) ?? '';
    const directory = writeFiles(temporaryFolder(), {...files, [layer]: Buffer.from('layer TAMPERED')});
    const layout = await openLayout(directory);
    await expect(pushLayout(clientOf(), 'tampered/app', layout)).rejects.toMatchObject({code: 'invalid-layout'});
    expect(await clientOf().resolve('tampered/app', layout.root.digest)).toBeUndefined();
  });

  test('publishing a layout: built once, then exists', async () => {
    const client = clientOf();
    const folder = temporaryFolder();
    const {files, root} = platformLayout();
    writeFileSync(join(folder, 'image.tar'), tarOfFiles(files));
    const layout = await unpackLayoutArchive(join(folder, 'image.tar'), join(folder, 'image'));
    const push = async () => (await pushLayout(client, 'published/app', layout)).digest;
    const request = {client, repository: 'published/app', tags: ['v1', 'v1-main'] as const, push};
    expect(await publish({...request, tags: ['v1', 'v1-main']})).toEqual({
      digest: root.digest,
      status: 'built',
      added: ['v1', 'v1-main'],
    });
    expect(await publish({...request, tags: ['v1', 'v1-main']})).toMatchObject({digest: root.digest, status: 'exists'});
  });
});

describeWith(['skopeo', 'zot'], 'layouts and skopeo', () => {
  const policy = ['skopeo', '--insecure-policy', 'copy', '--quiet', '--preserve-digests'] as const;

  test('what skopeo writes is read: a folder, and an archive', async () => {
    const folder = temporaryFolder();
    const {files, entry} = simpleLayout('skopeo');
    writeFiles(join(folder, 'source'), files);
    await tool(...policy, `oci:${folder}/source`, `oci:${folder}/copied:name`);
    await tool(...policy, `oci:${folder}/source`, `oci-archive:${folder}/image.tar:name`);
    expect((await openLayout(join(folder, 'copied'))).root.digest).toBe(entry.digest);
    const unpacked = await unpackLayoutArchive(join(folder, 'image.tar'), join(folder, 'unpacked'));
    expect(unpacked.root.digest).toBe(entry.digest);
    expect(unpacked.blobs).toHaveLength(2);
  });

  test('what addLabels writes is read by skopeo, and what is pushed is pulled by it', async () => {
    const registry = await startRegistry({kind: 'zot'});
    const client = createRegistryClient({
      registry: registry.address,
      plainHttp: true,
      credentials: registry.accounts.ci,
    });
    const folder = temporaryFolder();
    const {files} = simpleLayout('labelled');
    const layout = await addLabels(await openLayout(writeFiles(folder, files)), {'org.example.a': 'b'});
    const {stdout} = await tool('skopeo', 'inspect', '--config', `oci:${folder}`);
    expect(JSON.parse(stdout)).toMatchObject({config: {Labels: {'org.example.a': 'b'}}});
    const {digest} = await pushLayout(client, 'pulled/app', layout);
    const source = `docker://${registry.address}/pulled/app@${digest}`;
    const pulled = join(temporaryFolder(), 'pulled');
    await tool(...policy, '--src-tls-verify=false', source, `oci:${pulled}`);
    expect(readFileSync(join(pulled, 'index.json'), 'utf8')).toContain(digest);
  });
});
