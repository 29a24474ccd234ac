import type {Dockerfile, EscapeCharacter, Flag, HereDocument, Instruction} from './instruction';
import {isBalanced, splitWords} from './words';

/**
 * Parses a Dockerfile into its instructions, the way BuildKit reads lines: parser directives, continued lines and the
 * comments between them, here-documents, CRLF, a byte order mark. It refuses nothing: what an instruction means, and whether
 * it is legal, is for the builder to say.
 *
 * @see https://github.com/moby/buildkit/blob/v0.21.0/frontend/dockerfile/parser/parser.go
 */
export function parseDockerfile(text: string): Dockerfile {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => line.replace(/\r$/, ''));
  const escape = readEscape(lines);
  const instructions: Instruction[] = [];
  for (let next = 0; next < lines.length;) {
    const statement = readStatement(lines, next, escape);
    next = statement.next;
    if (statement.text.trim() === '') continue;
    const {keyword, rest} = splitKeyword(statement.text);
    const hereDocuments = readHereDocuments(lines, next, keyword, rest, escape);
    next = hereDocuments.next;
    instructions.push({
      keyword,
      ...splitFlags(rest, escape),
      hereDocuments: hereDocuments.found,
      startLine: statement.startLine,
      endLine: next,
    });
  }
  return {escape, instructions};
}

/** Directives stand before everything else; the first line that is none ends them. */
function readEscape(lines: readonly string[]): EscapeCharacter {
  for (const line of lines) {
    const directive = /^#\s*([A-Za-z][A-Za-z0-9]*)\s*=\s*(\S.*)$/.exec(line.trim());
    if (!directive) break;
    if (directive[1]?.toLowerCase() === 'escape') return directive[2] === '`' ? '`' : '\\';
  }
  return '\\';
}

/** Joins a line with those that continue it; `next` is the index of the first line after them. */
function readStatement(lines: readonly string[], first: number, escape: EscapeCharacter) {
  const end = escape === '\\' ? /(^|[^\\])\\[ \t]*$/ : /(^|[^`])`[ \t]*$/;
  let next = first;
  let text = '';
  let continued = true;
  while (continued && next < lines.length) {
    const line = lines[next] as string;
    next += 1;
    if (isComment(line) || line.trim() === '') {
      // Alone it is nothing; between continued lines it is left out (an empty line with a warning of the builder).
      if (next === first + 1) break;
      continue;
    }
    continued = end.test(line);
    text += continued ? line.replace(end, '$1') : line;
  }
  return {text, next, startLine: first + 1};
}

function isComment(line: string): boolean {
  return line.trimStart().startsWith('#');
}

function splitKeyword(text: string): {keyword: string; rest: string} {
  const [, keyword = '', rest = ''] = /^\s*(\S+)\s*([^]*)$/.exec(text) ?? [];
  return {keyword: keyword.toUpperCase(), rest: rest.trim()};
}

/** Takes the leading `--name=value` words off. `--` alone ends them. */
function splitFlags(rest: string, escape: EscapeCharacter): {flags: Flag[]; text: string} {
  const flags: Flag[] = [];
  let text = rest;
  while (text.startsWith('--')) {
    const word = splitWords(text, escape)[0] ?? '';
    const [, name = '', value] = /^--([^=]*)(?:=([^]*))?$/.exec(word) ?? [];
    text = text.slice(word.length).trimStart();
    if (name === '') break;
    flags.push({name: name.toLowerCase(), value});
  }
  return {flags, text};
}

function readHereDocuments(
  lines: readonly string[],
  first: number,
  keyword: string,
  rest: string,
  escape: EscapeCharacter,
): {found: HereDocument[]; next: number} {
  const found: HereDocument[] = [];
  let next = first;
  for (const {name, expand, stripTabs} of hereDocumentsOf(keyword, rest, escape)) {
    const start = next;
    while (next < lines.length && (stripTabs ? lines[next]?.replace(/^\t+/, '') : lines[next]) !== name) next += 1;
    found.push({
      name,
      expand,
      stripTabs,
      content: lines
        .slice(start, next)
        .map((line) => `${line}\n`)
        .join(''),
    });
    next = Math.min(next + 1, lines.length);
  }
  return {found, next};
}

function hereDocumentsOf(keyword: string, rest: string, escape: EscapeCharacter) {
  const onBuild = keyword === 'ONBUILD' ? splitKeyword(rest) : {keyword, rest};
  if (!['ADD', 'COPY', 'RUN'].includes(onBuild.keyword) || !rest.includes('<<')) return [];
  const {text} = splitFlags(onBuild.rest, escape);
  if (text.startsWith('[') && isJsonArray(text)) return [];
  return splitWords(onBuild.rest, escape).flatMap((word) => {
    const [, dash, quoted] = /^[0-9]*<<(-?)([^<]+)$/.exec(word) ?? [];
    if (!quoted || !isBalanced(quoted, escape)) return [];
    const name = quoted.replaceAll(/["']/g, '');
    return [{name, expand: name === quoted, stripTabs: dash === '-'}];
  });
}

function isJsonArray(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}
