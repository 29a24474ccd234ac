import {GantryError} from '@gantry/errors';
import {UsageError} from './usage-error';

/** What scripts can rely on. */
export const exitCodes = {
  done: 0,
  /** Something in the repository is wrong. */
  found: 1,
  /** The command cannot be run like this. */
  usage: 2,
  /** Something outside of the repository failed: a remote, a registry, a program. */
  service: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Codes of errors for which somebody has to type something else. */
const usageCodes = new Set([
  'unknown-ref',
  'invalid-ref',
  'ambiguous-ref',
  'not-a-repository',
  'no-build-file',
  'no-registry',
  'ca-file-unreadable',
  'invalid-event',
]);

/** Codes of errors for which somebody has to correct a file of the repository. */
const repositoryCodes = new Set([
  'invalid-settings',
  'invalid-container-name',
  'unknown-container',
  'no-version',
  'invalid-definition',
  'invalid-tag',
  'dependency-cycle',
  'invalid-watch-pattern',
  'watch-matches-nothing',
  'outside-path',
  'nix-evaluation-failed',
]);

/** How a command that failed like this ends. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return exitCodes.usage;
  if (!(error instanceof GantryError)) return exitCodes.service;
  if (usageCodes.has(error.code)) return exitCodes.usage;
  return repositoryCodes.has(error.code) ? exitCodes.found : exitCodes.service;
}

/** Whether the error says that a file of the repository is wrong. */
export function isRepositoryProblem(error: unknown): error is GantryError {
  return error instanceof GantryError && repositoryCodes.has(error.code);
}
