import {mkdir, rename, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {parseJsonObject, type JsonObject} from '../manifest/json';
import {isImageConfigMediaType} from '../manifest/media-types';
import {digestOf, type Digest} from '../reference/digest';
import {blobFile, readLayoutFile} from './blob-file';
import {openLayout, type Layout} from './layout';
import {attestationAnnotation, labelConfig, rewriteManifest, type Replacements} from './rewrite-manifest';
import type {LayoutManifest} from './list-contents';
import {maxManifestBytes} from '../manifest/json';

/**
 * Adds labels to an image, on every platform: new configs, manifests and indexes in the same folder, and `index.json`
 * names them. The same image and labels give the same digest. Annotations stay as they are, except where an attestation
 * says by digest which image it is about.
 *
 * @returns the new image, or the same one when it has all these labels
 */
export async function addLabels(layout: Layout, labels: Readonly<Record<string, string>>): Promise<Layout> {
  const {directory} = layout;
  const replacements = new Map<string, {digest: Digest; sizeBytes: number}>();
  const attestations = listAttestations(layout.manifests);
  for (const {descriptor, manifest} of layout.manifests) {
    if (
      manifest.kind === 'image' &&
      isImageConfigMediaType(manifest.config.mediaType) &&
      !attestations.has(descriptor.digest)
    ) {
      const {digest} = manifest.config;
      const config = parseJsonObject(await layout.readBlob(digest), `the config ${digest} in ${directory}`);
      const labelled = labelConfig(config, labels);
      if (labelled && !replacements.has(digest)) replacements.set(digest, await writeBlob(directory, labelled));
    }
    const rewritten = rewriteIfNeeded(manifest.json, replacements);
    if (rewritten) replacements.set(descriptor.digest, await writeBlob(directory, rewritten));
  }
  if (replacements.size === 0) return layout;
  const indexFile = join(directory, 'index.json');
  const index = parseJsonObject(await readLayoutFile(indexFile, maxManifestBytes), indexFile);
  await writeWhole(indexFile, encode(rewriteManifest(index, replacements)));
  return openLayout(directory, {name: layout.name});
}

/** Manifests that an index calls attestations: they look like images, and are no images. */
function listAttestations(manifests: readonly LayoutManifest[]): ReadonlySet<string> {
  const entries = manifests.flatMap(({manifest}) => (manifest.kind === 'index' ? manifest.manifests : []));
  return new Set(entries.filter(({annotations}) => annotations?.[attestationAnnotation]).map(({digest}) => digest));
}

function rewriteIfNeeded(json: JsonObject, replacements: Replacements): JsonObject | undefined {
  const rewritten = rewriteManifest(json, replacements);
  return JSON.stringify(rewritten) === JSON.stringify(json) ? undefined : rewritten;
}

async function writeBlob(directory: string, json: JsonObject): Promise<{digest: Digest; sizeBytes: number}> {
  const bytes = encode(json);
  const digest = digestOf(bytes);
  await writeWhole(blobFile(directory, digest), bytes);
  return {digest, sizeBytes: bytes.length};
}

/** At once or not at all, also when the process is killed. */
async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(file), {recursive: true});
  const temporary = `${file}.new`;
  await writeFile(temporary, bytes, {mode: 0o600});
  await rename(temporary, file);
}

function encode(json: JsonObject): Buffer {
  return Buffer.from(JSON.stringify(json));
}
