import {RegistryError, type RegistryErrorCode} from './registry-error';

const unreachableCodes = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EACCES']);
const lostCodes = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ETIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE']);

/** The error for a request that got no complete answer, told apart by what a person can do about it. */
export function describeConnectionFailure(error: unknown, method: string, url: URL): RegistryError {
  const systemCode = codeOf(error);
  const text = firstLine(error);
  const code = classify(systemCode, text);
  const what = `${method} ${url.pathname} at ${url.host}`;
  return new RegistryError(`${what} got no answer: ${sentenceFor(code, systemCode, text, url)}`, {
    code,
    method,
    path: url.pathname,
    hint: hintFor(code, systemCode, url),
    cause: error,
  });
}

function classify(systemCode: string, text: string): RegistryErrorCode {
  if (unreachableCodes.has(systemCode)) return 'registry-unreachable';
  if (lostCodes.has(systemCode) || text === 'socket hang up' || text === 'aborted') return 'connection-lost';
  if (/^(?:CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO|HOSTNAME_MISMATCH)/.test(systemCode)) {
    return 'tls';
  }
  // The answer is no HTTP, such as that of a TLS server asked in plain text.
  if (systemCode.startsWith('HPE_')) return 'invalid-response';
  return 'connection-lost';
}

function sentenceFor(code: RegistryErrorCode, systemCode: string, text: string, url: URL): string {
  if (code === 'connection-lost') return `the connection was cut (${systemCode || text})`;
  if (code === 'invalid-response') return `what answers there does not speak HTTP (${systemCode})`;
  if (code === 'tls' && systemCode === 'EPROTO') return 'what answers there does not speak TLS';
  if (code === 'tls') return `its certificate is not trusted (${systemCode}: ${text})`;
  if (systemCode === 'ENOTFOUND' || systemCode === 'EAI_AGAIN') {
    return `the name ${url.hostname} could not be resolved (${systemCode})`;
  }
  return systemCode === 'ECONNREFUSED'
    ? 'nothing listens there (ECONNREFUSED)'
    : `it cannot be reached (${systemCode})`;
}

function hintFor(code: RegistryErrorCode, systemCode: string, url: URL): string | undefined {
  if (code === 'tls' && systemCode === 'EPROTO') return `set plain-http if ${url.host} has no TLS.`;
  if (code === 'tls') return `give the certificate of the authority that signed for ${url.host} with ca-file.`;
  if (code === 'invalid-response')
    return `check the port of ${url.host}, and whether it speaks TLS: then leave plain-http out.`;
  if (code === 'registry-unreachable') {
    return `check the name and the port of ${url.host}, and that this machine can reach it.`;
  }
  return undefined;
}

function codeOf(error: unknown): string {
  const code = (error as {code?: unknown} | undefined)?.code;
  return typeof code === 'string' ? code : '';
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
