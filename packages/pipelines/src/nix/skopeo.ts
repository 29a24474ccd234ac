import {CommandError, run, toolEnvironment, type Environment} from '@gantry/process';
import {NixBuildError} from './nix-build-error';

/** How layers are compressed that a build left uncompressed. */
export type Compression = 'gzip' | 'zstd';

export interface SkopeoOptions {
  readonly env: Environment;
  /** Where it runs, and where it puts what is too large for memory. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** The caller's signal is the limit that counts; a run has to have one. */
const mostMs = 24 * 60 * 60_000;

/** The name of the image in a layout that is written here. */
export const layoutTag = 'image';

/**
 * Runs skopeo. Signatures are not asked for (`--insecure-policy`): every source here is an image that was built a moment
 * ago on this machine, and a job image without `policy.json` must work as well.
 *
 * @throws NixBuildError `skopeo-missing`; CommandError when skopeo fails
 */
export async function runSkopeo(args: readonly string[], options: SkopeoOptions): Promise<void> {
  try {
    await run(['skopeo', '--insecure-policy', '--tmpdir', options.folder, ...args], {
      env: toolEnvironment(options.env),
      cwd: options.folder,
      timeoutMs: mostMs,
      signal: options.signal,
    });
  } catch (error) {
    if (!(error instanceof CommandError) || error.code !== 'command-not-found') throw error;
    throw new NixBuildError('skopeo is not installed on this machine, and images made by Nix are copied by it.', {
      code: 'skopeo-missing',
      hint: 'install skopeo in an earlier step (apt-get install skopeo), or use a job image that has it.',
    });
  }
}

/**
 * The arguments that turn an image into an OCI layout, its layers compressed.
 *
 * @param source - in skopeo's words, such as `docker-archive:/nix/store/…`
 * @param layout - a path without `:`
 */
export function toLayoutArguments(source: string, layout: string, compression: Compression): string[] {
  return [
    'copy',
    '--quiet',
    // Of several platforms all; a docker-archive has one image, and there it has no meaning.
    ...(source.startsWith('oci:') ? ['--all'] : []),
    '--dest-compress-format',
    compression,
    source,
    `oci:${layout}:${layoutTag}`,
  ];
}

export interface PushTarget {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
  /** File that gets the digest. */
  readonly digestFile: string;
  readonly authFile: string | undefined;
  readonly plainHttp: boolean;
  /** A folder whose `*.crt` are trusted besides those of the system. */
  readonly certificateFolder: string | undefined;
}

/** The arguments that push a layout under one tag, with the bytes that it has. */
export function pushArguments(layout: string, target: PushTarget): string[] {
  return [
    'copy',
    '--quiet',
    '--all',
    '--format',
    'oci',
    '--digestfile',
    target.digestFile,
    ...(target.authFile === undefined ? [] : ['--authfile', target.authFile]),
    ...(target.plainHttp ? ['--dest-tls-verify=false'] : []),
    ...(target.certificateFolder === undefined ? [] : ['--dest-cert-dir', target.certificateFolder]),
    `oci:${layout}:${layoutTag}`,
    `docker://${target.registry}/${target.repository}:${target.tag}`,
  ];
}
