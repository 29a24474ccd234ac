import * as core from '@actions/core';

/** Keeps a text for the post step of this action. Never a secret: state is written to a file and to the job's environment. */
export function saveState(name: string, value: string): void {
  core.saveState(name, value);
}

/** What the main step kept; empty when it kept nothing. */
export function readState(name: string): string {
  return core.getState(name);
}

/** Sets an environment variable for the following steps of the job. */
export function exportVariable(name: string, value: string): void {
  core.exportVariable(name, value);
}
