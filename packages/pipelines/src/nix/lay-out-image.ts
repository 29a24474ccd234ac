import {createReadStream, createWriteStream} from 'node:fs';
import {rm} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {createGunzip} from 'node:zlib';
import {openLayout, unpackLayoutArchive, type Layout} from '@gantry/oci';
import {CommandError, toolEnvironment, type Environment} from '@gantry/process';
import {NixBuildError} from './nix-build-error';
import {recogniseImage, type ImageShape} from './recognise-image';
import {layoutTag, runSkopeo, toLayoutArguments, type Compression} from './skopeo';
import {lastMessage} from './skopeo-failure';
import {streamImage} from './stream-image';

export interface LayOutRequest {
  /** What Nix built: an absolute path in the store. */
  readonly storePath: string;
  /** An empty folder for this image alone. */
  readonly workFolder: string;
  readonly compression: Compression;
  readonly env: Environment;
  readonly signal: AbortSignal;
  readonly log: {info(line: string): void};
}

/**
 * Turns an image of any shape that Nix builds into an OCI layout, `layout` in the work folder.
 * The same store path, compression and skopeo give the same bytes.
 *
 * @throws NixBuildError `nix-result-unsupported` or `image-unreadable`; InvalidLayoutError, InvalidManifestError
 */
export async function layOutImage(request: LayOutRequest): Promise<Layout> {
  const shape = await recogniseImage(request.storePath);
  request.log.info(`${basename(request.storePath)} is ${descriptions[shape]}`);
  const {path, source} = await openImage(request.storePath, shape, request);
  const {workFolder, env, signal, compression} = request;
  try {
    await runSkopeo(toLayoutArguments(source, 'layout', compression), {env, folder: workFolder, signal});
  } catch (error) {
    if (!(error instanceof CommandError) || signal.aborted) throw error;
    if (error.stderr.includes('no space left on device')) {
      throw new NixBuildError(`There is no room to unpack the image ${request.storePath} in ${workFolder}`, {
        code: 'disk-full',
        hint: 'free room where RUNNER_TEMP is; an image needs about its own size there, twice when it is compressed.',
        cause: error,
      });
    }
    throw new NixBuildError(`skopeo cannot read the image ${request.storePath}: ${lastMessage(error.stderr)}`, {
      code: 'image-unreadable',
      hint: 'delete the store path (nix-store --delete) and build it again; if it stays so, the expression makes a broken image.',
      cause: error,
    });
  }
  // What was unpacked is as large as the image, and is not needed any more.
  if (path !== request.storePath) await rm(path, {recursive: true, force: true});
  return openLayout(join(workFolder, 'layout'), {name: layoutTag});
}

const descriptions: Record<ImageShape, string> = {
  'docker-archive': 'a docker archive',
  'compressed-docker-archive': 'a compressed docker archive',
  gzip: 'an archive under gzip',
  stream: 'a program that streams a docker archive',
  'oci-archive': 'an OCI archive',
  'oci-layout': 'an OCI image layout',
};

/** The image where skopeo can read it, and its name in skopeo's words: in the work folder a relative one, without `:`. */
async function openImage(
  path: string,
  shape: ImageShape,
  request: LayOutRequest,
): Promise<{path: string; source: string}> {
  const {workFolder, env, signal, log} = request;
  switch (shape) {
    case 'docker-archive':
    case 'compressed-docker-archive':
      return {path, source: `docker-archive:${path}`};
    case 'oci-layout':
      return {path, source: `oci:${path}`};
    case 'oci-archive': {
      const folder = join(workFolder, 'unpacked');
      await unpackLayoutArchive(path, folder);
      return {path: folder, source: 'oci:unpacked'};
    }
    case 'stream': {
      const archive = join(workFolder, 'streamed.tar');
      await streamImage(path, archive, {env: toolEnvironment(env), signal, onLine: (line) => log.info(line)});
      return {path: archive, source: 'docker-archive:streamed.tar'};
    }
    case 'gzip': {
      // skopeo of Debian 12 (1.9.3) cannot read a docker archive under gzip.
      const archive = join(workFolder, 'unpacked.tar');
      await gunzip(path, archive, signal);
      const inner = await recogniseImage(archive);
      if (inner === 'docker-archive') return {path: archive, source: 'docker-archive:unpacked.tar'};
      if (inner === 'oci-archive') return openImage(archive, inner, request);
      throw new NixBuildError(`${path} is ${descriptions[inner]} under gzip, and no image.`, {
        code: 'nix-result-unsupported',
      });
    }
  }
}

async function gunzip(source: string, target: string, signal: AbortSignal): Promise<void> {
  try {
    await pipeline(createReadStream(source), createGunzip(), createWriteStream(target, {flags: 'wx'}), {signal});
  } catch (cause) {
    const isDamaged = String((cause as NodeJS.ErrnoException).code).startsWith('Z_');
    if (!isDamaged) throw cause;
    throw new NixBuildError(`${source} begins like a gzip file and cannot be unpacked`, {
      code: 'image-unreadable',
      hint: 'delete the store path (nix-store --delete) and build it again.',
      cause,
    });
  }
}
