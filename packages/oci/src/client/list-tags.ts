import {isJsonObject} from '../manifest/json';
import {isTagName, parseRepository} from '../reference/registry';
import {RegistryError} from './registry-error';
import type {Session} from './session';

const pageSize = 1000;
const maxPages = 10_000;
const maxPageBytes = 16 * 1024 * 1024;
// A tag has at most 128 characters: half a million tags of one repository.
const maxBytes = 64 * 1024 * 1024;
const maxDurationMs = 5 * 60_000;

/**
 * All tags of a repository, page after page, in the order of the registry. Names that no tag may have are left out.
 *
 * @returns empty when the repository does not exist
 * @throws RegistryError
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#listing-tags
 */
export async function listTags(session: Session, repository: string): Promise<readonly string[]> {
  const tags = new Set<string>();
  const seen = new Set<string>();
  const end = Date.now() + maxDurationMs;
  let readBytes = 0;
  let target: string | URL = `/v2/${parseRepository(repository)}/tags/list?n=${pageSize}`;
  for (;;) {
    const answer = await session.send({
      method: 'GET',
      target,
      access: {repository, push: false},
      accept: [200, 404],
      maxAnswerBytes: maxPageBytes,
    });
    if (answer.status === 404) return [...tags];
    const invalid = (how: string) =>
      new RegistryError(`GET ${answer.url.pathname} at ${answer.url.host} was answered ${how}`, {
        code: 'invalid-response',
        method: 'GET',
        path: answer.url.pathname,
        status: answer.status,
        hint: `check that ${answer.url.host} is an OCI registry, and that no proxy before it answers in its place.`,
      });
    readBytes += answer.bytes.length;
    if (readBytes > maxBytes || Date.now() > end) throw invalid('with more tags than anyone can read');
    for (const tag of readTags(answer.bytes, invalid)) tags.add(tag);
    const link = nextLink(answer.headers.link);
    if (link === undefined) return [...tags];
    const next = new URL(link, answer.url);
    if (next.pathname !== answer.url.pathname) throw invalid('with a next page that is not of this list');
    // Only the query is taken over, so that no page leads to another server.
    target = `${answer.url.pathname}${next.search}`;
    if (seen.has(target) || seen.size >= maxPages) throw invalid('with pages that never end');
    seen.add(target);
  }
}

function readTags(bytes: Buffer, invalid: (how: string) => Error): readonly string[] {
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw invalid('with something that is not JSON');
  }
  const list = isJsonObject(json) ? json.tags : undefined;
  // A repository without tags: [] or null, as the registry likes it.
  if (isJsonObject(json) && (list === null || list === undefined)) return [];
  if (!Array.isArray(list)) throw invalid('without a list of tags');
  return list.filter((tag): tag is string => typeof tag === 'string' && isTagName(tag));
}

/** The target of `rel="next"` in a `Link` header. */
export function nextLink(header: string | string[] | undefined): string | undefined {
  const text = Array.isArray(header) ? header.join(', ') : (header ?? '');
  for (const [, target, parameters] of text.matchAll(/<([^<>]*)>([^<]*)/g)) {
    if (/;\s*rel\s*=\s*"?next"?/i.test(parameters ?? '')) return target;
  }
  return undefined;
}
