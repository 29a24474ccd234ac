import {isDigest, type Digest} from '../reference/digest';
import {quoteText} from '../reference/invalid-reference-error';
import {InvalidManifestError, isJsonObject} from './json';

/** What a manifest says of a blob or of another manifest. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly sizeBytes: number;
  readonly platform?: Platform;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

const mediaTypePattern = /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}$/;

export function isMediaType(text: string): boolean {
  return mediaTypePattern.test(text);
}

/**
 * Reads one descriptor out of hostile JSON.
 *
 * @param where - what stands before it in messages, such as `layer 3 of sha256:…`
 * @throws InvalidManifestError
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md
 */
export function parseDescriptor(value: unknown, where: string): Descriptor {
  if (!isJsonObject(value)) throw new InvalidManifestError(`${where} is not a descriptor`);
  const {mediaType, digest, size} = value;
  if (typeof mediaType !== 'string' || !isMediaType(mediaType)) {
    throw new InvalidManifestError(`${where} has no valid mediaType: ${quoteText(String(mediaType))}`);
  }
  if (typeof digest !== 'string' || !isDigest(digest)) {
    throw new InvalidManifestError(`${where} has no valid digest: ${quoteText(String(digest))}`);
  }
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) {
    throw new InvalidManifestError(`${where} has no valid size: ${quoteText(String(size))}`);
  }
  const platform = parsePlatform(value.platform);
  const annotations = parseAnnotations(value.annotations, where);
  return {mediaType, digest, sizeBytes: size, ...(platform && {platform}), ...(annotations && {annotations})};
}

function parsePlatform(value: unknown): Platform | undefined {
  if (!isJsonObject(value) || typeof value.os !== 'string' || typeof value.architecture !== 'string') return undefined;
  const {os, architecture, variant} = value;
  return {os, architecture, ...(typeof variant === 'string' && variant !== '' ? {variant} : {})};
}

/** @throws InvalidManifestError when there are annotations that are no map of texts */
export function parseAnnotations(value: unknown, where: string): Readonly<Record<string, string>> | undefined {
  if (value === undefined || value === null) return undefined;
  if (isJsonObject(value) && Object.values(value).every((text) => typeof text === 'string')) {
    return value as Readonly<Record<string, string>>;
  }
  throw new InvalidManifestError(`${where} has annotations that are not texts`);
}
