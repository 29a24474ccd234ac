import {readFileSync} from 'node:fs';
import type {ForgeEvent} from './event';
import {InvalidEventError} from './invalid-event-error';
import {parseEvent} from './parse-event';

/** The run that a forge started, from the job's environment and its event file. */
export interface RunContext {
  readonly event: ForgeEvent;
  /** Full ref of the run (`refs/heads/main`, `refs/pull/3/head`); `undefined` when the run is for a bare commit. */
  readonly ref: string | undefined;
  /** Commit of the run; `undefined` when the runner states none. */
  readonly sha: string | undefined;
  /** `owner/name`; `undefined` when the runner states none. */
  readonly repository: string | undefined;
  /** Web address of the repository for people, from the payload; `undefined` when the payload has none. */
  readonly repositoryUrl: string | undefined;
}

/**
 * Reads the run's context. `GITHUB_SERVER_URL` is deliberately not used for `repositoryUrl`: on Forgejo it is the address
 * that the runner was registered with, which may be an internal name.
 *
 * @param overrides - the inputs `event-name` and `event-path`; empty means the runner's
 * @throws InvalidEventError when the event file cannot be read or parsed
 */
export function readRunContext(
  env: Readonly<Record<string, string | undefined>>,
  overrides: {readonly eventName?: string | undefined; readonly eventPath?: string | undefined} = {},
): RunContext {
  const path = overrides.eventPath || env.GITHUB_EVENT_PATH;
  const payload = readPayload(path, overrides.eventPath !== undefined && overrides.eventPath !== '');
  const event = parseEvent(overrides.eventName || env.GITHUB_EVENT_NAME || '', payload);
  const eventRef = event.kind === 'push' || event.kind === 'workflow_dispatch' ? event.ref : undefined;
  const ref = [env.GITHUB_REF, eventRef].find((candidate) => candidate?.startsWith('refs/'));
  return {
    event,
    ref,
    sha: env.GITHUB_SHA || (event.kind === 'push' ? event.after : undefined),
    repository: env.GITHUB_REPOSITORY || undefined,
    repositoryUrl: repositoryUrl(payload),
  };
}

function readPayload(path: string | undefined, mustExist: boolean): string | undefined {
  if (path === undefined || path === '') return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (!mustExist && (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new InvalidEventError(`The event file ${path} cannot be read`, error);
  }
}

function repositoryUrl(payload: string | undefined): string | undefined {
  if (payload === undefined) return undefined;
  const parsed = JSON.parse(payload.replace(/^\uFEFF/, '')) as {repository?: {html_url?: unknown}};
  const url = parsed.repository?.html_url;
  return typeof url === 'string' && /^https?:\/\/[^\s"'<>]+$/.test(url) ? url : undefined;
}
