import {isJsonObject} from '../manifest/json';
import {RegistryError, type RegistryErrorCode, type RegistryMessage} from './registry-error';
import type {HttpAnswer} from './transport';

/** Who asks whom; for the texts of errors. */
export interface Speaker {
  readonly registry: string;
  /** The name of the account; `undefined` for anonymous. */
  readonly account: string | undefined;
}

const maxMessages = 5;
const maxMessageLength = 300;

/** The error for an answer that was not wanted. */
export function answerError(method: string, answer: HttpAnswer, speaker: Speaker): RegistryError {
  const errors = readMessages(answer.bytes);
  const code = classify(answer.status);
  const {pathname, host} = answer.url;
  const words = errors.map(({code, message}) => `${code}${message === '' ? '' : ` (${message})`}`).join('; ');
  const who = code === 'unauthorized' || code === 'denied' ? `, asked by ${describeAccount(speaker.account)},` : '';
  return new RegistryError(
    `${method} ${pathname} at ${host}${who} was answered ${answer.status}${words === '' ? '' : ` ${words}`}`,
    {
      code,
      method,
      path: pathname,
      status: answer.status,
      errors,
      retryAfterMs: parseRetryAfter(answer.headers['retry-after'], Date.now()),
      hint: hintFor(code, answer, speaker),
    },
  );
}

export function describeAccount(account: string | undefined): string {
  return account === undefined ? 'nobody in particular (no account)' : `the account "${account}"`;
}

function classify(status: number): RegistryErrorCode {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'denied';
  if (status === 404) return 'not-found';
  if (status === 413) return 'too-large';
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'server-error' : 'refused';
}

function hintFor(code: RegistryErrorCode, answer: HttpAnswer, {registry, account}: Speaker): string | undefined {
  if (code === 'unauthorized') {
    return account === undefined
      ? `run registry-login for ${registry} before this step, with an account that may do this.`
      : `check the password or API key of the account "${account}" at ${registry}: it is wrong, or it has run out.`;
  }
  if (code === 'denied') return `give ${describeAccount(account)} the right to do this at ${registry}.`;
  if (code === 'rate-limited') return `run this again later, or raise the rate limit of ${registry}.`;
  if (code === 'too-large')
    return `raise the body limit of ${registry} and of the proxy before it (client_max_body_size in nginx).`;
  if (answer.status === 507) return `free space on the disk of ${registry}, then run this again.`;
  if (answer.status === 415) {
    return `push the image in OCI format, or have ${registry} take Docker's (zot: "compat": ["docker2s2"] in http).`;
  }
  if (code === 'server-error') return `look into the log of ${registry}; when it is well again, run this again.`;
  if (answer.status === 400 && /HTTP request to an HTTPS server/.test(answer.bytes.toString('latin1'))) {
    return `leave plain-http out: ${registry} speaks TLS.`;
  }
  return undefined;
}

/**
 * The `errors[]` of an answer, or what comes close to it.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#error-codes
 */
function readMessages(bytes: Buffer): readonly RegistryMessage[] {
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch {
    return [];
  }
  if (!isJsonObject(json)) return [];
  // zot answers a wrong password with the entry alone, and token servers with {"details": …}.
  const list: readonly unknown[] = Array.isArray(json.errors) ? json.errors : [json];
  return list.slice(0, maxMessages).flatMap((entry) => {
    if (!isJsonObject(entry)) return [];
    const message = printable(entry.message ?? entry.details);
    const code = printable(entry.code);
    return code === '' && message === '' ? [] : [{code: code || 'error', message}];
  });
}

function printable(value: unknown): string {
  if (typeof value !== 'string') return '';
  // eslint-disable-next-line no-control-regex -- a registry's text must not steer the log
  const text = value.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ').trim();
  return text.length > maxMessageLength ? `${text.slice(0, maxMessageLength)}…` : text;
}

/**
 * @returns milliseconds from `nowMs`; `undefined` when the header is missing or says neither seconds nor a date
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*[0-9]{1,9}\s*$/.test(header)) return Number(header) * 1000;
  const dateMs = /[A-Za-z]/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs);
}
