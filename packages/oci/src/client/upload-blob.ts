import type {Readable} from 'node:stream';
import {algorithmOf, type Digest} from '../reference/digest';
import {parseRepository} from '../reference/registry';
import {hasBlob} from './blobs';
import {statedDigest, wrongDigest} from './read-manifest';
import {resolveLocation} from './redirects';
import {RegistryError} from './registry-error';
import type {Session} from './session';
import type {HttpAnswer} from './transport';
import {uploadInChunks} from './upload-in-chunks';

/** A blob to be stored. Each `open` gives a fresh stream from its beginning; it is opened again when an upload is repeated. */
export interface BlobToUpload {
  readonly digest: Digest;
  readonly sizeBytes: number;
  open(): Readable;
}

export interface UploadOptions {
  /** A repository of the same registry that has the blob: then no bytes are sent, where the registry can do that. */
  readonly mountFrom?: string | undefined;
}

/**
 * Stores a blob, unless it is there. One session with one PUT; where a body that long is refused (a proxy with a limit),
 * in pieces. A failed upload is repeated from its beginning in a new session.
 *
 * @throws RegistryError
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-blobs
 */
export function uploadBlob(
  session: Session,
  repository: string,
  blob: BlobToUpload,
  options: UploadOptions = {},
): Promise<'uploaded' | 'exists'> {
  let inChunks = false;
  return session.retrying(async () => {
    // Asked again each time: a connection may have been cut after everything had arrived.
    if (await hasBlob(session, repository, blob.digest, {push: true, retry: false})) return 'exists';
    for (;;) {
      const start = await startUpload(session, repository, blob.digest, options.mountFrom);
      if (start === undefined) return 'exists';
      const finish = inChunks
        ? await uploadInChunks(session, repository, blob, start)
        : await uploadAtOnce(session, repository, blob, start);
      if (finish !== 'too-large') {
        const stored = statedDigest(finish, 'PUT');
        if (stored !== undefined && algorithmOf(stored) === algorithmOf(blob.digest) && stored !== blob.digest) {
          throw wrongDigest('PUT', finish, blob.digest, stored);
        }
        return 'uploaded';
      }
      inChunks = true;
    }
  });
}

/** @returns where to send the blob to; `undefined` when it was mounted */
async function startUpload(
  session: Session,
  repository: string,
  digest: Digest,
  mountFrom: string | undefined,
): Promise<URL | undefined> {
  const from = mountFrom === undefined ? undefined : parseRepository(mountFrom);
  const query = from === undefined ? '' : `?mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from)}`;
  const answer = await session.send({
    method: 'POST',
    target: `/v2/${parseRepository(repository)}/blobs/uploads/${query}`,
    access: {repository, push: true, ...(from === undefined ? {} : {from})},
    body: Buffer.alloc(0),
    accept: from === undefined ? [202] : [201, 202],
    retry: false,
  });
  return answer.status === 201 ? undefined : nextLocation(session, answer, 'POST');
}

async function uploadAtOnce(
  session: Session,
  repository: string,
  blob: BlobToUpload,
  location: URL,
): Promise<HttpAnswer | 'too-large'> {
  const answer = await session.send({
    method: 'PUT',
    target: withDigest(location, blob.digest),
    access: {repository, push: true},
    headers: {'content-type': 'application/octet-stream'},
    body: blob,
    // 204 comes from registries that hand the upload to their storage.
    accept: [201, 204, 413],
    bulk: true,
    retry: false,
  });
  return answer.status === 413 ? 'too-large' : answer;
}

/** Where an upload goes on: relative or absolute, with a query of its own that is kept. */
export function nextLocation(session: Session, answer: HttpAnswer, method: string): URL {
  const {location} = answer.headers;
  if (location !== undefined) return resolveLocation(answer.url, location, session.plainHttp, method);
  throw new RegistryError(`${method} ${answer.url.pathname} at ${answer.url.host} was answered without a Location`, {
    code: 'invalid-response',
    method,
    path: answer.url.pathname,
    status: answer.status,
    hint: `check that no proxy before ${answer.url.host} takes that header away.`,
  });
}

export function withDigest(location: URL, digest: Digest): URL {
  const url = new URL(location);
  // Added as text: the query of the registry may be signed, and must stay as it is.
  url.search = `${url.search === '' ? '?' : `${url.search}&`}digest=${encodeURIComponent(digest)}`;
  return url;
}
