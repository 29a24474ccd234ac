import {copyFile, mkdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {listAuthFiles, parseDigest, RegistryError, type Digest, type Layout} from '@gantry/oci';
import {CommandError, type Environment} from '@gantry/process';
import {explainPushFailure, isTransientFailure} from './skopeo-failure';
import {pushArguments, runSkopeo, type PushTarget} from './skopeo';

export interface PushRequest {
  /** An image in `workFolder`. */
  readonly layout: Layout;
  readonly workFolder: string;
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
  readonly account: string | undefined;
  readonly plainHttp: boolean;
  /** PEM file of an authority that is trusted besides the system's. */
  readonly caFile: string | undefined;
  readonly env: Environment;
  readonly signal: AbortSignal;
  readonly log: {info(line: string): void; warning(line: string): void};
}

/** The waits between tries, in milliseconds. skopeo does not tell of a `Retry-After`, so the last ones are long. */
export const retryWaitsMs: readonly number[] = [1_000, 2_000, 5_000, 15_000, 30_000];

/**
 * Pushes a layout under one tag. What the registry has already is not sent. 429, 5xx and lost connections are tried
 * again; each try sends only what the ones before it did not bring through.
 *
 * @returns the digest, which is that of the layout
 * @throws RegistryError for what the registry answered; NixBuildError `skopeo-missing`; CommandError for anything else
 */
export async function pushWithSkopeo(request: PushRequest, waitsMs = retryWaitsMs): Promise<Digest> {
  const target = await preparePush(request);
  const args = pushArguments('layout', target);
  for (let tries = 0; ; tries++) {
    try {
      await runSkopeo(args, {env: request.env, folder: request.workFolder, signal: request.signal});
      break;
    } catch (error) {
      const failure = error instanceof CommandError ? explainPushFailure(error, request) : undefined;
      const waitMs = waitsMs[tries];
      if (!isTransientFailure(failure) || waitMs === undefined || request.signal.aborted) throw failure ?? error;
      request.log.warning(`${failure.message}; trying again in ${waitMs / 1000} s (${tries + 1} of ${waitsMs.length})`);
      await sleep(waitMs, undefined, {signal: request.signal});
    }
  }
  return checkDigest(await readFile(target.digestFile, 'utf8'), request);
}

async function preparePush(request: PushRequest): Promise<PushTarget> {
  const {registry, repository, tag, plainHttp, caFile, workFolder, env} = request;
  let certificateFolder: string | undefined;
  if (caFile !== undefined) {
    certificateFolder = join(workFolder, 'certificates');
    await mkdir(certificateFolder, {recursive: true});
    await copyFile(caFile, join(certificateFolder, 'ca.crt'));
  }
  const digestFile = join(workFolder, 'pushed-digest');
  return {registry, repository, tag, plainHttp, certificateFolder, digestFile, authFile: await findAuthFile(env)};
}

/**
 * The file of the login, where this job has one of its own. skopeo finds those in the home folder by itself, and knows
 * nothing of DOCKER_CONFIG in older versions.
 */
async function findAuthFile(env: Environment): Promise<string | undefined> {
  for (const path of listAuthFiles(env)) {
    const isFile = await stat(path).then(
      (status) => status.isFile(),
      () => false,
    );
    if (isFile) return path;
  }
  return undefined;
}

function checkDigest(text: string, {layout, registry, repository, tag}: PushRequest): Digest {
  const digest = parseDigest(text.trim());
  if (digest === layout.root.digest) return digest;
  throw new RegistryError(
    `skopeo pushed ${registry}/${repository}:${tag} as ${digest}, and the image that was built is ${layout.root.digest}.`,
    {
      code: 'digest-mismatch',
      method: 'PUT',
      path: `/v2/${repository}/manifests/${tag}`,
      hint: 'report this with the version of skopeo: it must not change an image on its way.',
    },
  );
}
