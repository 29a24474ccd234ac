const secrets = new Set<string>();

/**
 * Remembers a secret, so that no error text and no log line of this process shows it: as it is, base64 encoded (alone),
 * URL-encoded, and each line of it. Values shorter than four characters are not remembered: replacing them would
 * destroy every text and hide nothing.
 */
export function registerSecret(secret: string): void {
  for (const value of [secret, ...secret.split(/\r?\n/)]) {
    if (value.length < 4) continue;
    secrets.add(value);
    secrets.add(Buffer.from(value).toString('base64'));
    secrets.add(encodeURIComponent(value));
  }
}

/** The text with every registered secret replaced by `***`, longest first. */
export function redactSecrets(text: string): string {
  let redacted = text;
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) redacted = redacted.replaceAll(secret, '***');
  return redacted;
}
