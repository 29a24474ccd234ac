import {isJsonObject, type JsonObject} from '../manifest/json';
import type {Digest} from '../reference/digest';

/** What took the place of a blob or manifest, by the digest of what was there before. */
export type Replacements = ReadonlyMap<string, {readonly digest: Digest; readonly sizeBytes: number}>;

/** How BuildKit's attestations say which image they are about. */
const attestedAnnotation = 'vnd.docker.reference.digest';
export const attestationAnnotation = 'vnd.docker.reference.type';

/**
 * The config of an image with more labels, or with other values.
 *
 * @returns `undefined` when it has all of them already
 */
export function labelConfig(json: JsonObject, labels: Readonly<Record<string, string>>): JsonObject | undefined {
  const config = isJsonObject(json.config) ? json.config : {};
  const present = isJsonObject(config.Labels) ? config.Labels : {};
  if (Object.entries(labels).every(([name, value]) => Object.hasOwn(present, name) && present[name] === value)) {
    return undefined;
  }
  // Sorted, so that one set of labels is one digest, in whatever order it was given.
  const merged = Object.entries({...present, ...labels}).sort(([a], [b]) => (a < b ? -1 : 1));
  return {...json, config: {...config, Labels: Object.fromEntries(merged)}};
}

/** A manifest or index that names the replacements; everything else, and its order, stays. */
export function rewriteManifest(json: JsonObject, replacements: Replacements): JsonObject {
  return {
    ...json,
    ...(isJsonObject(json.config) ? {config: rewriteDescriptor(json.config, replacements)} : {}),
    ...(isJsonObject(json.subject) ? {subject: rewriteDescriptor(json.subject, replacements)} : {}),
    ...(Array.isArray(json.manifests)
      ? {
          manifests: json.manifests.map((entry: unknown) =>
            isJsonObject(entry) ? rewriteDescriptor(entry, replacements) : entry,
          ),
        }
      : {}),
  };
}

function rewriteDescriptor(descriptor: JsonObject, replacements: Replacements): JsonObject {
  const {annotations} = descriptor;
  const attested = isJsonObject(annotations) && replacements.get(String(annotations[attestedAnnotation]));
  const renamed = attested
    ? {...descriptor, annotations: {...annotations, [attestedAnnotation]: attested.digest}}
    : descriptor;
  const next = replacements.get(String(descriptor.digest));
  if (!next) return renamed;
  // `data` is a copy of the content that is no longer named.
  const {data: _, ...rest} = renamed;
  return {...rest, digest: next.digest, size: next.sizeBytes};
}
