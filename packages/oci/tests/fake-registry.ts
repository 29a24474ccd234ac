import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {once} from 'node:events';
import {untilFileEnd} from '@gantry/testing';

export interface Seen {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly host: string | undefined;
  readonly body: Buffer;
}

export interface FakeServer {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  readonly seen: Seen[];
}

/** A local server that answers as it is told; for what no real registry does on demand. */
export async function fakeServer(
  answer: (seen: Seen, response: ServerResponse, incoming: IncomingMessage) => void,
): Promise<FakeServer> {
  const seen: Seen[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('error', () => response.destroy());
    incoming.on('end', () => {
      const request = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        authorization: incoming.headers.authorization,
        host: incoming.headers.host,
        body: Buffer.concat(chunks),
      };
      seen.push(request);
      answer(request, response, incoming);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  untilFileEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return {address: `127.0.0.1:${(server.address() as AddressInfo).port}`, seen};
}

/** Sends a whole answer. */
export function reply(
  response: ServerResponse,
  status: number,
  headers: Record<string, string | string[]> = {},
  body: Buffer | string = '',
): void {
  response.writeHead(status, headers).end(body);
}
