/** A token of a TypeScript file; comments and spaces are left out. */
export interface ScriptToken {
  readonly kind: 'word' | 'string' | 'symbol';
  /** A word or symbol as written; the value of a string, or `undefined` when only running it gives the value. */
  readonly text: string | undefined;
  readonly line: number;
}

/**
 * Splits TypeScript into tokens, as far as finding literals needs it: a number is a word, a regular expression a string
 * without a value, a symbol one character. Never fails: what is not closed reaches to the end of its line or the file.
 */
export function tokenizeScript(text: string): ScriptToken[] {
  const tokens: ScriptToken[] = [];
  let line = 1;
  let index = 0;
  while (index < text.length) {
    const {end, token} = readToken(text, index, tokens.at(-1));
    if (token) tokens.push({...token, line});
    for (; index < end; index += 1) if (text[index] === '\n') line += 1;
  }
  return tokens;
}

/** Templates inside of templates; deeper ones are not read, so that no file can exhaust the stack. */
const maxDepth = 100;

type Unplaced = Omit<ScriptToken, 'line'>;

function readToken(
  text: string,
  index: number,
  before: Unplaced | undefined,
  depth = 0,
): {end: number; token?: Unplaced} {
  const skipped = match(/\s+|\uFEFF|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/y, text, index);
  if (skipped) return {end: index + skipped.length};
  const character = text[index] as string;
  if (character === '"' || character === "'") {
    const literal =
      match(character === '"' ? /"(?:\\[^]|[^"\\\n])*"?/y : /'(?:\\[^]|[^'\\\n])*'?/y, text, index) ?? character;
    return {end: index + literal.length, token: {kind: 'string', text: unquote(literal)}};
  }
  if (character === '`') return readTemplate(text, index, depth);
  const word = match(/[\p{L}\p{N}_$#@][\p{L}\p{N}_$]*/uy, text, index);
  if (word) return {end: index + word.length, token: {kind: 'word', text: word}};
  const expression = character === '/' && startsExpression(before) ? match(regularExpression, text, index) : undefined;
  if (expression) return {end: index + expression.length, token: {kind: 'string', text: undefined}};
  return {end: index + 1, token: {kind: 'symbol', text: character}};
}

const regularExpression = /\/(?:\\[^\n]|\[(?:\\[^\n]|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;

/** After a value a `/` divides; elsewhere it begins a regular expression. */
function startsExpression(before: Unplaced | undefined): boolean {
  if (before === undefined) return true;
  if (before.kind === 'string') return false;
  if (before.kind === 'symbol') return before.text !== ')' && before.text !== ']' && before.text !== '}';
  return ['return', 'case', 'typeof', 'in', 'of', 'do', 'else', 'void', 'delete', 'await', 'yield'].includes(
    before.text ?? '',
  );
}

function readTemplate(text: string, start: number, depth: number): {end: number; token: Unplaced} {
  let index = start + 1;
  let computed = false;
  while (index < text.length && text[index] !== '`') {
    if (text[index] === '\\') index += 2;
    else if (text.startsWith('${', index)) {
      computed = true;
      index = skipSubstitution(text, index + 2, depth + 1);
    } else index += 1;
  }
  const end = Math.min(index + 1, text.length);
  return {end, token: {kind: 'string', text: computed ? undefined : unquote(text.slice(start, end))}};
}

/** The index after the `}` that closes a substitution of a template. */
function skipSubstitution(text: string, start: number, depth: number): number {
  if (depth > maxDepth) return text.length;
  let braces = 1;
  let index = start;
  let before: Unplaced | undefined;
  while (index < text.length && braces > 0) {
    const {end, token} = readToken(text, index, before, depth);
    if (token?.kind === 'symbol' && token.text === '{') braces += 1;
    if (token?.kind === 'symbol' && token.text === '}') braces -= 1;
    before = token ?? before;
    index = end;
  }
  return index;
}

/** The value of a literal; `undefined` when it is not closed, or has an escape beyond quotes, slashes and backslashes. */
function unquote(literal: string): string | undefined {
  const inner = literal.slice(1, -1);
  if (literal.length < 2 || literal.at(-1) !== literal[0] || /\\(?![\\"'`/$])/.test(inner.replaceAll('\\\\', '/'))) {
    return undefined;
  }
  return inner.replaceAll(/\\([^])/g, '$1');
}

function match(pattern: RegExp, text: string, index: number): string | undefined {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0] || undefined;
}
