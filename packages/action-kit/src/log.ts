import * as core from '@actions/core';
import {redactSecrets} from '@gantry/errors';

/** Where an action writes for people. Every line is redacted, and none is taken for a workflow command. */
export interface Log {
  info(line: string): void;
  warning(line: string): void;
  error(line: string): void;
  /** Runs `body` with its lines in a group that the forge's log can fold. */
  group<Result>(title: string, body: () => Promise<Result>): Promise<Result>;
}

/**
 * The log of a job. Forgejo and Gitea show the raw line of `::warning::` and `::error::`, encoded newlines and all, so
 * they get plain text; GitHub gets the annotation.
 *
 * @param env - the job's environment, which tells the forges apart
 */
export function createJobLog(env: Readonly<Record<string, string | undefined>>): Log {
  const annotates = env.GITHUB_ACTIONS === 'true' && !env.FORGEJO_ACTIONS && !env.GITEA_ACTIONS;
  const print = (text: string) => core.info(plainLines(text));
  return {
    info: print,
    warning: (text) => (annotates ? core.warning(redactSecrets(text)) : print(`Warning: ${text}`)),
    error: (text) => (annotates ? core.error(redactSecrets(text)) : print(`Error: ${text}`)),
    async group(title, body) {
      core.startGroup(plainLines(title).replaceAll('\n', ' '));
      try {
        return await body();
      } finally {
        core.endGroup();
      }
    },
  };
}

/**
 * Text as log lines: secrets replaced, and a space before what a runner would obey (`::set-env …`, `##[…]`), for a line
 * may hold what somebody else's program printed.
 */
export function plainLines(text: string): string {
  return redactSecrets(text)
    .split(/\r\n|\r|\n/)
    .map((line) => (/^\s*(?:::|##\[)/.test(line) ? ` ${line.replace(/^(\s*)(::|##\[)/, '$1\u200b$2')}` : line))
    .join('\n');
}
