import {tokenizeNix, type NixToken} from './tokenize-nix';

/** One `version = …;` of a Nix file. */
export interface NixVersion {
  /** `undefined` when it is not a literal: interpolated, or another expression. */
  readonly text: string | undefined;
  readonly line: number;
  /** How many scopes (let, braces, brackets) surround it; the file itself is 0. */
  readonly depth: number;
}

/**
 * Finds every binding `version = …;` of a Nix file, in a `let` or in an attribute set, in the order of the file. A default
 * of a function's argument (`{ version ? "1" }:`) and a path (`a.version = …`) are none.
 */
export function findNixVersions(text: string): NixVersion[] {
  const tokens = tokenizeNix(text);
  const versions: NixVersion[] = [];
  const scopes = new Scopes();
  tokens.forEach((token, index) => {
    scopes.step(token);
    const [name, equals, value, end] = tokens.slice(index + 1, index + 5);
    if (!startsBinding(token) || name?.text !== 'version' || name.kind !== 'word' || !isSymbol(equals, '=')) return;
    if (value?.kind === 'word' && value.text === 'version' && isSymbol(end, ';')) return;
    const literal = value?.kind === 'string' && isSymbol(end, ';');
    versions.push({text: literal ? value.text : undefined, line: name.line, depth: scopes.depth});
  });
  return versions;
}

function startsBinding(token: NixToken): boolean {
  return isSymbol(token, '{') || isSymbol(token, ';') || (token.kind === 'word' && token.text === 'let');
}

function isSymbol(token: NixToken | undefined, text: string): boolean {
  return token?.kind === 'symbol' && token.text === text;
}

/**
 * Follows what surrounds a token. A `let` surrounds its bindings and the expression after its `in`, which ends with the
 * bracket around it or with the `;` of the binding it is the value of; the `;` of `with x;` and `assert x;` ends nothing else.
 */
class Scopes {
  private readonly open: ('bracket' | 'let' | 'body' | 'with')[] = [];

  get depth(): number {
    return this.open.filter((scope) => scope !== 'with').length;
  }

  step({kind, text}: NixToken): void {
    if (kind === 'word') {
      if (text === 'let') this.open.push('let');
      if (text === 'with' || text === 'assert') this.open.push('with');
      if (text === 'in') this.enterBody();
    } else if (kind === 'symbol') {
      if (text === '{' || text === '${' || text === '[' || text === '(') this.open.push('bracket');
      if (text === '}' || text === ']' || text === ')') this.close(['bracket', 'let', 'body', 'with'], 'bracket');
      if (text === ';') this.close(['body', 'with'], 'with');
    }
  }

  private enterBody(): void {
    const index = this.open.lastIndexOf('let');
    // What is not closed in between is a mistake in the file, which Nix will name.
    if (index !== -1) this.open.splice(index, this.open.length, 'body');
  }

  /** Takes scopes off the top as long as they are of these kinds, up to and including one that is `last`. */
  private close(kinds: readonly string[], last: string): void {
    for (let top = this.open.at(-1); top !== undefined && kinds.includes(top); top = this.open.at(-1)) {
      this.open.pop();
      if (top === last) return;
    }
  }
}
