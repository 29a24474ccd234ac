import {parseContainerName} from '../container-name';
import {SettingsError} from '../errors';
import {parseWatchPattern} from '../watch/watch-pattern';
import {
  parseBranch,
  parseDirectory,
  parseLine,
  parseNamespace,
  parseNixAttribute,
  parseRegistryHost,
} from './parse-fields';
import {parseYaml} from './parse-yaml';
import {defaultContainerSettings, defaultSettings, type ContainerSettings, type Settings} from './settings';
import {isNull, ValueReader, type Entry, type TextParser} from './value-reader';

/** More problems than these are not shown: the first ones are what gets corrected. */
const maxProblems = 20;

/**
 * Checks the text of gantry.yaml.
 *
 * @param file - its name, for the errors
 * @throws SettingsError that names every problem
 */
export function parseSettings(text: string, file: string): Settings {
  const source = parseYaml(text, file);
  const reader = new ValueReader(source);
  const keys = reader.object({node: source.root, keyPath: ''}, [
    'registry',
    'namespace',
    'directory',
    'mainBranch',
    'containers',
  ]);
  const settings: Settings = {
    ...optional(reader, 'registry', keys.registry, parseRegistryHost),
    ...optional(reader, 'namespace', keys.namespace, parseNamespace),
    directory: (keys.directory && reader.text(keys.directory, parseDirectory)) ?? defaultSettings.directory,
    mainBranch: (keys.mainBranch && reader.text(keys.mainBranch, parseBranch)) ?? defaultSettings.mainBranch,
    containers: readContainers(reader, keys.containers),
  };
  if (reader.problems.length > 0) throw new SettingsError(reader.problems.slice(0, maxProblems));
  return settings;
}

function readContainers(reader: ValueReader, value: Entry | undefined): Map<string, ContainerSettings> {
  const containers = new Map<string, ContainerSettings>();
  for (const entry of value ? reader.entries(value) : []) {
    try {
      parseContainerName(entry.key);
    } catch (error) {
      reader.report(entry.keyNode, entry.keyPath, (error as Error).message);
      continue;
    }
    containers.set(entry.key, readContainer(reader, entry));
  }
  return containers;
}

function readContainer(reader: ValueReader, entry: Entry): ContainerSettings {
  const keys = reader.object(entry, ['watch', 'dependsOn', 'labels', 'service', 'nix']);
  const nix = keys.nix && reader.object(keys.nix, ['attribute', 'package']);
  return {
    watch: keys.watch ? reader.texts(keys.watch, checkedBy(parseWatchPattern)) : defaultContainerSettings.watch,
    dependsOn: keys.dependsOn ? reader.texts(keys.dependsOn, parseContainerName) : defaultContainerSettings.dependsOn,
    labels: keys.labels ? readLabels(reader, keys.labels) : defaultContainerSettings.labels,
    ...(keys.service && isNull(keys.service.node)
      ? {service: null}
      : optional(reader, 'service', keys.service, parseLine)),
    ...(nix && {
      nix: {
        ...optional(reader, 'attribute', nix.attribute, parseNixAttribute),
        ...optional(reader, 'package', nix.package, parseNixAttribute),
      },
    }),
    position: reader.positionOf(entry.keyNode),
  };
}

function readLabels(reader: ValueReader, value: Entry): Record<string, string> {
  const labels = reader.entries(value).flatMap((entry) => {
    if (!/^[\x21-\x3c\x3e-\x7e]+$/.test(entry.key)) {
      reader.report(entry.keyNode, entry.keyPath, 'a label name has no spaces, no "=" and only ASCII letters');
    }
    const text = reader.text(entry, (label) => label);
    return text === undefined ? [] : [[entry.key, text] as const];
  });
  return Object.fromEntries(labels);
}

function optional<Key extends string>(
  reader: ValueReader,
  key: Key,
  entry: Entry | undefined,
  parse: TextParser<string>,
): {[K in Key]?: string} {
  const text = entry && reader.text(entry, parse);
  return (text === undefined ? {} : {[key]: text}) as {[K in Key]?: string};
}

/** Keeps the text as it is written, once it is known to be legal. */
function checkedBy(parse: TextParser<unknown>): TextParser<string> {
  return (text) => {
    parse(text);
    return text;
  };
}
