import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {temporaryFolder} from '@gantry/testing';
import {recogniseImage} from '../../src/nix/recognise-image';

const folder = temporaryFolder();
let count = 0;

function fileOf(content: Buffer | string, mode = 0o444): string {
  const path = join(folder, `result-${count++}`);
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
}

/** A tar of empty files; `sizes` lets a header lie, or speak of more than there is. */
function tarOf(names: readonly string[], sizes: Readonly<Record<string, Buffer>> = {}): Buffer {
  const headers = names.map((name) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write('0000644\0', 100);
    header.write('00000000000\0', 124);
    sizes[name]?.copy(header, 124);
    header.write('        0', 148);
    header.write('ustar\u000000', 257);
    header.write(
      `${header
        .reduce((sum, byte) => sum + byte)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    );
    return header;
  });
  return Buffer.concat([...headers, Buffer.alloc(1024)]);
}

test.each([
  {shape: 'docker-archive', content: tarOf(['abc/layer.tar', 'abc.json', 'manifest.json'])},
  {shape: 'docker-archive', content: tarOf(['./abc/layer.tar', './manifest.json'])},
  {shape: 'docker-archive', content: tarOf(['blobs/sha256/x', 'index.json', 'oci-layout', 'manifest.json'])},
  {shape: 'oci-archive', content: tarOf(['blobs/sha256/x', 'index.json', 'oci-layout'])},
  {shape: 'gzip', content: gzipSync('x')},
  {shape: 'compressed-docker-archive', content: Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0, 0, 0])},
  {shape: 'compressed-docker-archive', content: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 0])},
  {shape: 'compressed-docker-archive', content: Buffer.from('BZh91AY&SY')},
])('$shape is known by its content', async ({shape, content}) => {
  expect(await recogniseImage(fileOf(content))).toBe(shape);
});

test('a program streams an image, a text that begins like one does not', async () => {
  expect(await recogniseImage(fileOf('#!/bin/sh\nexit 1\n', 0o555))).toBe('stream');
  expect(await recogniseImage(fileOf('\x7fELF\x02\x01\x01\0', 0o555))).toBe('stream');
  await expect(recogniseImage(fileOf('#!/bin/sh\nexit 1\n'))).rejects.toMatchObject({code: 'nix-result-unsupported'});
});

test('a folder is a layout when it says so', async () => {
  const layout = join(folder, 'layout');
  mkdirSync(layout);
  await expect(recogniseImage(layout)).rejects.toThrow('it has nothing');
  writeFileSync(join(layout, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  writeFileSync(join(layout, 'index.json'), '{}');
  expect(await recogniseImage(layout)).toBe('oci-layout');
});

test.each([
  {what: 'an empty file', content: '', words: 'a file of no known kind'},
  {what: 'a text', content: 'a text of some length', words: 'a file of no known kind'},
  {what: 'a JSON file', content: '{"a": 1}', words: 'a JSON file'},
  {what: 'broken JSON', content: '{"a": ', words: 'a JSON file'},
  {what: 'nix2container', content: '{"version":1,"image-config":{},"layers":[]}', words: 'nix2container'},
  {what: 'another tar', content: tarOf(['a', 'b/c']), words: 'without manifest.json and without oci-layout (it has a)'},
  {what: 'a tar that breaks off', content: tarOf(['a']).subarray(0, 300), words: 'a file of no known kind'},
])('$what is no image, and that is said', async ({content, words}) => {
  const failure = recogniseImage(fileOf(content));
  await expect(failure).rejects.toMatchObject({code: 'nix-result-unsupported'});
  await expect(failure).rejects.toThrow(words);
});

test.each([
  {
    what: 'a size beyond all files',
    size: Buffer.from([0x80, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
  },
  {what: 'a size beyond its end', size: Buffer.from('00000100000\0')},
  {what: 'a size that is no number', size: Buffer.from('zzzzzzzzzzz\0')},
])('a tar file with $what is damaged', async ({size}) => {
  const failure = recogniseImage(fileOf(tarOf(['a', 'b', 'manifest.json'], {b: size})));
  await expect(failure).rejects.toMatchObject({code: 'image-unreadable'});
  await expect(failure).rejects.toThrow('within its entry b');
});
