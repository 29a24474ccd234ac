import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {temporaryFolder} from '@gantry/testing';
import {
  addLabels,
  digestOf,
  InvalidLayoutError,
  mediaTypes,
  openLayout,
  unpackLayoutArchive,
  type Layout,
} from '../src';
import {
  addImage,
  finishLayout,
  json,
  platformLayout,
  simpleLayout,
  tarOf,
  tarOfFiles,
  writeFiles,
  type LayoutFiles,
  type TarPart,
} from './layout-files';

const open = (files: LayoutFiles, name?: string) => openLayout(writeFiles(temporaryFolder(), files), {name});

async function unpack(tar: Buffer): Promise<{layout: Promise<Layout>; directory: string; parent: string}> {
  const parent = temporaryFolder();
  const directory = join(parent, 'image');
  writeFileSync(join(parent, 'image.tar'), tar);
  const layout = unpackLayoutArchive(join(parent, 'image.tar'), directory);
  await layout.catch(() => undefined);
  return {layout, directory, parent};
}

describe('opening a layout', () => {
  test('one image: the root is its manifest, with config and layer as blobs', async () => {
    const {files, entry} = simpleLayout();
    const layout = await open(files);
    expect(layout.root).toMatchObject({digest: entry.digest, mediaType: mediaTypes.ociManifest});
    expect(layout.manifests.map(({descriptor}) => descriptor.digest)).toEqual([entry.digest]);
    expect(layout.blobs).toHaveLength(2);
  });

  test('several platforms: the root is the index, and comes after what it names', async () => {
    const {files, root} = platformLayout();
    const layout = await open(files);
    expect(layout.manifests).toHaveLength(4);
    expect(layout.manifests.at(-1)?.descriptor.digest).toBe(root.digest);
  });

  test('one entry for each platform and no index of their own: the root is index.json', async () => {
    const files: LayoutFiles = {};
    const entries = ['amd64', 'arm64'].map((architecture) => ({
      ...addImage(files, architecture),
      platform: {os: 'linux', architecture},
    }));
    const finished = finishLayout(files, entries);
    const layout = await open(finished);
    expect(layout.root).toMatchObject({
      mediaType: mediaTypes.ociIndex,
      digest: digestOf(finished['index.json'] as Buffer),
    });
    expect(await layout.readBlob(layout.root.digest)).toEqual(finished['index.json']);
  });

  test('one image with two names is one image', async () => {
    const files: LayoutFiles = {};
    const entry = addImage(files, 'amd64');
    const named = ['a', 'b'].map((name) => ({...entry, annotations: {'org.opencontainers.image.ref.name': name}}));
    expect((await open(finishLayout(files, named))).root.digest).toBe(entry.digest);
  });

  test('several images: the name decides, and without a name it is an error that lists them', async () => {
    const files: LayoutFiles = {};
    const entries = ['one', 'two'].map((name) => ({
      ...addImage(files, name),
      annotations: {'org.opencontainers.image.ref.name': name},
    }));
    const finished = finishLayout(files, entries);
    expect((await open(finished, 'two')).root.digest).toBe(entries[1]?.digest);
    await expect(open(finished)).rejects.toThrow(/has several images: one, two/);
    await expect(open(finished, 'three')).rejects.toThrow(/has no image named three/);
  });

  test("Docker's media types are the same thing", async () => {
    const files: LayoutFiles = {};
    const config = {mediaType: mediaTypes.dockerConfig, digest: digestOf(json({})), size: 2};
    files[`blobs/sha256/${config.digest.slice(7)}`] = json({});
    const manifest = json({schemaVersion: 2, mediaType: mediaTypes.dockerManifest, config, layers: []});
    files[`blobs/sha256/${digestOf(manifest).slice(7)}`] = manifest;
    const entry = {mediaType: mediaTypes.dockerManifest, digest: digestOf(manifest), size: manifest.length};
    expect((await open(finishLayout(files, [entry]))).root.mediaType).toBe(mediaTypes.dockerManifest);
  });

  test.each<{name: string; damage: (files: LayoutFiles, manifestPath: string) => void; words: RegExp}>([
    {name: 'no oci-layout', damage: (files) => delete files['oci-layout'], words: /oci-layout is missing/},
    {name: 'no index.json', damage: (files) => delete files['index.json'], words: /index.json is missing/},
    {
      name: 'another layout version',
      damage: (files) => (files['oci-layout'] = json({imageLayoutVersion: '2.0.0'})),
      words: /layout version other than 1/,
    },
    {
      name: 'no image',
      damage: (files) => (files['index.json'] = json({schemaVersion: 2, manifests: []})),
      words: /no image/,
    },
    {name: 'no manifest', damage: (files, path) => delete files[path], words: /is missing/},
    {
      name: 'a manifest that was exchanged',
      damage: (files, path) => (files[path] = Buffer.from((files[path] as Buffer).toString().replace('kept', 'left'))),
      words: /is not the blob that its name says/,
    },
    {
      name: 'a digest that is a path',
      damage: (files) =>
        (files['index.json'] = json({
          schemaVersion: 2,
          manifests: [{mediaType: mediaTypes.ociManifest, digest: 'sha256:../../../etc/passwd', size: 1}],
        })),
      words: /has no valid digest/,
    },
    {
      name: 'a layer that is missing',
      damage: (files) => {
        const layer = Object.keys(files).find((path) => files[path]?.toString().startsWith('layer '));
        delete files[layer ?? ''];
      },
      words: /^The blob sha256:[0-9a-f]+ is missing/,
    },
    {
      name: 'a layer of another size',
      damage: (files) => {
        const layer = Object.keys(files).find((path) => files[path]?.toString().startsWith('layer '));
        files[layer ?? ''] = Buffer.from('layer that is longer');
      },
      words: /has 20 bytes; its descriptor says 11/,
    },
  ])('$name is a clear error', async ({damage, words}) => {
    const {files, entry} = simpleLayout();
    damage(files, `blobs/sha256/${entry.digest.slice(7)}`);
    await expect(open(files)).rejects.toThrow(words);
  });

  test('a layer that was exchanged for one of the same size is found when it is read', async () => {
    const {files} = simpleLayout();
    const layer = Object.keys(files).find((path) => files[path]?.toString().startsWith('layer ')) ?? '';
    files[layer] = Buffer.from('layer AMD64');
    const layout = await open(files);
    const digest = layout.blobs[1]?.digest ?? layout.root.digest;
    await expect(layout.openBlob(digest).toArray()).rejects.toThrow(/is not the blob that its name says/);
    await expect(layout.readBlob(digest)).rejects.toThrow(InvalidLayoutError);
  });
});

describe('unpacking an archive', () => {
  test('writes the files of the layout, and leaves out what is none', async () => {
    const {files, entry} = simpleLayout();
    const {layout, directory} = await unpack(
      tarOf([
        {name: './', type: '5'},
        {name: 'manifest.json', data: json([])},
        {name: 'pax', type: 'x', data: Buffer.from('18 path=ignored/x\n')},
        {name: 'short', data: Buffer.from('x')},
        ...Object.entries(files).map(([name, data]) => ({name: `./${name}`, data})),
      ]),
    );
    expect((await layout).root.digest).toBe(entry.digest);
    expect(readdirSync(directory).sort()).toEqual(['blobs', 'index.json', 'oci-layout']);
  });

  const {files} = simpleLayout();
  const blob = Object.keys(files).find((path) => path.startsWith('blobs/')) ?? '';
  const honest: TarPart[] = Object.entries(files).map(([name, data]) => ({name, data}));
  const outside = Buffer.from('outside');

  test.each<{name: string; parts: TarPart[]; words: RegExp}>([
    {name: 'a name with ..', parts: [{name: '../escaped', data: outside}], words: /leads out of the folder/},
    {name: 'a name with .. inside', parts: [{name: 'blobs/../../escaped', data: outside}], words: /leads out/},
    {name: 'an absolute name', parts: [{name: '/tmp/escaped', data: outside}], words: /leads out of the folder/},
    {name: 'a backslash', parts: [{name: '..\\escaped', data: outside}], words: /leads out of the folder/},
    {
      name: 'a pax name with ..',
      parts: [
        {name: 'p', type: 'x', data: Buffer.from('19 path=../escaped\n')},
        {name: 'a', data: outside},
      ],
      words: /leads out of the folder/,
    },
    {
      name: 'a long GNU name with ..',
      parts: [
        {name: '././@LongLink', type: 'L', data: Buffer.from('../escaped\0')},
        {name: 'a', data: outside},
      ],
      words: /leads out of the folder/,
    },
    {name: 'a symbolic link', parts: [{name: 'blobs', type: '2', linkName: '..'}], words: /which is no file/},
    {name: 'a hard link', parts: [{name: 'index.json', type: '1', linkName: '/etc/passwd'}], words: /which is no file/},
    {name: 'a device', parts: [{name: 'index.json', type: '3'}], words: /which is no file/},
    {name: 'an entry twice', parts: [{name: 'index.json', data: json({})}], words: /index.json twice/},
    {
      name: 'a blob under a wrong name',
      parts: [{name: `blobs/sha256/${'0'.repeat(64)}`, data: outside}],
      words: /not what it is called/,
    },
    {name: 'a size beyond the end', parts: [{name: 'oci-layout', claimedBytes: 999_999_999}], words: /is cut off/},
    {name: 'a huge extended header', parts: [{name: 'p', type: 'x', data: Buffer.alloc(70_000)}], words: /oversized/},
    {
      name: 'a damaged extended header',
      parts: [{name: 'p', type: 'x', data: Buffer.from('99 path=a\n')}, {name: 'a'}],
      words: /damaged extended/,
    },
    {
      name: 'a negative pax size',
      parts: [{name: 'p', type: 'x', data: Buffer.from('11 size=-1\n')}, {name: 'a'}],
      words: /impossible size/,
    },
  ])('refuses $name, and nothing stays', async ({parts, words}) => {
    const {layout, directory, parent} = await unpack(tarOf([...honest, ...parts]));
    await expect(layout).rejects.toThrow(words);
    expect(readdirSync(directory)).toEqual([]);
    expect(readdirSync(parent).sort()).toEqual(['image', 'image.tar']);
    expect(existsSync('/tmp/escaped')).toBe(false);
  });

  test.each([
    {name: 'no tar file', tar: Buffer.alloc(2048, 'x'), words: /not a tar file/},
    {name: 'an empty file', tar: Buffer.alloc(0), words: /cut off after 0 bytes/},
    {
      name: 'a compressed file',
      tar: Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.alloc(1024)]),
      words: /compressed tar file/,
    },
    {name: 'an archive that was cut', tar: tarOfFiles(files).subarray(0, 700), words: /cut off/},
    {
      name: 'an archive without a blob',
      tar: tarOfFiles(Object.fromEntries(Object.entries(files).filter(([name]) => name !== blob))),
      words: /missing/,
    },
  ])('refuses $name', async ({tar, words}) => {
    const {layout} = await unpack(tar);
    await expect(layout).rejects.toThrow(words);
    await expect(layout).rejects.toThrow(InvalidLayoutError);
  });

  test('never writes into a folder that has something', async () => {
    const directory = writeFiles(temporaryFolder(), {kept: outside});
    writeFileSync(join(directory, 'image.tar'), tarOfFiles(files));
    await expect(unpackLayoutArchive(join(directory, 'image.tar'), directory)).rejects.toThrow(/is not empty/);
    expect(readFileSync(join(directory, 'kept'))).toEqual(outside);
  });
});

describe('adding labels', () => {
  const configsOf = async (layout: Layout) =>
    Promise.all(
      layout.manifests.flatMap(({manifest}) =>
        manifest.kind === 'image'
          ? [
              layout
                .readBlob(manifest.config.digest)
                .then((bytes) => JSON.parse(bytes.toString()) as {config: {Labels: unknown}}),
            ]
          : [],
      ),
    );

  test('gives one image the labels, keeps its annotations and layers, and a whole layout', async () => {
    const {files, entry} = simpleLayout();
    const before = await open(files);
    const after = await addLabels(before, {b: '2', a: '1'});
    expect(after.root.digest).not.toBe(entry.digest);
    expect((await configsOf(after))[0]).toMatchObject({config: {Env: ['A=b'], Labels: {a: '1', b: '2'}}});
    expect(after.manifests[0]?.manifest.json).toMatchObject({annotations: {kept: 'amd64'}});
    expect(after.blobs.map(({digest}) => digest)).toContain(before.blobs[1]?.digest);
    expect((await openLayout(before.directory)).root.digest).toBe(after.root.digest);
  });

  test('the same labels in another order give the same digest', async () => {
    const {files} = simpleLayout();
    const one = await addLabels(await open(files), {a: '1', b: '2', c: '3'});
    const two = await addLabels(await open(files), {c: '3', b: '2', a: '1'});
    expect(one.root.digest).toBe(two.root.digest);
  });

  test('labels that are there already change nothing', async () => {
    const layout = await addLabels(await open(simpleLayout().files), {a: '1'});
    expect(await addLabels(layout, {a: '1'})).toBe(layout);
    expect(await addLabels(layout, {})).toBe(layout);
  });

  test('every platform gets them; an attestation does not, and is about the new image', async () => {
    const {files, amd64, attestation} = platformLayout();
    const after = await addLabels(await open(files), {a: '1'});
    const root = after.manifests.at(-1)?.manifest;
    const entries = root?.kind === 'index' ? root.manifests : [];
    expect(entries.map(({platform}) => platform?.architecture)).toEqual(['amd64', 'arm64', 'unknown']);
    expect(entries[0]?.digest).not.toBe(amd64.digest);
    expect(entries[2]).toMatchObject({
      digest: attestation.digest,
      annotations: {'vnd.docker.reference.digest': entries[0]?.digest},
    });
    const labels = (await configsOf(after)).map(({config}) => config.Labels);
    expect(labels).toEqual([{a: '1'}, {a: '1'}, {}]);
  });

  test('also where index.json itself is the index', async () => {
    const files: LayoutFiles = {};
    const entries = ['amd64', 'arm64'].map((architecture) => ({
      ...addImage(files, architecture),
      platform: {os: 'linux', architecture},
    }));
    const after = await addLabels(await open(finishLayout(files, entries)), {a: '1'});
    expect((await configsOf(after)).map(({config}) => config.Labels)).toEqual([{a: '1'}, {a: '1'}]);
    expect(digestOf(readFileSync(join(after.directory, 'index.json')))).toBe(after.root.digest);
  });
});
