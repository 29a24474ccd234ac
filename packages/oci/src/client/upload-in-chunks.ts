import type {Session} from './session';
import type {HttpAnswer} from './transport';
import {nextLocation, withDigest, type BlobToUpload} from './upload-blob';

/** Below the limits of common proxies, and large enough that the requests do not count. */
const chunkBytes = 16 * 1024 * 1024;

/**
 * Sends a blob in pieces, each a request of its own, into an upload session that has begun.
 *
 * @param start - where the session begins
 * @throws RegistryError `too-large` when a piece is refused as well
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-a-blob-in-chunks
 */
export async function uploadInChunks(
  session: Session,
  repository: string,
  blob: BlobToUpload,
  start: URL,
): Promise<HttpAnswer> {
  const access = {repository, push: true};
  let location = start;
  let sentBytes = 0;
  for await (const chunk of splitChunks(blob.open() as AsyncIterable<Buffer>, chunkBytes)) {
    const answer = await session.send({
      method: 'PATCH',
      target: location,
      access,
      headers: {
        'content-type': 'application/octet-stream',
        'content-range': `${sentBytes}-${sentBytes + chunk.length - 1}`,
      },
      body: chunk,
      accept: [202, 204],
      bulk: true,
      retry: false,
    });
    sentBytes += chunk.length;
    location = nextLocation(session, answer, 'PATCH');
  }
  const answer = await session.send({
    method: 'PUT',
    target: withDigest(location, blob.digest),
    access,
    headers: {'content-type': 'application/octet-stream'},
    body: Buffer.alloc(0),
    accept: [201, 204],
    bulk: true,
    retry: false,
  });
  return answer;
}

/** Cuts a stream into buffers of `size` bytes; the last one may be shorter. */
export async function* splitChunks(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const part of source) {
    let rest = part;
    while (length + rest.length >= size) {
      const head = rest.subarray(0, size - length);
      yield Buffer.concat([...parts, head]);
      rest = rest.subarray(head.length);
      parts = [];
      length = 0;
    }
    if (rest.length === 0) continue;
    parts.push(rest);
    length += rest.length;
  }
  if (length > 0) yield Buffer.concat(parts);
}
