import {isAlias, isMap, isNode, isScalar, LineCounter, parseDocument, visit, type Node} from 'yaml';
import type {SettingsProblem} from '@gantry/containers';

/** Far above what a person writes, far below what makes a parser slow. */
const maxLength = 1_000_000;
const maxDepth = 32;
const maxIndentation = 100;

/** An entry of a mapping. */
export interface MapEntry {
  readonly key: string;
  readonly value: Node | null;
  readonly line: number;
}

/** Reads mappings of one YAML document, and collects what is wrong with it. */
export interface MapReader {
  readonly root: Node | null;
  readonly problems: SettingsProblem[];
  /** The entries of a mapping, each key once; nothing and a problem when it is none. */
  entries(node: Node | null, keyPath: string): MapEntry[];
  /** Adds a problem at a node. */
  report(node: unknown, keyPath: string, text: string): void;
}

/**
 * Parses one YAML 1.2 document of plain values, from whoever: its size and depth are looked at first, and anchors, aliases
 * and tags are refused, which is how a small file becomes a large one.
 *
 * @param file - its name, for the problems
 */
export function parseYamlMap(text: string, file: string): MapReader {
  const lines = new LineCounter();
  const problems: SettingsProblem[] = [];
  const lineAt = (node: unknown) => {
    const offset = isNode(node) ? (node.range?.[0] ?? 0) : typeof node === 'number' ? node : 0;
    const {line, col} = lines.linePos(offset);
    return {line: Math.max(line, 1), column: Math.max(col, 1)};
  };
  const report = (node: unknown, keyPath: string, problem: string) => {
    problems.push({file, ...lineAt(node), keyPath, text: problem});
  };
  const root = parseRoot(text, lines, report);
  return {
    root,
    problems,
    report,
    entries(node, keyPath) {
      if (node === null || (isScalar(node) && node.value === null)) return [];
      if (!isMap(node)) {
        report(node, keyPath, 'a mapping (service: version) is expected');
        return [];
      }
      const entries = new Map<string, MapEntry>();
      for (const {key: keyNode, value} of node.items) {
        const key = isScalar(keyNode) && keyNode.value !== null ? keyNode.source : undefined;
        const path = [keyPath, key].filter(Boolean).join('.');
        if (key === undefined) report(keyNode ?? node, keyPath, 'a key has to be a plain text');
        else if (entries.has(key)) report(keyNode, path, 'the key stands here twice');
        else entries.set(key, {key, value: value as Node | null, line: lineAt(keyNode).line});
      }
      return [...entries.values()];
    },
  };
}

function parseRoot(text: string, lines: LineCounter, report: MapReader['report']): Node | null {
  const hostile = hostileOffset(text);
  if (hostile !== undefined) {
    // The parser counts lines, and is not asked.
    lines.addNewLine(0);
    for (const {index} of text.slice(0, hostile).matchAll(/\n/g)) lines.addNewLine(index + 1);
    report(
      hostile,
      '',
      text.length > maxLength ? `the file has more than ${maxLength} characters` : 'values are nested too deep',
    );
    return null;
  }
  const document = parseDocument(text, {lineCounter: lines, prettyErrors: false, version: '1.2', uniqueKeys: false});
  for (const {pos, message} of [...document.errors, ...document.warnings]) report(pos[0], '', message);
  if (document.errors.length + document.warnings.length > 0) return null;
  let isPlain = true;
  visit(document, {
    Node(_key, node) {
      const word = isAlias(node)
        ? 'alias'
        : node.anchor !== undefined
          ? 'anchor'
          : node.tag !== undefined
            ? 'tag'
            : undefined;
      if (word === undefined) return;
      isPlain = false;
      report(node, '', `an ${word} is not accepted here; write the value itself`.replace('an tag', 'a tag'));
    },
  });
  return isPlain ? document.contents : null;
}

/** Where the text is longer, or nests deeper, than any such file does: a parser may end the process over it. */
function hostileOffset(text: string): number | undefined {
  if (text.length > maxLength) return 0;
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
    if (depth > maxDepth) return index;
  }
  return new RegExp(`^[-?: \\t]{${maxIndentation}}`, 'm').exec(text)?.index;
}
