import {parseDigest, type Digest} from './digest';
import {parseRegistry, parseRepository, parseTagName} from './registry';

/** One image: where it lives, and which one it is. */
export interface Reference {
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: Digest;
}

const defaultRegistry = 'docker.io';

/**
 * Reads `registry/repository[:tag][@digest]`. As everywhere, the first part is the registry when it has a `.` or a `:`
 * or is `localhost`; a name without one belongs to docker.io, and there a name of one part to `library/`.
 *
 * @throws InvalidReferenceError naming the part that is wrong
 */
export function parseReference(text: string): Reference {
  const [name = '', ...digests] = text.trim().split('@');
  const slash = name.indexOf('/');
  const first = slash === -1 ? '' : name.slice(0, slash);
  const hasRegistry = first === 'localhost' || /[.:]/.test(first);
  const path = hasRegistry ? name.slice(slash + 1) : name;
  const colon = path.lastIndexOf(':');
  const repository = colon === -1 ? path : path.slice(0, colon);
  const registry = hasRegistry ? parseRegistry(first) : defaultRegistry;
  return {
    registry,
    repository: parseRepository(
      registry === defaultRegistry && repository !== '' && !repository.includes('/')
        ? `library/${repository}`
        : repository,
    ),
    ...(colon === -1 ? {} : {tag: parseTagName(path.slice(colon + 1))}),
    ...(digests.length === 0 ? {} : {digest: parseDigest(digests.join('@'))}),
  };
}

/** `registry/repository:tag@digest`, with what there is of tag and digest. */
export function formatReference(reference: Reference): string {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
  return `${reference.registry}/${reference.repository}${tag}${digest}`;
}
