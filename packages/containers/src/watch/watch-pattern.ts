import {WatchPatternError} from '../errors';
import {matchWildcard} from './match-wildcard';

/** A parsed `watch` pattern. */
export interface WatchPattern {
  /** As it is written. */
  readonly text: string;
  /** What the braces stand for, each as path segments. */
  readonly alternatives: readonly (readonly string[])[];
}

const maxLength = 1_000;
const maxAlternatives = 256;

/**
 * Parses a pattern for paths from the repository root. Case counts, hidden files are files, and nothing is excluded.
 *
 * - `*` any characters of one segment, `?` one character, `**` (a whole segment) any number of segments
 * - `{a,b}` either; braces may nest
 * - a pattern that ends in a name without a wildcard also means everything under it: `lib` is `lib` and `lib/**`
 *
 * @throws WatchPatternError when it is empty, absolute, leads out of the repository, negates, or has odd braces
 */
export function parseWatchPattern(text: string): WatchPattern {
  const refuse = (reason: string) =>
    new WatchPatternError(`The watch pattern ${JSON.stringify(text.slice(0, 80))} ${reason}`);
  if (text === '') throw refuse('is empty');
  if (text.length > maxLength) throw refuse(`has more than ${maxLength} characters`);
  if (text.startsWith('!')) throw refuse('excludes something; only what is watched can be named');
  if (text.startsWith('/')) throw refuse('starts with "/"; it is relative to the repository root');
  if (text.includes('\\')) throw refuse('has a "\\"; segments are separated by "/"');
  const expanded = expandBraces(text);
  if (expanded === undefined) throw refuse('has a brace that is not closed, or not opened');
  if (expanded.length > maxAlternatives) throw refuse(`stands for more than ${maxAlternatives} patterns`);
  const alternatives = expanded.map((alternative) => {
    const segments = alternative.split('/').filter((segment) => segment !== '' && segment !== '.');
    if (segments.includes('..')) throw refuse('leads out of the repository');
    if (segments.length === 0) throw refuse('names the whole repository; write "**" if that is meant');
    if (segments.some((segment) => segment !== '**' && segment.includes('**'))) {
      throw refuse('has "**" inside a name; it has to be a whole segment');
    }
    return segments.filter((segment, index) => !(segment === '**' && segments[index - 1] === '**'));
  });
  return {text, alternatives};
}

/** Whether the pattern means this path (from the repository root, with `/`). */
export function matchesWatch(path: string, pattern: WatchPattern): boolean {
  const segments = path.split('/');
  return pattern.alternatives.some((alternative) => matchesSegments(segments, alternative));
}

/** {@link matchesWatch} of one alternative, on segments. The time grows with the product of both lengths, never faster. */
export function matchesSegments(segments: readonly string[], alternative: readonly string[]): boolean {
  const last = alternative[alternative.length - 1] ?? '';
  const pattern = hasWildcard(last) ? alternative : [...alternative, '**'];
  return matchWildcard(segments, pattern, '**', (segment, part) =>
    matchWildcard([...segment], [...part], '*', (character, one) => one === '?' || one === character),
  );
}

export function hasWildcard(segment: string): boolean {
  return /[*?]/.test(segment);
}

/** `a{b,c{d,e}}` as `ab`, `acd`, `ace`; `undefined` for unbalanced braces. Stops a little above the limit. */
function expandBraces(text: string): string[] | undefined {
  const open = text.indexOf('{');
  if (open === -1) return text.includes('}') ? undefined : [text];
  if (text.slice(0, open).includes('}')) return undefined;
  let depth = 0;
  let start = open + 1;
  const choices: string[] = [];
  for (let index = open; index < text.length; index += 1) {
    const character = text[index];
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    if (depth === 0 || (depth === 1 && character === ',')) {
      choices.push(text.slice(start, index));
      start = index + 1;
    }
    if (depth === 0) return combine(text.slice(0, open), choices, text.slice(start));
  }
  return undefined;
}

function combine(before: string, choices: readonly string[], after: string): string[] | undefined {
  const tails = expandBraces(after);
  if (tails === undefined) return undefined;
  const combined: string[] = [];
  for (const choice of choices) {
    const middles = expandBraces(choice);
    if (middles === undefined) return undefined;
    for (const middle of middles) {
      for (const tail of tails) {
        if (combined.length > maxAlternatives) return combined;
        combined.push(`${before}${middle}${tail}`);
      }
    }
  }
  return combined;
}
