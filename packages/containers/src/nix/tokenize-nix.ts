/** A token of a Nix expression; comments and spaces are left out. */
export interface NixToken {
  readonly kind: 'word' | 'string' | 'symbol';
  /** A word or symbol as written; the value of a string, or `undefined` when it is interpolated. */
  readonly text: string | undefined;
  readonly line: number;
}

/**
 * Splits a Nix expression into tokens. Strings of both forms, nested interpolation, comments, paths and URIs are skipped
 * as a whole, so that nothing inside of them looks like code. Never fails: what is not closed reaches to the end.
 *
 * @see https://nix.dev/manual/nix/latest/language/string-literals
 */
export function tokenizeNix(text: string): NixToken[] {
  const tokens: NixToken[] = [];
  let line = 1;
  let index = 0;
  while (index < text.length) {
    const {end, token} = readToken(text, index);
    if (token) tokens.push({...token, line});
    for (; index < end; index += 1) if (text[index] === '\n') line += 1;
  }
  return tokens;
}

/** Strings inside of interpolations; deeper ones are not read, so that no file can exhaust the stack. */
const maxDepth = 100;

type Unplaced = Omit<NixToken, 'line'>;

function readToken(text: string, index: number, depth = 0): {end: number; token?: Unplaced} {
  const skipped = match(/\s+|#[^\n]*|\/\*[^]*?(?:\*\/|$)/y, text, index);
  if (skipped) return {end: index + skipped.length};
  if (text[index] === '"') return readString(text, index + 1, plainString, depth);
  if (text.startsWith("''", index)) return readString(text, index + 2, indentedString, depth);
  // A URI or a path is one word: `https://x/a''b` holds no string, and `./a.nix` no selection.
  const word =
    match(/[A-Za-z][\w+.-]*:[\w%/?:@&=+$,.!~*'-]+/y, text, index) ??
    match(/(?:[\w.+-]*|~)\/[\w.+-]+(?:\/[\w.+-]+)*\/?|<[\w./+-]+>/y, text, index) ??
    match(/[A-Za-z_][\w'-]*|[0-9]+(?:\.[0-9]+)?/y, text, index);
  if (word) return {end: index + word.length, token: {kind: 'word', text: word}};
  const symbol = text.startsWith('${', index) ? '${' : (text[index] as string);
  return {end: index + symbol.length, token: {kind: 'symbol', text: symbol}};
}

/** How a kind of string ends, and how a character in it is written literally. */
interface StringForm {
  readonly end: string;
  /** The escape sequence at a place, and what it stands for. */
  escaped(text: string, index: number): {length: number; value: string} | undefined;
}

const characters: Readonly<Record<string, string>> = {n: '\n', r: '\r', t: '\t'};

const plainString: StringForm = {
  end: '"',
  escaped(text, index) {
    const next = text[index + 1];
    if (text.startsWith('$${', index)) return {length: 2, value: '$$'};
    return text[index] === '\\' && next !== undefined ? {length: 2, value: characters[next] ?? next} : undefined;
  },
};

const indentedString: StringForm = {
  end: "''",
  escaped(text, index) {
    if (text.startsWith('$${', index)) return {length: 2, value: '$$'};
    if (text.startsWith("'''", index)) return {length: 3, value: "''"};
    if (text.startsWith("''$", index)) return {length: 3, value: '$'};
    const next = text[index + 3];
    return text.startsWith("''\\", index) && next !== undefined
      ? {length: 4, value: characters[next] ?? next}
      : undefined;
  },
};

function readString(text: string, start: number, form: StringForm, depth: number): {end: number; token: Unplaced} {
  let value = '';
  let interpolated = false;
  let index = start;
  while (index < text.length) {
    const escaped = form.escaped(text, index);
    if (escaped) {
      value += escaped.value;
      index += escaped.length;
    } else if (text.startsWith(form.end, index)) {
      return {end: index + form.end.length, token: {kind: 'string', text: interpolated ? undefined : value}};
    } else if (text.startsWith('${', index)) {
      interpolated = true;
      index = skipInterpolation(text, index + 2, depth + 1);
    } else {
      value += text[index];
      index += 1;
    }
  }
  return {end: index, token: {kind: 'string', text: undefined}};
}

/** The index after the `}` that closes an interpolation. */
function skipInterpolation(text: string, start: number, depth: number): number {
  if (depth > maxDepth) return text.length;
  let braces = 1;
  let index = start;
  while (index < text.length && braces > 0) {
    const {end, token} = readToken(text, index, depth);
    if (token?.kind === 'symbol' && (token.text === '{' || token.text === '${')) braces += 1;
    if (token?.kind === 'symbol' && token.text === '}') braces -= 1;
    index = end;
  }
  return index;
}

function match(pattern: RegExp, text: string, index: number): string | undefined {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0] || undefined;
}
