import {Client, Connection, Context, GraphQLClient} from '@dagger.io/dagger/client';
import {createGraphqlFetch} from './graphql-fetch';

/** A session that listens on loopback. Whoever has the token may use everything that the session may. */
export interface SessionAddress {
  readonly port: number;
  readonly token: string;
}

/** The connection of one client to a session; nothing is sent yet. */
export function connectSession({port, token}: SessionAddress, signal?: AbortSignal): Connection {
  return new Connection(
    new GraphQLClient(`http://127.0.0.1:${port}/query`, {
      fetch: createGraphqlFetch(signal),
      headers: {authorization: `Basic ${Buffer.from(`${token}:`).toString('base64')}`},
    }),
  );
}

/** A Dagger client of a running session. */
export function connectClient(address: SessionAddress, signal?: AbortSignal): Client {
  return new Client(new Context([], connectSession(address, signal)));
}
