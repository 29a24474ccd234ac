import {randomBytes} from 'node:crypto';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {Client} from '@dagger.io/dagger/client';

/**
 * Whether the engine reaches loopback ports of this machine by itself: it does when it runs beside us, and not when it runs
 * in a container or elsewhere. Asked, not guessed from its address: it fetches a word from a port of ours.
 */
export async function sharesLoopback(dag: Client): Promise<boolean> {
  const word = randomBytes(16).toString('hex');
  const server = createServer((_request, response) => response.end(word));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const {port} = server.address() as AddressInfo;
    return (await dag.http(`http://127.0.0.1:${port}/${word}`).contents()) === word;
  } catch {
    return false;
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
