import {InvalidRefError} from './repository-error';

/** What a ref text may mean, told from its form alone. */
export type RefForm =
  | {readonly kind: 'head'}
  /** As long as a full sha. */
  | {readonly kind: 'sha'; readonly sha: string}
  /** Begins with `refs/`. */
  | {readonly kind: 'full'; readonly name: string}
  /** A branch or a tag; also a short sha when `hex` is set. */
  | {readonly kind: 'name'; readonly name: string; readonly hex: string | undefined};

/** The longest ref that is looked at, in characters. */
export const maxRefLength = 255;

const rules: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^$/, 'it is empty'],
  [/^-/, 'it begins with "-", as an option does'],
  // eslint-disable-next-line no-control-regex
  [/[\x00-\x1f\x7f]/, 'it has a control character'],
  [/\s/, 'it has a space'],
  [/\.\./, 'it has ".."'],
  [/@\{/, 'it has "@{"'],
  [/[~^:?*[\\]/, 'it has one of ~ ^ : ? * [ \\'],
  [/^\/|\/$|\/\/|\/\.|^\.|\.$|\.lock(?:\/|$)|^@$/, 'no branch or tag can be called so'],
];

/**
 * Tells what form a ref has. It comes from people and events, so everything that is no plain name is refused: options,
 * ranges, revision expressions, patterns.
 *
 * @throws InvalidRefError naming the reason
 * @see https://git-scm.com/docs/git-check-ref-format
 */
export function parseRef(text: string): RefForm {
  if (text.length > maxRefLength) throw new InvalidRefError(text, `it is longer than ${maxRefLength} characters`);
  for (const [pattern, reason] of rules) if (pattern.test(text)) throw new InvalidRefError(text, reason);
  if (text === 'HEAD') return {kind: 'head'};
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text)) return {kind: 'sha', sha: text.toLowerCase()};
  if (text.startsWith('refs/')) return {kind: 'full', name: text};
  const hex = /^[0-9a-f]{4,63}$/i.test(text) ? text.toLowerCase() : undefined;
  return {kind: 'name', name: text, hex};
}

/**
 * The full refs that a name may stand for, in the order in which git looks: the name under `refs/`, a tag, a branch.
 *
 * @see https://git-scm.com/docs/gitrevisions#_specifying_revisions
 */
export function listCandidates(name: string): readonly string[] {
  return [`refs/${name}`, `refs/tags/${name}`, `refs/heads/${name}`];
}
