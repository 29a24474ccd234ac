import {parseDescriptor, type Descriptor} from './descriptor';
import {InvalidManifestError, parseJsonObject, type JsonObject} from './json';
import {isImageMediaType, isIndexMediaType} from './media-types';

/** One image for one platform. */
export interface ImageManifest {
  readonly kind: 'image';
  readonly mediaType: string;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly json: JsonObject;
}

/** One image in several forms, most often one for each platform. */
export interface ImageIndex {
  readonly kind: 'index';
  readonly mediaType: string;
  readonly manifests: readonly Descriptor[];
  readonly json: JsonObject;
}

/** More entries than any real image or index has. */
const maxEntries = 10_000;

/**
 * Reads an image manifest or an index. The media type that came with the bytes decides which; what the bytes say of
 * themselves must agree, and bytes that could be read as both are refused.
 *
 * @param what - names the bytes in messages
 * @throws InvalidManifestError
 * @see https://github.com/opencontainers/image-spec/security/advisories/GHSA-77vh-xpmg-72qh
 */
export function parseManifest(bytes: Uint8Array, mediaType: string, what: string): ImageManifest | ImageIndex {
  const json = parseJsonObject(bytes, what);
  if (json.schemaVersion !== 2) throw new InvalidManifestError(`${what} does not have schemaVersion 2`);
  if (json.mediaType !== undefined && json.mediaType !== mediaType) {
    throw new InvalidManifestError(`${what} came as ${mediaType}, and calls itself something else`);
  }
  if (isImageMediaType(mediaType)) {
    if ('manifests' in json) throw new InvalidManifestError(`${what} is an image manifest with "manifests"`);
    return {
      kind: 'image',
      mediaType,
      config: parseDescriptor(json.config, `the config of ${what}`),
      layers: parseList(json.layers, 'layers', 'layer', what),
      json,
    };
  }
  if (isIndexMediaType(mediaType)) {
    if ('layers' in json || 'config' in json || 'fsLayers' in json) {
      throw new InvalidManifestError(`${what} is an index with "layers" or "config"`);
    }
    return {kind: 'index', mediaType, manifests: parseList(json.manifests, 'manifests', 'manifest', what), json};
  }
  throw new InvalidManifestError(`${what} has the media type ${mediaType}, which is no image manifest and no index`);
}

function parseList(value: unknown, member: string, entry: string, what: string): readonly Descriptor[] {
  if (!Array.isArray(value)) throw new InvalidManifestError(`${what} has no "${member}"`);
  if (value.length > maxEntries) throw new InvalidManifestError(`${what} has more than ${maxEntries} ${member}`);
  return value.map((item, index) => parseDescriptor(item, `${entry} ${index + 1} of ${what}`));
}
