import * as core from '@actions/core';
import {registerSecret} from '@gantry/errors';

/**
 * Hides a secret in everything that this process and the runner print from now on: each of its lines on its own, because
 * a runner masks a text of several lines only as a whole; and base64 as well, the form that auth files hold.
 * A value with `%` is also announced without escaping: Forgejo's reporter adds the announced text as it stands.
 *
 * @see https://code.forgejo.org/forgejo/runner, internal/pkg/report/reporter.go, `add-mask`
 */
export function maskSecret(secret: string): void {
  registerSecret(secret);
  const lines = secret.split(/\r\n|\r|\n/);
  for (const line of lines) {
    // A line such as `{` of a key in JSON hides nothing, and masking it would hide every brace of the log.
    if (line.trim().length < (lines.length > 1 ? 4 : 1)) continue;
    core.setSecret(line);
    if (line.includes('%')) core.info(`::add-mask::${line}`);
  }
}
