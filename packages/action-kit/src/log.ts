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
 * Text as log lines: secrets replaced, control characters and terminal sequences taken out, and what a runner would obey
 * (`::set-env …` at the start of a line, `##[…]` anywhere) broken up, for a line may hold what somebody else's program
 * printed.
 *
 * @see https://github.com/actions/runner, src/Runner.Common/ActionCommand.cs: white space before `::` is skipped, U+0085 too
 */
export function plainLines(text: string): string {
  return redactSecrets(text)
    .split(/\r\n|[\r\n\u0085\u2028\u2029]/)
    .map((line) =>
      line
        .replace(terminalSequence, '')
        .replace(controlCharacter, '')
        .replaceAll('##[', '#\u200b#[')
        .replace(/^(\s*)::/, '$1\u200b::'),
    )
    .join('\n');
}

// ESC [ … letter, and ESC ] … BEL or ESC \\: colours, cursor moves, titles.
// eslint-disable-next-line no-control-regex
const terminalSequence = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)/g;
// eslint-disable-next-line no-control-regex
const controlCharacter = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
