import {isMap, isScalar, isSeq, type Node} from 'yaml';
import type {SettingsProblem} from '../errors';
import {suggest} from '../suggest';
import type {YamlSource} from './parse-yaml';

/** One value of the document: its node, and the way to it (`containers.web.watch[0]`). */
export interface Value {
  readonly node: Node | null;
  readonly keyPath: string;
}

/** An entry of a mapping, with the node of its key for positions. */
export interface Entry extends Value {
  readonly key: string;
  readonly keyNode: unknown;
}

/** Turns one text into its checked form; what it throws becomes the problem's text. */
export type TextParser<Parsed> = (text: string) => Parsed;

/** Reads checked values and collects every problem instead of stopping at the first. */
export class ValueReader {
  readonly problems: SettingsProblem[] = [];

  constructor(private readonly source: YamlSource) {}

  report(node: unknown, keyPath: string, text: string): undefined {
    this.problems.push(this.source.problemAt(node, keyPath, text));
    return undefined;
  }

  positionOf(node: unknown) {
    const {file, line, column} = this.source.problemAt(node, '', '');
    return {file, line, column};
  }

  /** The entries of a mapping; an empty value is an empty mapping. Keys are texts, each once. */
  entries({node, keyPath}: Value): Entry[] {
    if (node === null || isNull(node)) return [];
    if (!isMap(node)) {
      this.report(node, keyPath, `a mapping (key: value) is expected, not ${kindOf(node)}`);
      return [];
    }
    const entries = new Map<string, Entry>();
    for (const {key: keyNode, value} of node.items) {
      const key = isScalar(keyNode) && keyNode.value !== null ? keyNode.source : undefined;
      if (key === undefined) this.report(keyNode ?? node, keyPath, 'a key has to be a plain text');
      else if (entries.has(key)) this.report(keyNode, join(keyPath, key), 'the key stands here twice');
      else entries.set(key, {key, keyNode, node: value as Node | null, keyPath: join(keyPath, key)});
    }
    return [...entries.values()];
  }

  /** The entries by key; every key has to be one of the names. */
  object<Name extends string>(value: Value, names: readonly Name[]): Partial<Record<Name, Entry>> {
    const known: Partial<Record<Name, Entry>> = {};
    for (const entry of this.entries(value)) {
      const name = names.find((candidate) => candidate === entry.key);
      if (name !== undefined) known[name] = entry;
      else
        this.report(
          entry.keyNode,
          entry.keyPath,
          `there is no such key${suggest(entry.key, names) || `; known: ${names.join(', ')}`}`,
        );
    }
    return known;
  }

  text<Parsed>(value: Value, parse: TextParser<Parsed>): Parsed | undefined {
    const {node, keyPath} = value;
    if (!isScalar(node) || typeof node.value !== 'string') {
      const quoted = isScalar(node) && node.value !== null ? `; write it in quotes: "${node.source ?? ''}"` : '';
      return this.report(node, keyPath, `a text is expected, not ${kindOf(node)}${quoted}`);
    }
    try {
      return parse(node.value);
    } catch (error) {
      return this.report(node, keyPath, error instanceof Error ? error.message : String(error));
    }
  }

  /** A sequence of texts; a single text is accepted as a sequence of one. */
  texts<Parsed>(value: Value, parse: TextParser<Parsed>): Parsed[] {
    const {node, keyPath} = value;
    const items = isSeq(node) ? node.items : [node];
    return items.flatMap((item, index) => {
      const parsed = this.text({node: item as Node, keyPath: isSeq(node) ? `${keyPath}[${index}]` : keyPath}, parse);
      return parsed === undefined ? [] : [parsed];
    });
  }
}

/** Whether the value is written as `null`, `~` or nothing. */
export function isNull(node: unknown): boolean {
  return isScalar(node) && node.value === null;
}

function join(keyPath: string, key: string): string {
  const part = /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
  return keyPath === '' ? part : `${keyPath}.${part}`;
}

function kindOf(node: unknown): string {
  if (isMap(node)) return 'a mapping';
  if (isSeq(node)) return 'a sequence';
  if (!isScalar(node) || node.value === null) return 'nothing';
  return typeof node.value === 'string' ? `"${node.value}"` : `the ${typeof node.value} ${node.source ?? ''}`.trim();
}
