import {digestOf, algorithmOf, type Digest} from '../reference/digest';
import {parseTagName} from '../reference/registry';
import {InvalidManifestError} from '../manifest/json';
import {manifestPath, resolveManifest, statedDigest, wrongDigest} from './read-manifest';
import type {Session} from './session';

/** A manifest or an index to be stored, byte for byte. */
export interface ManifestToPut {
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly digest: Digest;
}

/** Fewer than zot takes in one request (46). */
const maxTagsInRequest = 40;

/**
 * Stores a manifest under its digest and under each of the tags. Several tags go in one request where the registry can
 * (it names those it has set in `OCI-Tag`), the others one by one. Without tags, a manifest that is there is left alone.
 *
 * @throws RegistryError `denied` also when a tag exists already and the account may not move tags: look before, and again after
 * @see https://github.com/opencontainers/distribution-spec/pull/600, `PUT /v2/<name>/manifests/<digest>?tag=<tag>`
 */
export async function putManifest(
  session: Session,
  repository: string,
  manifest: ManifestToPut,
  tags: readonly string[],
): Promise<void> {
  if (digestOf(manifest.bytes, algorithmOf(manifest.digest)) !== manifest.digest) {
    throw new InvalidManifestError(
      `The manifest to push to ${repository} is not the one that ${manifest.digest} names`,
    );
  }
  const unique = [...new Set(tags.map(parseTagName))];
  if (unique.length === 0) {
    if (!(await resolveManifest(session, repository, manifest.digest)))
      await put(session, repository, manifest, manifest.digest);
    return;
  }
  let waiting: readonly string[] = unique;
  for (let start = 0; unique.length > 1 && start < unique.length; start += maxTagsInRequest) {
    const query = unique.slice(start, start + maxTagsInRequest).map((tag) => `tag=${encodeURIComponent(tag)}`);
    const confirmed = await put(session, repository, manifest, `${manifest.digest}?${query.join('&')}`);
    waiting = waiting.filter((tag) => !confirmed.has(tag));
    if (confirmed.size === 0) break;
  }
  for (const tag of waiting) await put(session, repository, manifest, tag);
}

/** @returns the tags that the registry says it has set besides the one in the path */
async function put(
  session: Session,
  repository: string,
  manifest: ManifestToPut,
  reference: string,
): Promise<ReadonlySet<string>> {
  const [name = '', query] = reference.split('?');
  const answer = await session.send({
    method: 'PUT',
    target: `${manifestPath(repository, name)}${query === undefined ? '' : `?${query}`}`,
    access: {repository, push: true},
    headers: {'content-type': manifest.mediaType},
    body: manifest.bytes,
    accept: [200, 201, 202],
  });
  const stored = statedDigest(answer, 'PUT');
  // Some registries state the digest by an algorithm of their own choice; only the same one can be compared.
  if (stored !== undefined && algorithmOf(stored) === algorithmOf(manifest.digest) && stored !== manifest.digest) {
    throw wrongDigest('PUT', answer, manifest.digest, stored);
  }
  const confirmed = answer.headers['oci-tag'];
  return new Set(String(confirmed ?? '').split(/\s*,\s*/));
}
