import type {Credentials} from '../credentials/credentials';
import {answerError, type Speaker} from './answer-error';
import {createAuthorizer, type Access} from './authorizer';
import {fetchToken} from './fetch-token';
import {createLimit} from './limit';
import {followRedirects} from './redirects';
import {defaultRetryPolicy, withRetries, type RetryPolicy} from './retry';
import {createTransport, type HttpAnswer, type StreamedBody} from './transport';

export interface SessionOptions {
  /** `host` or `host:port`. */
  readonly registry: string;
  readonly credentials?: Credentials | undefined;
  /** Speak HTTP without TLS. Default: false. */
  readonly plainHttp?: boolean | undefined;
  /** Certificates in PEM that are trusted besides the usual ones. */
  readonly ca?: string | undefined;
  readonly log?: {info(line: string): void; warning(line: string): void} | undefined;
  /** For one request; for a blob, for the time in which not a byte moves. In milliseconds. Default: one minute. */
  readonly timeoutMs?: number | undefined;
  /** Requests at once. Default: 8. */
  readonly maxParallel?: number | undefined;
  readonly retry?: Partial<RetryPolicy> | undefined;
}

export interface SessionRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH';
  /** A path below the registry, or the URL that the registry answered with. */
  readonly target: string | URL;
  readonly access?: Access;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | StreamedBody;
  /** Statuses that are answers; every other one is an error. */
  readonly accept: readonly number[];
  readonly maxAnswerBytes?: number;
  /** Much data: the time limit is for silence alone. */
  readonly bulk?: boolean;
  /** `false` when the caller repeats more than this request. */
  readonly retry?: false;
}

/** Talks with one registry: authorization, redirects of reads, retries, and a limit of requests at once. */
export interface Session extends Speaker {
  readonly plainHttp: boolean;
  send(request: SessionRequest): Promise<HttpAnswer>;
  retrying<Result>(work: () => Promise<Result>): Promise<Result>;
}

const defaultTimeoutMs = 60_000;
const defaultMaxParallel = 8;

export function createSession(options: SessionOptions): Session {
  const {registry, credentials, log, plainHttp = false, timeoutMs = defaultTimeoutMs} = options;
  const account = credentials?.username;
  // The name in references is not the name of the server there.
  const host = registry === 'docker.io' ? 'registry-1.docker.io' : registry;
  const base = new URL(`${plainHttp ? 'http' : 'https'}://${host}`);
  const transport = createTransport({ca: options.ca});
  const limited = createLimit(options.maxParallel ?? defaultMaxParallel);
  const policy = {...defaultRetryPolicy, ...options.retry};
  const speaker = {registry, account};
  const authorizer = createAuthorizer(credentials, (request) =>
    fetchToken(request, credentials, {...speaker, transport, timeoutMs, plainHttp}),
  );

  const exchange = (request: SessionRequest, url: URL, authorization: string | undefined) =>
    followRedirects(
      transport,
      {
        method: request.method,
        url,
        headers: {'user-agent': 'gantry', ...request.headers, ...(authorization === undefined ? {} : {authorization})},
        ...(request.body === undefined ? {} : {body: request.body}),
        maxAnswerBytes: request.maxAnswerBytes ?? 64 * 1024,
        timeoutMs,
        bulk: request.bulk ?? false,
      },
      plainHttp,
    );

  let greeting: Promise<void> | undefined;
  /** With credentials, every request is made in their name, so the registry is asked first how it wants them. */
  const greet = () =>
    (greeting ??= exchange({method: 'GET', target: '/v2/', accept: []}, new URL('/v2/', base), undefined).then(
      (answer) => authorizer.learn(answer.headers['www-authenticate']),
      (error: unknown) => {
        greeting = undefined;
        throw error;
      },
    ));

  async function sendOnce(request: SessionRequest): Promise<HttpAnswer> {
    const url = new URL(request.target, base);
    const isOwn = url.host === base.host;
    if (credentials && isOwn && !authorizer.knowsChallenge) await greet();
    const sent = isOwn ? await authorizer.headerFor(request.access) : undefined;
    let answer = await exchange(request, url, sent);
    if (answer.status === 401 && answer.url.host === base.host) {
      const next = await authorizer.renew(answer.headers['www-authenticate'], request.access, sent);
      if (next !== undefined) answer = await exchange(request, url, next);
    }
    if (request.accept.includes(answer.status)) return answer;
    throw answerError(request.method, answer, speaker);
  }

  return {
    ...speaker,
    plainHttp,
    send: (request) => {
      const once = () => limited(() => sendOnce(request));
      return request.retry === false ? once() : withRetries(once, policy, log);
    },
    retrying: (work) => withRetries(work, policy, log),
  };
}
