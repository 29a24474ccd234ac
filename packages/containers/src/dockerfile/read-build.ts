import {expandWord, type Lookup} from './expand-word';
import type {Dockerfile, EscapeCharacter, Instruction} from './instruction';
import {splitWords} from './words';

/** One `ARG name=default`. */
export interface ArgumentDefault {
  readonly name: string;
  /** Variables replaced; `undefined` when it depends on something that only a build knows. */
  readonly value: string | undefined;
  readonly line: number;
}

/** An image that the build takes from a registry. */
export interface ImageUse {
  /** Variables replaced by the defaults: `registry.example.org/home/base:v1`. */
  readonly reference: string;
  readonly line: number;
}

export interface Build {
  readonly argumentDefaults: readonly ArgumentDefault[];
  /** From FROM, COPY --from and RUN --mount=from=; stages and `scratch` are none. */
  readonly images: readonly ImageUse[];
}

/**
 * What the instructions come to when no build argument is given. An ARG before the first FROM is for the FROM lines; a
 * stage sees it once it repeats the name, as in BuildKit.
 *
 * @see https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact
 */
export function readBuild({instructions, escape}: Dockerfile): Build {
  return new BuildReader(escape).read(instructions);
}

class BuildReader {
  private readonly globals = new Map<string, string>();
  private readonly stages = new Set<string>();
  private scope = this.globals;
  private readonly argumentDefaults: ArgumentDefault[] = [];
  private readonly images: ImageUse[] = [];

  constructor(private readonly escape: EscapeCharacter) {}

  read(instructions: readonly Instruction[]): Build {
    for (const instruction of instructions) {
      if (instruction.keyword === 'ARG') this.readArg(instruction);
      else if (instruction.keyword === 'ENV') this.readEnv(instruction);
      else if (instruction.keyword === 'FROM') this.readFrom(instruction);
      else if (instruction.keyword === 'COPY') this.readCopy(instruction);
      else if (instruction.keyword === 'RUN') this.readRun(instruction);
    }
    return {argumentDefaults: this.argumentDefaults, images: this.images};
  }

  private readArg({text, startLine}: Instruction): void {
    for (const word of splitWords(text, this.escape)) {
      const equals = word.indexOf('=');
      const name = equals === -1 ? word : word.slice(0, equals);
      if (equals === -1) {
        const inherited = this.globals.get(name);
        if (inherited !== undefined) this.scope.set(name, inherited);
        continue;
      }
      const value = this.expand(word.slice(equals + 1), this.scope);
      this.argumentDefaults.push({name, value, line: startLine});
      if (value === undefined) this.scope.delete(name);
      else this.scope.set(name, value);
    }
  }

  private readEnv({text}: Instruction): void {
    const words = splitWords(text, this.escape);
    const pairs = words[0]?.includes('=') ? words : [`${words[0]}=${words.slice(1).join(' ')}`];
    for (const pair of pairs) {
      const [name = '', ...rest] = pair.split('=');
      const value = this.expand(rest.join('='), this.scope);
      if (value === undefined) this.scope.delete(name);
      else this.scope.set(name, value);
    }
  }

  private readFrom({text, startLine}: Instruction): void {
    const [image = '', as, name] = splitWords(text, this.escape);
    this.use(image, this.globals, startLine);
    this.scope = new Map();
    if (as?.toUpperCase() === 'AS' && name) this.stages.add(name.toLowerCase());
  }

  private readCopy({flags, startLine}: Instruction): void {
    for (const {name, value} of flags) if (name === 'from' && value) this.use(value, this.scope, startLine);
  }

  private readRun({flags, startLine}: Instruction): void {
    for (const {name, value} of flags) {
      const from = name === 'mount' && /(?:^|,)\s*"?from=([^,]*)/i.exec(value ?? '')?.[1];
      if (from) this.use(from.replaceAll('"', ''), this.scope, startLine);
    }
  }

  private use(word: string, scope: ReadonlyMap<string, string>, line: number): void {
    const reference = expandWord(word, this.escape, (name) => scope.get(name));
    if (!reference || /^[0-9]+$/.test(reference)) return;
    if (reference.toLowerCase() === 'scratch' || this.stages.has(reference.toLowerCase())) return;
    this.images.push({reference, line});
  }

  /** `undefined` as soon as a variable without a value takes part: half a value is no value. */
  private expand(word: string, scope: ReadonlyMap<string, string>): string | undefined {
    let complete = true;
    const lookup: Lookup = (name) => {
      const value = scope.get(name);
      if (value === undefined && !hasFallback(word, name)) complete = false;
      return value;
    };
    const value = expandWord(word, this.escape, lookup);
    return complete ? value : undefined;
  }
}

/** `${X:-d}` and `${X+d}` say themselves what a missing variable means. */
function hasFallback(word: string, name: string): boolean {
  return ['-', '+', ':-', ':+'].some((operator) => word.includes(`\${${name}${operator}`));
}
