import * as core from '@actions/core';
import {GantryError} from '@gantry/errors';
import {InputError} from './input-error';

/** Turns the text of an input into a value, or throws an error whose message ends the sentence `Input "name" …`. */
export type InputParser<Value> = (text: string) => Value;

type ParserShape = Readonly<Record<string, Input<unknown>>>;
type Parsed<Shape extends ParserShape> = {readonly [Key in keyof Shape]: ReturnType<Shape[Key]['parse']>};

/** One input: its name in `action.yml`, and what its text means. */
export interface Input<Value> {
  readonly name: string;
  readonly parse: InputParser<Value>;
}

/**
 * Reads every input once, before any work. A runner hands inputs over as `INPUT_<NAME>` and does not enforce `required`.
 *
 * @throws InputError that names every bad input, not only the first
 */
export function parseInputs<Shape extends ParserShape>(shape: Shape): Parsed<Shape> {
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [key, input] of Object.entries(shape)) {
    try {
      values[key] = input.parse(core.getInput(input.name));
    } catch (error) {
      problems.push(`"${input.name}" ${explain(error)}`);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return values as Parsed<Shape>;
}

function explain(error: unknown): string {
  if (error instanceof GantryError) return `is wrong: ${error.message}${error.hint ? `; ${error.hint}` : ''}`;
  const text = error instanceof Error ? error.message : String(error);
  // A parser of another package speaks of the value, not of the input.
  return text.startsWith('"') ? `is wrong: ${text}` : text;
}

const same = (text: string): string => text;

/** An input that may be left out: `undefined` then. */
export function optional(name: string): Input<string | undefined>;
export function optional<Value>(name: string, parse: InputParser<Value>): Input<Value | undefined>;
export function optional<Value>(name: string, parse?: InputParser<Value>): Input<Value | string | undefined> {
  return {name, parse: (text) => (text === '' ? undefined : (parse ?? same)(text))};
}

/** An input that must be there. */
export function required(name: string): Input<string>;
export function required<Value>(name: string, parse: InputParser<Value>): Input<Value>;
export function required<Value>(name: string, parse?: InputParser<Value>): Input<Value | string> {
  return {
    name,
    parse(text) {
      if (text === '') throw new Error('is missing; this action cannot work without it');
      return (parse ?? same)(text);
    },
  };
}

/** An input with a value of its own when it is left out. */
export function withDefault<Value>(name: string, fallback: Value, parse: InputParser<Value>): Input<Value> {
  return {name, parse: (text) => (text === '' ? fallback : parse(text))};
}

/** `true` or `false`, in any case. */
export function flag(name: string, fallback: boolean): Input<boolean> {
  return withDefault(name, fallback, (text) => {
    const lower = text.toLowerCase();
    if (lower !== 'true' && lower !== 'false') throw new Error(`must be true or false, not "${text}"`);
    return lower === 'true';
  });
}

/** One of a few words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(
  name: string,
  words: Words,
): Input<Words[number]> {
  return withDefault<Words[number]>(name, words[0], (text) => {
    if (!words.includes(text)) throw new Error(`must be one of ${words.join(', ')}, not "${text}"`);
    return text;
  });
}

/** A whole number within bounds, both included. */
export function wholeNumber(
  name: string,
  bounds: {readonly min: number; readonly max: number; readonly fallback: number},
): Input<number> {
  return withDefault(name, bounds.fallback, (text) => {
    const value = /^[0-9]{1,9}$/.test(text) ? Number(text) : NaN;
    if (!(value >= bounds.min && value <= bounds.max)) {
      throw new Error(`must be a whole number from ${bounds.min} to ${bounds.max}, not "${text}"`);
    }
    return value;
  });
}

/** A JSON array of texts, or texts separated by commas, spaces or newlines; each once, in order. */
export function list(name: string): Input<readonly string[]>;
export function list<Value>(name: string, parse: InputParser<Value>): Input<readonly Value[]>;
export function list<Value>(name: string, parse?: InputParser<Value>): Input<readonly (Value | string)[]> {
  return {name, parse: (text) => parseList(text).map((item) => (parse ?? same)(item))};
}

/** See {@link list}. */
export function parseList(text: string): string[] {
  if (!text.trimStart().startsWith('[')) return [...new Set(text.split(/[\s,]+/).filter((item) => item !== ''))];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('begins like a JSON array and is none');
  }
  if (!Array.isArray(value) || !value.every((item): item is string => typeof item === 'string')) {
    throw new Error('must be a JSON array of texts');
  }
  return [...new Set(value.map((item) => item.trim()).filter((item) => item !== ''))];
}

/** Lines of `key=value`. Empty lines and lines that begin with `#` do not count; a later line of the same key wins. */
export function keyValues(name: string): Input<Readonly<Record<string, string>>> {
  return {
    name,
    parse(text) {
      const entries = text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line): [string, string] => {
          const at = line.indexOf('=');
          if (at < 1) throw new Error(`has a line without "key=value": ${line}`);
          return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
        });
      return Object.fromEntries(entries);
    },
  };
}
