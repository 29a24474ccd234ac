import {isMap, isScalar, type Node} from 'yaml';
import type {SettingsProblem} from '@gantry/containers';
import {serviceVersionsFile} from './service-versions-file';
import {parseYamlMap, type MapReader} from './parse-yaml-map';

/** What service-versions.yaml says of one service. */
export interface ServiceVersion {
  /** As it is written: `1.10` stays `1.10`. */
  readonly version: string;
  readonly line: number;
  /** `services.web`. */
  readonly key: string;
}

export interface ServiceVersions {
  /** By service. */
  readonly services: ReadonlyMap<string, ServiceVersion>;
  readonly problems: readonly SettingsProblem[];
}

/**
 * Reads service-versions.yaml: a mapping from service to version, at the top or under `services`. A version is a text (a
 * number counts as what is written), or `version` of a mapping, whose other keys are somebody else's. Keys beside a
 * `services` mapping are somebody else's too.
 */
export function parseServiceVersions(text: string): ServiceVersions {
  const reader = parseYamlMap(text.replace(/^\uFEFF/, ''), serviceVersionsFile);
  const services = new Map<string, ServiceVersion>();
  const top = reader.entries(reader.root, '');
  const nested = top.find(({key, value}) => key === 'services' && isMap(value));
  const prefix = nested ? 'services.' : '';
  for (const entry of nested ? reader.entries(nested.value, 'services') : top) {
    const key = `${prefix}${entry.key}`;
    const version = readVersion(reader, entry.value, key);
    if (version !== undefined) services.set(entry.key, {version: version.text, line: version.line ?? entry.line, key});
  }
  return {services, problems: reader.problems};
}

function readVersion(
  reader: MapReader,
  value: Node | null,
  key: string,
): {readonly text: string; readonly line?: number} | undefined {
  if (isMap(value)) {
    const entry = reader.entries(value, key).find((candidate) => candidate.key === 'version');
    if (entry === undefined) return reportMissing(reader, value, key);
    const inner = isMap(entry.value) ? undefined : readVersion(reader, entry.value, `${key}.version`);
    if (isMap(entry.value)) reader.report(entry.value, `${key}.version`, 'a version is expected, not a mapping');
    return inner && {text: inner.text, line: entry.line};
  }
  const text = isScalar(value) && typeof value.value !== 'boolean' && value.value !== null ? value.source?.trim() : '';
  if (text !== undefined && text !== '' && !/\p{Cc}/u.test(text)) return {text};
  return reportMissing(reader, value, key);
}

function reportMissing(reader: MapReader, node: Node | null, key: string): undefined {
  reader.report(node ?? reader.root, key, 'it states no version; write it as "1.2.3", or as {version: "1.2.3"}');
}
