// What a registry holds, asked with plain HTTP and without an account; and the base image that the demo builds on.
import {copyFileSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {createHash} from 'node:crypto';
import {capture, which} from './programs.mjs';

const manifestTypes = 'application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json';

/** Digest and size (config and layers, as they are stored, in bytes) of an image; `undefined` when the tag is not there. */
export async function describeImage(address, repository, tag) {
  const answer = await fetch(`http://${address}/v2/${repository}/manifests/${tag}`, {headers: {accept: manifestTypes}});
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Error(`${address}/${repository}:${tag}: the registry answered ${answer.status}`);
  const manifest = await answer.json();
  const sizeBytes = [manifest.config, ...manifest.layers].reduce((sum, {size}) => sum + size, 0);
  return {digest: answer.headers.get('docker-content-digest'), sizeBytes};
}

/** All tags of a repository, sorted; none when it does not exist. */
export async function listTags(address, repository) {
  const answer = await fetch(`http://${address}/v2/${repository}/tags/list`);
  if (answer.status === 404) return [];
  return ((await answer.json()).tags ?? []).sort();
}

/** All repositories of a registry. */
export async function listRepositories(address) {
  return (await (await fetch(`http://${address}/v2/_catalog`)).json()).repositories ?? [];
}

/**
 * Publishes an image that holds a static busybox and its applets, in place of one from a registry that may be out of
 * reach.
 *
 * @returns its reference
 */
export async function publishBusybox({address, account}, folder) {
  const root = join(folder, 'busybox');
  for (const name of ['bin', 'etc', 'tmp', 'www']) mkdirSync(join(root, name), {recursive: true});
  copyFileSync(which('busybox'), join(root, 'bin/busybox'));
  const applets = (await capture([which('busybox'), '--list']))
    .split('\n')
    .filter((name) => name && name !== 'busybox');
  const {symlinkSync} = await import('node:fs');
  for (const name of applets) symlinkSync('busybox', join(root, 'bin', name));
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n');
  writeFileSync(join(root, 'etc/group'), 'root:x:0:\nnogroup:x:65534:\n');
  const tar = join(folder, 'busybox.tar');
  await capture([
    'tar',
    '--sort=name',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '--mtime=@0',
    '-C',
    root,
    '-cf',
    tar,
    '.',
  ]);
  return pushLayer({address, account, repository: 'base/busybox', tag: '1', tar});
}

async function pushLayer({address, account, repository, tag, tar}) {
  const {readFileSync} = await import('node:fs');
  const bytes = readFileSync(tar);
  const layer = gzipSync(bytes);
  const config = Buffer.from(
    JSON.stringify({
      architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
      os: 'linux',
      config: {Env: ['PATH=/bin'], Cmd: ['/bin/sh']},
      rootfs: {type: 'layers', diff_ids: [digestOf(bytes)]},
    }),
  );
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: {mediaType: 'application/vnd.oci.image.config.v1+json', size: config.length, digest: digestOf(config)},
      layers: [{mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', size: layer.length, digest: digestOf(layer)}],
    }),
  );
  const authorization = `Basic ${Buffer.from(`${account.username}:${account.password}`).toString('base64')}`;
  const send = async (method, url, body, type) => {
    const headers = {authorization, ...(type ? {'content-type': type} : {})};
    const answer = await fetch(url, {method, headers, body});
    if (!answer.ok) throw new Error(`${method} ${url}: the registry answered ${answer.status} ${await answer.text()}`);
    return answer;
  };
  for (const blob of [config, layer]) {
    const session = await send('POST', `http://${address}/v2/${repository}/blobs/uploads/`);
    const url = new URL(session.headers.get('location'), `http://${address}`);
    url.searchParams.set('digest', digestOf(blob));
    await send('PUT', url, blob, 'application/octet-stream');
  }
  await send(
    'PUT',
    `http://${address}/v2/${repository}/manifests/${tag}`,
    manifest,
    'application/vnd.oci.image.manifest.v1+json',
  );
  return `${address}/${repository}:${tag}`;
}

function digestOf(bytes) {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
