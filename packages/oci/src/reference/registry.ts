import {InvalidReferenceError, quoteText} from './invalid-reference-error';

/** Where an image lives. */
export interface RepositoryName {
  /** `host` or `host:port`, as in references. */
  readonly registry: string;
  /** Path of the repository in its registry, `namespace/name`. */
  readonly repository: string;
}

const hostPattern = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:.]+\])$/;
const repositoryPattern = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

/**
 * Reads `host` or `host:port`. The host is made lower-case; IPv6 addresses stand in brackets.
 *
 * @throws InvalidReferenceError
 */
export function parseRegistry(text: string): string {
  const registry = text.trim().toLowerCase();
  const match = /^(.+?)(?::([0-9]{1,5}))?$/.exec(registry);
  const port = match?.[2] === undefined ? 443 : Number(match[2]);
  if (registry.length <= 255 && match?.[1] && hostPattern.test(match[1]) && port >= 1 && port <= 65_535)
    return registry;
  throw new InvalidReferenceError(
    'invalid-registry',
    `${quoteText(text)} is not a registry`,
    'write the host, and the port if it has one, without https:// and without a path: registry.example.org or localhost:5000.',
  );
}

/**
 * @returns the path, unchanged
 * @throws InvalidReferenceError
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests for the grammar
 */
export function parseRepository(text: string): string {
  if (text.length <= 255 && repositoryPattern.test(text)) return text;
  throw new InvalidReferenceError(
    'invalid-repository',
    `${quoteText(text)} is not a repository`,
    'write lower-case letters, digits and single ".", "_", "-" between them, in parts separated by "/": team/app.',
  );
}

/** @throws InvalidReferenceError */
export function parseTagName(text: string): string {
  if (isTagName(text)) return text;
  throw new InvalidReferenceError(
    'invalid-tag',
    `${quoteText(text)} is not a tag`,
    'write at most 128 letters, digits, "_", "." and "-", the first of them no "." and no "-".',
  );
}

export function isTagName(text: string): boolean {
  return tagPattern.test(text);
}
