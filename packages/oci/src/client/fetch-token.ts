import {registerSecret} from '@gantry/errors';
import {isJsonObject} from '../manifest/json';
import type {Credentials} from '../credentials/credentials';
import {answerError, type Speaker} from './answer-error';
import {followRedirects} from './redirects';
import {RegistryError} from './registry-error';
import type {Transport} from './transport';

export interface TokenRequest {
  readonly realm: string;
  readonly service: string | undefined;
  readonly scopes: readonly string[];
}

export interface Token {
  readonly value: string;
  /** Unix time in milliseconds. */
  readonly expiresAtMs: number;
}

/** What a token lives when its server does not say so. */
const defaultLifetimeSeconds = 60;
const maxTokenAnswerBytes = 1024 * 1024;

/**
 * Gets a Bearer token: anonymous, with Basic credentials, or with an identity token.
 *
 * @throws RegistryError `insecure` when credentials would travel without TLS, `unauthorized` when they are refused
 * @see https://distribution.github.io/distribution/spec/auth/token/
 * @see https://distribution.github.io/distribution/spec/auth/oauth/
 */
export async function fetchToken(
  request: TokenRequest,
  credentials: Credentials | undefined,
  speaker: Speaker & {transport: Transport; timeoutMs: number; plainHttp: boolean},
): Promise<Token> {
  const url = parseRealm(request.realm, speaker);
  const common = {maxAnswerBytes: maxTokenAnswerBytes, timeoutMs: speaker.timeoutMs};
  const isIdentityToken = credentials?.username === '<token>';
  const parameters = isIdentityToken ? new URLSearchParams() : url.searchParams;
  if (request.service !== undefined) parameters.set('service', request.service);
  if (isIdentityToken) parameters.set('scope', request.scopes.join(' '));
  else for (const scope of request.scopes) parameters.append('scope', scope);
  if (isIdentityToken) {
    parameters.set('grant_type', 'refresh_token');
    parameters.set('client_id', 'gantry');
    parameters.set('refresh_token', credentials.password);
  }
  const answer = isIdentityToken
    ? await speaker.transport({
        ...common,
        method: 'POST',
        url,
        headers: {'content-type': 'application/x-www-form-urlencoded'},
        body: Buffer.from(parameters.toString()),
      })
    : await followRedirects(
        speaker.transport,
        {...common, method: 'GET', url, headers: credentials ? {authorization: basicAuthorization(credentials)} : {}},
        speaker.plainHttp,
      );
  if (answer.status !== 200) throw answerError(isIdentityToken ? 'POST' : 'GET', answer, speaker);
  return readToken(answer.bytes, url);
}

export function basicAuthorization({username, password}: Credentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function parseRealm(realm: string, speaker: {registry: string; plainHttp: boolean}): URL {
  let url: URL | undefined;
  try {
    url = new URL(realm);
  } catch {
    url = undefined;
  }
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && speaker.plainHttp)) return url;
  throw new RegistryError(`${speaker.registry} sends its clients to a token server that is not reached by TLS`, {
    code: 'insecure',
    method: 'GET',
    path: url?.pathname ?? '',
    hint: `correct the realm in the configuration of ${speaker.registry}: it must begin with https://.`,
  });
}

function readToken(bytes: Buffer, url: URL): Token {
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch {
    json = undefined;
  }
  const fields = isJsonObject(json) ? json : {};
  const value = [fields.token, fields.access_token].find((field) => typeof field === 'string' && field !== '');
  if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
    throw new RegistryError(`The token server ${url.host} answered without a token`, {
      code: 'invalid-response',
      method: 'GET',
      path: url.pathname,
      status: 200,
    });
  }
  registerSecret(value);
  const seconds = fields.expires_in;
  const lifetime = typeof seconds === 'number' && seconds > 0 ? seconds : defaultLifetimeSeconds;
  // Renewed a little early, so that it does not run out on its way.
  return {value, expiresAtMs: Date.now() + lifetime * 900};
}
