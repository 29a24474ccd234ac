import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {dirname, basename} from 'node:path';
import {gitEnvironment, untilFileEnd, type GitRepository} from '@gantry/testing';

/**
 * Serves a repository over http by git's own CGI program.
 *
 * @param authorization - the header that every request has to have
 * @returns its address
 */
export async function serveOverHttp(repository: GitRepository, authorization?: string): Promise<string> {
  const server = createServer((request, response) => {
    if (authorization !== undefined && request.headers.authorization !== authorization) {
      response.writeHead(401, {'www-authenticate': 'Basic realm="test"'}).end();
      return;
    }
    const url = new URL(request.url ?? '/', 'http://localhost');
    const protocol = request.headers['git-protocol'];
    const child = spawn('git', ['http-backend'], {
      env: {
        ...gitEnvironment(),
        GIT_PROJECT_ROOT: dirname(repository.root),
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: decodeURIComponent(url.pathname),
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        ...(request.headers['content-encoding'] ? {HTTP_CONTENT_ENCODING: request.headers['content-encoding']} : {}),
        ...(typeof protocol === 'string' ? {GIT_PROTOCOL: protocol} : {}),
      },
    });
    request.pipe(child.stdin);
    child.stdin.on('error', () => undefined);
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('close', () => {
      const output = Buffer.concat(chunks);
      const end = output.indexOf('\r\n\r\n');
      for (const line of output.toString('latin1', 0, end).split('\r\n')) {
        const [name = '', value = ''] = line.split(': ');
        if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
        else response.setHeader(name, value);
      }
      response.end(output.subarray(end + 4));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  untilFileEnd(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/${basename(repository.root)}`;
}
