import {once} from 'node:events';
import {createServer, request as httpRequest, type IncomingMessage, type ServerResponse} from 'node:http';
import {request as httpsRequest} from 'node:https';
import type {AddressInfo} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import {findFault, type Fault, type SeenRequest} from './proxy-fault';
import {untilFileEnd} from './until-file-end';

/** A local HTTP server in front of another one, which counts and disturbs. */
export interface TestProxy {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  readonly url: string;
  /** Every request so far, in the order of their arrival. */
  readonly requests: readonly SeenRequest[];
  /** Adds a fault; the first that fits a request and has turns left is used. */
  inject(fault: Fault): void;
  /** Forgets requests and faults. */
  clear(): void;
  stop(): Promise<void>;
}

/**
 * Starts a proxy in front of `target`; it ends with the test file. `Host` passes through, so addresses that the target
 * makes from it lead through the proxy again.
 *
 * @param target.url - for example `http://127.0.0.1:5000`
 * @param target.certificate - whose authority to trust, when the target speaks HTTPS
 */
export async function createProxy(target: {
  readonly url: string;
  readonly certificate?: {readonly ca: string} | undefined;
}): Promise<TestProxy> {
  const requests: SeenRequest[] = [];
  const faults: Fault[] = [];
  const server = createServer((incoming, outgoing) => {
    const seen: SeenRequest = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      status: undefined,
      requestBytes: 0,
      responseBytes: 0,
    };
    requests.push(seen);
    incoming.on('data', (chunk: Buffer) => (seen.requestBytes += chunk.length));
    incoming.on('error', () => outgoing.destroy());
    answer(target, incoming, outgoing, seen, findFault(faults, seen)).catch(() => outgoing.destroy());
  });
  server.keepAliveTimeout = 1_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  untilFileEnd(stop);
  return {
    address,
    url: `http://${address}`,
    requests,
    inject: (fault) => void faults.push({...fault}),
    clear: () => {
      requests.length = 0;
      faults.length = 0;
    },
    stop,
  };
}

async function answer(
  target: Parameters<typeof createProxy>[0],
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  seen: SeenRequest,
  fault: Fault | undefined,
): Promise<void> {
  if (fault?.delayMs !== undefined) await sleep(fault.delayMs);
  if (fault?.cutRequestAfterBytes !== undefined) {
    const limit = fault.cutRequestAfterBytes;
    const cut = () => seen.requestBytes >= limit && incoming.socket.destroy();
    incoming.on('data', cut).on('end', () => incoming.socket.destroy());
    cut();
    return;
  }
  if (fault?.status !== undefined) {
    incoming.resume();
    await once(incoming, 'end');
    seen.status = fault.status;
    outgoing.writeHead(fault.status, fault.headers).end(seen.method === 'HEAD' ? undefined : (fault.body ?? ''));
    return;
  }
  const send = target.url.startsWith('https:') ? httpsRequest : httpRequest;
  const forwarded = send(new URL(seen.path, target.url), {
    method: seen.method,
    headers: incoming.headers,
    agent: false,
    ...(target.certificate ? {ca: target.certificate.ca} : {}),
  });
  incoming.pipe(forwarded);
  outgoing.on('close', () => forwarded.destroy());
  const [reply] = (await once(forwarded, 'response')) as [IncomingMessage];
  seen.status = reply.statusCode ?? 0;
  outgoing.writeHead(seen.status, {...reply.headers, ...fault?.headers});
  for await (const chunk of reply as AsyncIterable<Buffer>) {
    const left = (fault?.cutResponseAfterBytes ?? Infinity) - seen.responseBytes;
    const part = chunk.length > left ? chunk.subarray(0, left) : chunk;
    seen.responseBytes += part.length;
    if (!outgoing.write(part)) await once(outgoing, 'drain');
    if (part !== chunk) {
      // What was written has to leave the socket first, so that the client sees the start of a body.
      await sleep(20);
      outgoing.destroy();
      return;
    }
  }
  outgoing.end();
}
