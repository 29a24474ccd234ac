import type {ForgeEvent} from './event';
import {InvalidEventError} from './invalid-event-error';

type Json = Readonly<Record<string, unknown>>;

/**
 * Parses the payload of an event. Forgejo, Gitea and GitHub send the fields that are read here in the same form.
 *
 * @param name - the event's name as the runner states it; empty when it states none (`forgejo-runner exec`): then the
 *   shape of the payload decides
 * @param payload - the text of the event file; `undefined` when there is none
 * @throws InvalidEventError when the text is not a JSON object, or lacks a field of its kind
 * @see https://forgejo.org/docs/latest/user/actions/reference/#on
 */
export function parseEvent(name: string, payload: string | undefined): ForgeEvent {
  const json = parseObject(payload ?? '{}');
  const kind = name === '' ? guessKind(json) : name;
  switch (kind) {
    case 'push':
      return {
        kind,
        ref: fullRef(json, 'ref'),
        before: shaOrNone(json, 'before'),
        after: sha(json, 'after'),
      };
    case 'pull_request':
    case 'pull_request_target': {
      const pull = object(json, 'pull_request');
      const base = object(pull, 'base');
      return {
        kind: 'pull_request',
        baseBranch: text(base, 'ref'),
        baseSha: sha(base, 'sha'),
        headSha: sha(object(pull, 'head'), 'sha'),
      };
    }
    case 'workflow_dispatch':
      return {kind, ref: typeof json.ref === 'string' ? json.ref : '', inputs: stringEntries(json.inputs)};
    case 'schedule':
      return {kind};
    default:
      return {kind: 'other', name: kind};
  }
}

function guessKind(json: Json): string {
  if ('pull_request' in json) return 'pull_request';
  if ('before' in json && 'after' in json) return 'push';
  if ('workflow' in json && 'ref' in json) return 'workflow_dispatch';
  if ('schedule' in json) return 'schedule';
  return '';
}

function parseObject(payload: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(payload.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new InvalidEventError('The event payload is not JSON', error);
  }
  if (!isObject(value)) throw new InvalidEventError('The event payload is not a JSON object');
  return value;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function object(json: Json, key: string): Json {
  const value = json[key];
  if (!isObject(value)) throw new InvalidEventError(`The event payload has no object "${key}"`);
  return value;
}

function text(json: Json, key: string): string {
  const value = json[key];
  if (typeof value !== 'string' || value === '') throw new InvalidEventError(`The event payload has no text "${key}"`);
  return value;
}

function fullRef(json: Json, key: string): string {
  const value = text(json, key);
  if (!value.startsWith('refs/'))
    throw new InvalidEventError(`"${key}" of the event payload is not a full ref: ${value}`);
  return value;
}

function sha(json: Json, key: string): string {
  const value = text(json, key);
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value)) {
    throw new InvalidEventError(`"${key}" of the event payload is not a commit sha: ${value.slice(0, 80)}`);
  }
  return value;
}

function shaOrNone(json: Json, key: string): string | undefined {
  const value = sha(json, key);
  return /^0+$/.test(value) ? undefined : value;
}

function stringEntries(value: unknown): Record<string, string> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
