import {algorithmOf, digestOf, parseDigest, type Digest} from '../reference/digest';
import {parseRepository} from '../reference/registry';
import {wrongDigest} from './read-manifest';
import type {Session} from './session';

export function blobPath(repository: string, digest: Digest): string {
  return `/v2/${parseRepository(repository)}/blobs/${parseDigest(digest)}`;
}

/** Whether the repository holds this blob. */
export async function hasBlob(
  session: Session,
  repository: string,
  digest: Digest,
  options: {push?: boolean; retry?: false} = {},
): Promise<boolean> {
  const answer = await session.send({
    method: 'HEAD',
    target: blobPath(repository, digest),
    access: {repository, push: options.push ?? false},
    accept: [200, 404],
    ...(options.retry === false ? {retry: false} : {}),
  });
  return answer.status === 200;
}

/**
 * Reads a blob into memory, following redirects to where the registry keeps it, and checks its digest.
 *
 * @param limitBytes - a longer one is an error
 * @throws RegistryError `digest-mismatch` when the bytes are not those that the digest names
 */
export async function readBlob(
  session: Session,
  repository: string,
  digest: Digest,
  limitBytes: number,
): Promise<Buffer> {
  const answer = await session.send({
    method: 'GET',
    target: blobPath(repository, digest),
    access: {repository, push: false},
    accept: [200],
    maxAnswerBytes: limitBytes,
    bulk: true,
  });
  const actual = digestOf(answer.bytes, algorithmOf(digest));
  if (actual !== digest) throw wrongDigest('GET', answer, digest, actual);
  return answer.bytes;
}
