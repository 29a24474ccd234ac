import {RegistryError, type RegistryErrorCode} from '@gantry/oci';
import type {CommandError} from '@gantry/process';

/** What skopeo's words mean, the first that fits. It has one exit status for all of them. */
const kinds: readonly {code: RegistryErrorCode; status?: number; pattern: RegExp}[] = [
  {
    code: 'rate-limited',
    status: 429,
    pattern: /toomanyrequests|too many requests|\b(?:status|registry)[^"\n]{0,20} 429\b/i,
  },
  {
    code: 'server-error',
    status: 503,
    pattern: /\b(?:status|registry)[^"\n]{0,20} 5\d\d\b|blob upload (?:unknown|invalid)/i,
  },
  {code: 'denied', status: 403, pattern: /denied: |requested access to the resource is denied|\b403\b.*forbidden/i},
  {code: 'unauthorized', status: 401, pattern: /unauthorized|authentication required|invalid username\/password/i},
  {code: 'too-large', status: 413, pattern: /request entity too large|\b(?:status|registry)[^"\n]{0,20} 413\b/i},
  {code: 'tls', pattern: /x509: |tls: |server gave HTTP response to HTTPS client|http: server gave/i},
  {code: 'registry-unreachable', pattern: /no such host|connection refused|network is unreachable|no route to host/i},
  {code: 'timed-out', pattern: /i\/o timeout|TLS handshake timeout|context deadline exceeded|Client\.Timeout/i},
  {
    code: 'connection-lost',
    pattern:
      /connection reset|broken pipe|\bEOF\b|server closed|transport connection broken|use of closed network connection|\b(?:read|write) tcp /i,
  },
];

const transient: ReadonlySet<RegistryErrorCode> = new Set([
  'rate-limited',
  'server-error',
  'timed-out',
  'connection-lost',
]);

/** Whether pushing again may help. */
export function isTransientFailure(error: unknown): error is RegistryError {
  return error instanceof RegistryError && transient.has(error.code);
}

/**
 * A failed push as the error that the registry meant.
 *
 * @param account - who pushed, for the text; `undefined` when nobody was logged in
 * @returns `undefined` when skopeo failed for another reason than the registry
 */
export function explainPushFailure(
  error: CommandError,
  target: {
    readonly registry: string;
    readonly repository: string;
    readonly tag: string;
    readonly account: string | undefined;
  },
): RegistryError | undefined {
  const said = lastMessage(error.stderr);
  const kind = kinds.find(({pattern}) => pattern.test(said));
  if (kind === undefined) return undefined;
  const {registry, repository, tag} = target;
  return new RegistryError(`Pushing ${registry}/${repository}:${tag} failed: skopeo says: ${said}`, {
    code: kind.code,
    method: 'PUT',
    path: `/v2/${repository}/manifests/${tag}`,
    status: kind.status,
    hint: hintFor(kind.code, target),
    cause: error,
  });
}

/** skopeo's last word without its time and level: `time="…" level=fatal msg="…"`. */
export function lastMessage(stderr: string): string {
  const messages = [...stderr.matchAll(/level=fatal msg=("(?:[^"\\]|\\.)*")/g)];
  const last = messages.at(-1)?.[1];
  if (last === undefined) return stderr.trim().split('\n').at(-1) ?? '';
  try {
    // logrus quotes as Go does; for the texts of errors that is what JSON does too.
    return String(JSON.parse(last));
  } catch {
    return last.slice(1, -1);
  }
}

function hintFor(
  code: RegistryErrorCode,
  {registry, repository, account}: {registry: string; repository: string; account: string | undefined},
): string {
  const who = account === undefined ? 'an account' : `the account "${account}"`;
  if (code === 'unauthorized') return `run registry-login for \`${registry}\` before this step, with a valid password.`;
  if (code === 'denied') return `give ${who} the right to create in ${repository} at ${registry}.`;
  if (code === 'tls') {
    return `set ca-file when ${registry} has a certificate of your own authority, or plain-http when it has none.`;
  }
  if (code === 'too-large') return `raise the body limit of ${registry} and of the proxy before it.`;
  if (code === 'registry-unreachable') return `check the name \`${registry}\`, and that this machine can reach it.`;
  return `run this again later; look into the log of ${registry} if it stays so.`;
}
