import http from 'node:http';
import https from 'node:https';
import type {Readable} from 'node:stream';
import {rootCertificates} from 'node:tls';
import {GantryError} from '@gantry/errors';
import {describeConnectionFailure} from './connection-failure';
import {RegistryError} from './registry-error';

/** A body whose length is known before it is read; each `open` gives a fresh stream from its beginning. */
export interface StreamedBody {
  readonly sizeBytes: number;
  open(): Readable;
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer | StreamedBody;
  /** The longest answer that is read; a longer one is an error. Error answers are cut off instead. */
  readonly maxAnswerBytes: number;
  /** For the whole exchange; when `bulk`, for the time in which not a byte moves. In milliseconds. */
  readonly timeoutMs: number;
  readonly bulk?: boolean;
}

export interface HttpAnswer {
  readonly url: URL;
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly bytes: Buffer;
}

export type Transport = (request: HttpRequest) => Promise<HttpAnswer>;

const maxErrorAnswerBytes = 64 * 1024;

/**
 * One exchange with one server over kept-alive connections. No redirects, no retries, no authorization: those are
 * decided above. Idle connections do not keep the process alive.
 *
 * @param options.ca - certificates in PEM that are trusted besides the usual ones
 */
export function createTransport(options: {ca?: string | undefined} = {}): Transport {
  const trust = options.ca === undefined ? {} : {ca: [...rootCertificates, options.ca]};
  const plainAgent = new http.Agent({keepAlive: true});
  const tlsAgent = new https.Agent({
    keepAlive: true,
    ...trust,
  });
  return async (request) => {
    try {
      return await exchange(request, {agent: request.url.protocol === 'https:' ? tlsAgent : plainAgent});
    } catch (error) {
      // A server may close an idle connection at the moment it is used again: that says nothing about the server.
      if (!(error instanceof StaleConnection)) throw error;
      return exchange(request, {agent: false, ...trust});
    }
  };
}

class StaleConnection extends Error {}

function exchange(request: HttpRequest, connection: https.RequestOptions): Promise<HttpAnswer> {
  const {method, url, timeoutMs} = request;
  return new Promise((resolve, reject) => {
    const size = request.body === undefined ? undefined : bodySize(request.body);
    const outgoing = (url.protocol === 'https:' ? https : http).request(url, {
      method,
      ...connection,
      headers: {...request.headers, ...(size === undefined ? {} : {'content-length': String(size)})},
    });
    let answered = false;
    let settled = false;
    let timer = setTimeout(expire, timeoutMs);
    const progress = () => {
      if (request.bulk && !settled) {
        clearTimeout(timer);
        timer = setTimeout(expire, timeoutMs);
      }
    };
    function expire(): void {
      const limit = request.bulk ? `sent nothing for ${timeoutMs / 1000} s` : `took longer than ${timeoutMs / 1000} s`;
      const message = `${method} ${url.pathname} at ${url.host} got no answer: it ${limit}`;
      settle(() => reject(new RegistryError(message, {code: 'timed-out', method, path: url.pathname})));
      outgoing.destroy();
    }
    function settle(act: () => void): void {
      clearTimeout(timer);
      answered = true;
      settled = true;
      act();
    }
    outgoing.on('error', (error) => {
      if (answered) return;
      // A streamed body may have arrived in part: that is for the caller, who begins its upload anew.
      const isWhole = request.body === undefined || Buffer.isBuffer(request.body);
      const isStale = outgoing.reusedSocket && isWhole && (error as {code?: string}).code === 'ECONNRESET';
      settle(() => reject(isStale ? new StaleConnection() : describeConnectionFailure(error, method, url)));
    });
    outgoing.on('response', (incoming) => {
      answered = true;
      readAnswer(incoming, request, progress).then(
        (bytes) => {
          settle(() => resolve({url, status: incoming.statusCode ?? 0, headers: incoming.headers, bytes}));
          // Refused before the whole body was sent: nothing else can go over this connection.
          if (!outgoing.writableEnded) outgoing.destroy();
        },
        (error: unknown) =>
          settle(() => reject(error instanceof GantryError ? error : describeConnectionFailure(error, method, url))),
      );
    });
    writeBody(outgoing, request.body, progress, () => answered).catch((error: unknown) => {
      if (answered) return;
      settle(() => reject(error instanceof Error ? error : new Error(String(error))));
      outgoing.destroy();
    });
  });
}

function bodySize(body: Buffer | StreamedBody): number {
  return Buffer.isBuffer(body) ? body.length : body.sizeBytes;
}

async function writeBody(
  outgoing: http.ClientRequest,
  body: Buffer | StreamedBody | undefined,
  progress: () => void,
  isAnswered: () => boolean,
): Promise<void> {
  if (body === undefined || Buffer.isBuffer(body)) return void outgoing.end(body);
  const ended = new Promise<void>((resolve) => {
    outgoing.once('response', () => resolve());
    outgoing.once('close', () => resolve());
  });
  let sentBytes = 0;
  for await (const chunk of body.open() as AsyncIterable<Buffer>) {
    // An answer before the end of the body is a refusal; leaving the loop closes the source.
    if (isAnswered() || outgoing.destroyed) return;
    sentBytes += chunk.length;
    if (sentBytes > body.sizeBytes) break;
    if (!outgoing.write(chunk)) await Promise.race([new Promise((resolve) => outgoing.once('drain', resolve)), ended]);
    progress();
  }
  if (sentBytes === body.sizeBytes) return void outgoing.end();
  throw new GantryError(
    `A blob was announced with ${body.sizeBytes} bytes and is ${sentBytes < body.sizeBytes ? 'shorter' : 'longer'}`,
    {
      code: 'size-mismatch',
      hint: 'build the image again; its files were changed while they were read, or its manifest is wrong.',
    },
  );
}

async function readAnswer(incoming: http.IncomingMessage, request: HttpRequest, progress: () => void): Promise<Buffer> {
  const isError = (incoming.statusCode ?? 0) >= 300;
  const limit = isError ? maxErrorAnswerBytes : request.maxAnswerBytes;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    progress();
    size += chunk.length;
    if (size > limit) {
      if (isError) return Buffer.concat(chunks);
      const {method, url} = request;
      throw new RegistryError(`${method} ${url.pathname} at ${url.host} was answered with more than ${limit} bytes`, {
        code: 'invalid-response',
        method,
        path: url.pathname,
        status: incoming.statusCode,
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
