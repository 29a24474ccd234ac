import {isAlias, isNode, LineCounter, parseDocument, visit, type Document, type Node} from 'yaml';
import {SettingsError, type SettingsProblem} from '../errors';

/** Far above what a person writes, far below what makes a parser slow. */
const maxLength = 1_000_000;
const maxDepth = 32;
const maxIndentation = 100;

/** A YAML document of plain values, whose nodes know their place. */
export interface YamlSource {
  readonly root: Node | null;
  problemAt(node: unknown, keyPath: string, text: string): SettingsProblem;
}

/**
 * Parses one YAML 1.2 document strictly: no anchors and aliases, no tags. Whether keys are unique is left to
 * the reader of each mapping: the parser's own check takes seconds for 20,000 keys.
 *
 * @throws SettingsError naming line and column
 */
export function parseYaml(text: string, file: string): YamlSource {
  const lines = new LineCounter();
  const problemAt = (node: unknown, keyPath: string, problem: string): SettingsProblem => {
    const offset = isNode(node) ? (node.range?.[0] ?? 0) : typeof node === 'number' ? node : 0;
    const {line, col} = lines.linePos(offset);
    return {file, line: Math.max(line, 1), column: Math.max(col, 1), keyPath, text: problem};
  };
  const refuse = (offset: number, problem: string) => new SettingsError([problemAt(offset, '', problem)]);

  if (text.length > maxLength) throw refuse(0, `the file has more than ${maxLength} characters`);
  const deep = tooDeep(text);
  if (deep !== undefined) throw refuse(deep, `values are nested too deep`);
  const document = parseDocument(text, {lineCounter: lines, prettyErrors: false, version: '1.2', uniqueKeys: false});
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) throw new SettingsError(faults.map((fault) => problemAt(fault.pos[0], '', fault.message)));
  const problems = [...unwanted(document)].map(([node, problem]) => problemAt(node, '', problem));
  if (problems.length > 0) throw new SettingsError(problems);
  return {root: document.contents, problemAt};
}

/** Aliases and tags have no use in this file, and are how a small file becomes a large or a strange one. */
function unwanted(document: Document): Map<Node, string> {
  const found = new Map<Node, string>();
  visit(document, {
    Node(_key, node) {
      if (isAlias(node)) found.set(node, `the alias *${node.source} is not accepted; write the value itself`);
      else if (node.anchor !== undefined) found.set(node, `the anchor &${node.anchor} is not accepted`);
      else if (node.tag !== undefined) found.set(node, `the tag ${node.tag} is not accepted`);
    },
  });
  return found;
}

/**
 * The offset at which brackets or indentation nest deeper than any setting does. The parser is not asked then: it would
 * end the process (`- - - …` a few thousand times is a regular expression that V8 cannot allocate).
 */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
    if (depth > maxDepth) return index;
  }
  return new RegExp(`^[-?: \\t]{${maxIndentation}}`, 'm').exec(text)?.index;
}
