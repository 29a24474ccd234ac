import {createHash, type Hash} from 'node:crypto';
import {InvalidReferenceError, quoteText} from './invalid-reference-error';

/** `sha256:` or `sha512:` and lower-case hexadecimal digits; only {@link parseDigest} and {@link digestOf} make it. */
export type Digest = string & {readonly __brand: 'Digest'};

export type DigestAlgorithm = 'sha256' | 'sha512';

const digestPattern = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/**
 * @throws InvalidReferenceError for any other algorithm, upper-case digits or another length
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md#digests
 */
export function parseDigest(text: string): Digest {
  if (isDigest(text)) return text;
  throw new InvalidReferenceError(
    'invalid-digest',
    `${quoteText(text)} is not a digest`,
    'write sha256: and 64 lower-case hexadecimal digits.',
  );
}

export function isDigest(text: string): text is Digest {
  return digestPattern.test(text);
}

/** The digest of these bytes. */
export function digestOf(bytes: Uint8Array, algorithm: DigestAlgorithm = 'sha256'): Digest {
  return finishDigest(createHash(algorithm).update(bytes), algorithm);
}

/** The digest that a finished hash stands for. */
export function finishDigest(hash: Hash, algorithm: DigestAlgorithm): Digest {
  return `${algorithm}:${hash.digest('hex')}` as Digest;
}

export function algorithmOf(digest: Digest): DigestAlgorithm {
  return digest.startsWith('sha512:') ? 'sha512' : 'sha256';
}

/** The hexadecimal part, as blob files of an image layout are named. */
export function hexOf(digest: Digest): string {
  return digest.slice(digest.indexOf(':') + 1);
}
