import {createServer, type IncomingMessage} from 'node:http';
import type {AddressInfo} from 'node:net';
import {untilFileEnd} from '@gantry/testing';

export interface FakeRegistry {
  readonly address: string;
  /** The `authorization` headers that came, in order. */
  readonly seen: (string | undefined)[];
}

/** A server that knows one account and no images, for passwords and answers that no real registry is set up for. */
export async function startFakeRegistry(answer: (request: IncomingMessage) => number): Promise<FakeRegistry> {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    const status = answer(request);
    response.writeHead(status, status === 401 ? {'www-authenticate': 'Basic realm="fake"'} : {}).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  untilFileEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return {address: `127.0.0.1:${(server.address() as AddressInfo).port}`, seen};
}

/** Takes exactly this account. */
export function onlyFor(username: string, password: string): (request: IncomingMessage) => number {
  const wanted = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  return ({headers}) => (headers.authorization === wanted ? 200 : 401);
}
