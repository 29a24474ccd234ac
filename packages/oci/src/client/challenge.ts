/** What a server asks for in `WWW-Authenticate`. */
export interface Challenge {
  /** Lower-case: `basic`, `bearer`, … */
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const tokenPattern = /[A-Za-z0-9!#$%&'*+.^_`|~-]+/y;
const quotedPattern = /"((?:[^"\\]|\\.)*)"/y;

/**
 * Reads the challenges of a `WWW-Authenticate` header; several in one header, or several headers joined by commas, too.
 * Reading stops at the first thing that is not of the grammar.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1
 */
export function parseChallenges(header: string | undefined): readonly Challenge[] {
  const challenges: {scheme: string; parameters: Record<string, string>}[] = [];
  const text = header ?? '';
  let position = 0;
  const read = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match) position = pattern.lastIndex;
    return match?.[1] ?? match?.[0];
  };
  for (;;) {
    read(/[\s,]+/y);
    const word = read(tokenPattern);
    if (word === undefined) return challenges;
    if (read(/\s*=\s*/y) === undefined) {
      challenges.push({scheme: word.toLowerCase(), parameters: {}});
      continue;
    }
    const quoted = read(quotedPattern);
    const value = quoted === undefined ? (read(tokenPattern) ?? '') : quoted.replace(/\\(.)/g, '$1');
    const current = challenges.at(-1);
    if (current) current.parameters[word.toLowerCase()] = value;
  }
}
