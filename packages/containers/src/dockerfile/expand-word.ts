import type {EscapeCharacter} from './instruction';

/** The value of a variable; `undefined` when it is not set. */
export type Lookup = (name: string) => string | undefined;

/**
 * A word as BuildKit understands it: quotes taken away, escapes resolved, variables replaced (`$X`, `${X}`, `${X:-d}`,
 * `${X-d}`, `${X:+d}`, `${X+d}`, `${X:?e}`). A variable that is not set is empty.
 *
 * @returns `undefined` for a substitution that is none of these (`${X#p}`, `${X/a/b}`), or is not closed
 * @see https://docs.docker.com/reference/dockerfile/#environment-replacement
 */
export function expandWord(word: string, escape: EscapeCharacter, lookup: Lookup): string | undefined {
  return new Expansion(word, escape, lookup).run();
}

const maxDepth = 32;

class Expansion {
  private index = 0;
  private failed = false;

  constructor(
    private readonly word: string,
    private readonly escape: EscapeCharacter,
    private readonly lookup: Lookup,
  ) {}

  run(): string | undefined {
    const text = this.read('', 0);
    return this.failed ? undefined : text;
  }

  /** Reads to the end, or to the `}` that closes the substitution it stands in. */
  private read(end: '' | '}', depth: number): string {
    let text = '';
    let quote = '';
    while (this.index < this.word.length && !this.failed) {
      const character = this.word[this.index] as string;
      if (quote === '' && character === end) break;
      this.index += 1;
      if (quote === "'") {
        if (character === "'") quote = '';
        else text += character;
      } else if (character === quote) quote = '';
      else if (quote === '' && (character === '"' || character === "'")) quote = character;
      else if (character === this.escape) text += this.readEscaped(quote);
      else if (character === '$') text += this.readVariable(depth);
      else text += character;
    }
    return text;
  }

  private readEscaped(quote: string): string {
    const next = this.word[this.index];
    if (next === undefined) return quote === '' ? '' : this.escape;
    this.index += 1;
    // Between double quotes the escape is literal, except before what has a meaning there.
    return quote === '"' && next !== '"' && next !== '$' && next !== this.escape ? `${this.escape}${next}` : next;
  }

  private readVariable(depth: number): string {
    if (this.word[this.index] !== '{') {
      const name = this.take(/[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-]/y);
      return name === '' ? '$' : (this.lookup(name) ?? '');
    }
    this.index += 1;
    const name = this.take(/[A-Za-z_][A-Za-z0-9_]*|[0-9@*#]+/y);
    const operator = this.take(/:?[-+?]/y);
    const value = this.lookup(name);
    const set = value !== undefined && !(operator.startsWith(':') && value === '');
    if (name === '' || depth >= maxDepth) this.failed = true;
    const other = operator === '' ? '' : this.read('}', depth + 1);
    if (this.word[this.index] !== '}') this.failed = true;
    this.index += 1;
    if (operator.endsWith('-')) return set ? value : other;
    if (operator.endsWith('+')) return set ? other : '';
    if (operator.endsWith('?') && !set) this.failed = true;
    return value ?? '';
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.index;
    const found = pattern.exec(this.word)?.[0] ?? '';
    this.index += found.length;
    return found;
  }
}
