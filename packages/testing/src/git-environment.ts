import {toolEnvironment} from '@gantry/process';
import {temporaryFolder} from './temporary-folder';

/** 2026-01-01T00:00:00Z, the time of the first commit of every test repository, in unix seconds. */
export const firstCommitTime = 1_767_225_600;

let runnerTemp: string | undefined;

/**
 * The environment of git in tests: a fixed person, no configuration of the machine or of the user, English, and a
 * `RUNNER_TEMP` that is removed when the test file ends.
 *
 * @param time - of commits and tags, in unix seconds
 */
export function gitEnvironment(time: number = firstCommitTime): Record<string, string | undefined> {
  const person = {NAME: 'Test Person', EMAIL: 'test@example.org', DATE: `${time} +0000`};
  return {
    ...toolEnvironment(process.env),
    RUNNER_TEMP: (runnerTemp ??= temporaryFolder()),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: person.NAME,
    GIT_AUTHOR_EMAIL: person.EMAIL,
    GIT_AUTHOR_DATE: person.DATE,
    GIT_COMMITTER_NAME: person.NAME,
    GIT_COMMITTER_EMAIL: person.EMAIL,
    GIT_COMMITTER_DATE: person.DATE,
  };
}
