import {request} from 'node:http';

/**
 * `fetch` for the requests of a Dagger client. A request lasts as long as a build, and Node's own fetch gives up after five
 * minutes without an answer.
 *
 * @param signal - ends every request; the engine stops the work of a client that hangs up
 */
export function createGraphqlFetch(signal: AbortSignal | undefined): typeof fetch {
  return (input, init) =>
    new Promise((resolve, reject) => {
      const url = input instanceof Request ? input.url : input;
      const sent = request(
        url,
        {
          method: init?.method ?? 'POST',
          headers: Object.fromEntries(new Headers(init?.headers).entries()),
          ...(signal === undefined ? {} : {signal}),
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () => {
            const headers = {'content-type': answer.headers['content-type'] ?? 'application/json'};
            resolve(new Response(Buffer.concat(chunks), {status: answer.statusCode ?? 500, headers}));
          });
        },
      );
      sent.on('error', reject);
      sent.end(init?.body as string);
    });
}
