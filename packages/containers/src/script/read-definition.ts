import {findDefaultExport, findTopLevelConstants, isSymbol, isWord} from './find-exports';
import {tokenizeScript, type ScriptToken} from './tokenize-script';

/** What a property says, as far as it can be known without running the file. */
export type StaticValue<Value> =
  | {readonly kind: 'absent'}
  | {readonly kind: 'literal'; readonly value: Value; readonly line: number}
  /** It is there, but only running the file gives its value. */
  | {readonly kind: 'dynamic'; readonly line: number};

/** The static part of a container.ts. */
export interface Definition {
  readonly version: StaticValue<string>;
  readonly dependsOn: StaticValue<readonly string[]>;
  readonly watch: StaticValue<readonly string[]>;
}

/**
 * Reads `version`, `dependsOn` and `watch` of a container.ts's default export without running it. The export may be an
 * object, one given to a function (`defineContainer({…})`), or a constant; a value may be a literal or a top-level
 * constant that is one. Types (`as const`, `satisfies …`) do not matter.
 */
export function readDefinition(text: string): Definition {
  const reader = new DefinitionReader(tokenizeScript(text));
  return {
    version: reader.property('version', (index) => reader.string(index)),
    dependsOn: reader.property('dependsOn', (index) => reader.strings(index)),
    watch: reader.property('watch', (index) => reader.strings(index)),
  };
}

/** Constants that name constants that name … */
const maxHops = 20;

class DefinitionReader {
  private readonly constants: ReadonlyMap<string, number>;
  /** Where the values of the exported object begin; `'computed'` for those that are no plain values. */
  private readonly values = new Map<string, number | 'computed'>();
  private lineOfObject = 1;
  /** The line of the default export when it is no object that can be read, or of a spread in it. */
  private unknownLine: number | undefined;

  constructor(private readonly tokens: readonly ScriptToken[]) {
    this.constants = findTopLevelConstants(tokens);
    const start = findDefaultExport(tokens);
    const object = start === undefined ? undefined : this.findObject(start, 0);
    if (object !== undefined) this.readObject(object + 1);
    else if (start !== undefined) this.unknownLine = tokens[start]?.line ?? 1;
  }

  property<Value>(name: string, read: (index: number) => StaticValue<Value>): StaticValue<Value> {
    const index = this.values.get(name);
    if (typeof index === 'number') return read(index);
    const line = index === 'computed' ? this.lineOfObject : this.unknownLine;
    return line === undefined ? {kind: 'absent'} : {kind: 'dynamic', line};
  }

  string(index: number, hops = 0): StaticValue<string> {
    const token = this.tokens[index];
    const line = token?.line ?? 1;
    if (token?.kind === 'string' && token.text !== undefined && this.endsValue(index + 1)) {
      return {kind: 'literal', value: token.text, line};
    }
    if (isSymbol(token, '(')) {
      const inner = this.string(index + 1, hops + 1);
      const ends = inner.kind === 'literal' && this.endsValue(this.skipTo(index + 1, ')') + 1);
      return ends ? inner : {kind: 'dynamic', line};
    }
    const constant = this.constantAt(index, hops);
    return constant === undefined ? {kind: 'dynamic', line} : this.string(constant, hops + 1);
  }

  strings(index: number, hops = 0): StaticValue<readonly string[]> {
    const line = this.tokens[index]?.line ?? 1;
    const constant = this.constantAt(index, hops);
    if (constant !== undefined) return this.strings(constant, hops + 1);
    if (!isSymbol(this.tokens[index], '[')) return {kind: 'dynamic', line};
    const value: string[] = [];
    let next = index + 1;
    while (next < this.tokens.length && !isSymbol(this.tokens[next], ']')) {
      const item = this.string(next);
      if (item.kind !== 'literal') return {kind: 'dynamic', line};
      value.push(item.value);
      next = this.skipTo(next, ',');
      if (isSymbol(this.tokens[next], ',')) next += 1;
    }
    return this.endsValue(next + 1) ? {kind: 'literal', value, line} : {kind: 'dynamic', line};
  }

  private findObject(index: number, hops: number): number | undefined {
    const token = this.tokens[index];
    if (isSymbol(token, '{')) {
      this.lineOfObject = token?.line ?? 1;
      return index;
    }
    if (hops > maxHops) return undefined;
    if (isSymbol(token, '(')) return this.findObject(index + 1, hops + 1);
    const constant = this.constantAt(index, hops);
    if (constant !== undefined) return this.findObject(constant, hops + 1);
    // The argument of a function that gives back what it gets: defineContainer({…}).
    const isCall = isWord(token) && !isWord(token, 'class') && !isWord(token, 'function') && !isWord(token, 'async');
    return isCall && isSymbol(this.tokens[index + 1], '(') ? this.findObject(index + 2, hops + 1) : undefined;
  }

  private readObject(first: number): void {
    let index = first;
    while (index < this.tokens.length && !isSymbol(this.tokens[index], '}')) {
      const key = this.tokens[index] as ScriptToken;
      const after = this.tokens[index + 1];
      if (isSymbol(key, '.')) {
        // A spread may replace what stands before it.
        for (const name of this.values.keys()) this.values.set(name, 'computed');
        this.unknownLine = key.line;
      } else if (key.kind !== 'symbol' && key.text !== undefined) {
        if (isSymbol(after, ':')) this.values.set(key.text, index + 2);
        else if (isSymbol(after, ',') || isSymbol(after, '}')) this.values.set(key.text, index);
        else if (isWord(after)) this.values.set(after?.text ?? '', 'computed');
        else this.values.set(key.text, 'computed');
      }
      index = this.skipTo(index, ',');
      if (isSymbol(this.tokens[index], ',')) index += 1;
    }
  }

  private constantAt(index: number, hops: number): number | undefined {
    const token = this.tokens[index];
    if (!isWord(token) || hops > maxHops || !this.endsValue(index + 1)) return undefined;
    return this.constants.get(token?.text ?? '');
  }

  /** Whether an expression can end before this token: nothing follows that would compute with it. */
  private endsValue(index: number): boolean {
    const token = this.tokens[index];
    if (token === undefined) return true;
    if (token.kind === 'symbol') return [',', ';', '}', ')', ']'].includes(token.text ?? '');
    if (token.kind === 'string') return false;
    return token.text === 'as' || token.text === 'satisfies' || token.line > (this.tokens[index - 1]?.line ?? 0);
  }

  /** The next such symbol outside of brackets, or the bracket that closes what surrounds the place. */
  private skipTo(first: number, symbol: string): number {
    let depth = 0;
    let index = first;
    for (; index < this.tokens.length; index += 1) {
      const token = this.tokens[index];
      if (token?.kind !== 'symbol') continue;
      if (depth === 0 && token.text === symbol) return index;
      if ('([{'.includes(token.text ?? ' ')) depth += 1;
      if (')]}'.includes(token.text ?? ' ')) depth -= 1;
      if (depth < 0) return index;
    }
    return index;
  }
}
