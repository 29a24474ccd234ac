import {GantryError} from './gantry-error';
import {redactSecrets} from './redact-secrets';

/**
 * The printed form of an error and of everything below it: one line for each cause, then the hints, outermost first.
 * A cause whose text its parent repeats already is left out. Registered secrets are replaced.
 *
 * @returns several lines, without a trailing newline
 */
export function describeError(error: unknown): string {
  const chain = [...causesOf(error)];
  const lines: string[] = [];
  let shown = '';
  for (const link of chain) {
    const text = messageOf(link);
    if (text === '' || shown.includes(text)) continue;
    lines.push(lines.length === 0 ? text : `  because: ${text.replaceAll('\n', '\n    ')}`);
    shown += `${text}\n`;
  }
  const hints = new Set(chain.flatMap((link) => (link instanceof GantryError && link.hint ? [link.hint] : [])));
  for (const hint of hints) lines.push(`Next: ${hint}`);
  return redactSecrets(lines.join('\n'));
}

function* causesOf(error: unknown): Generator<unknown> {
  const seen = new Set<unknown>();
  for (let link = error; link !== undefined && link !== null && !seen.has(link);) {
    seen.add(link);
    yield link;
    link = link instanceof Error ? link.cause : undefined;
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A programming error is worth its stack; an expected one is a sentence.
  if (error instanceof GantryError) return error.message;
  const isBug = error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
  return isBug ? (error.stack ?? error.message) : error.message || error.name;
}
