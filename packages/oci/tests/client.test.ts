import type {ServerResponse} from 'node:http';
import {createServer as createTcpServer, type AddressInfo} from 'node:net';
import {once} from 'node:events';
import {describeError} from '@gantry/errors';
import {temporaryFolder, createCertificate, testWith, untilFileEnd} from '@gantry/testing';
import {createServer as createTlsServer} from 'node:https';
import {readFileSync} from 'node:fs';
import {createRegistryClient, digestOf, mediaTypes, type RegistryClientOptions} from '../src';
import {fakeServer, reply} from './fake-registry';
import {blobOf, testImage} from './test-image';

const image = testImage('x');
const manifestHeaders = {'content-type': mediaTypes.ociManifest, 'docker-content-digest': image.digest};
const ci = {username: 'ci', password: 'correct horse'};
const basicOfCi = `Basic ${Buffer.from('ci:correct horse').toString('base64')}`;

function clientOf(address: string, options: Partial<RegistryClientOptions> = {}) {
  return createRegistryClient({
    registry: address,
    plainHttp: true,
    retry: {firstWaitMs: 5, maxRetries: 2},
    timeoutMs: 2_000,
    ...options,
  });
}

/** A server that answers everything by TLS, with a certificate of its own authority. */
async function tlsServer(answer: (response: ServerResponse) => void): Promise<{address: string; ca: string}> {
  const certificate = await createCertificate(temporaryFolder());
  const keys = {cert: readFileSync(certificate.certificateFile), key: readFileSync(certificate.keyFile)};
  const server = createTlsServer(keys, (_, response) => answer(response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  untilFileEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return {address: `127.0.0.1:${(server.address() as AddressInfo).port}`, ca: certificate.ca};
}

describe('digests', () => {
  test('a HEAD without the digest is followed by a GET, and the body is hashed', async () => {
    const server = await fakeServer(({method}, response) =>
      method === 'HEAD'
        ? reply(response, 200, {'content-type': mediaTypes.ociManifest, 'content-length': '5'})
        : reply(response, 200, {'content-type': `${mediaTypes.ociManifest}; charset=utf-8`}, image.manifest.bytes),
    );
    expect(await clientOf(server.address).resolve('a/b', 'v1')).toEqual({
      mediaType: mediaTypes.ociManifest,
      digest: image.digest,
      sizeBytes: image.manifest.bytes.length,
    });
    expect(server.seen.map(({method}) => method)).toEqual(['HEAD', 'GET']);
  });

  test.each([
    {name: 'a manifest that is not what was asked for', reference: digestOf(Buffer.from('other')), headers: {}},
    {name: 'a header that lies', reference: 'v1', headers: {'docker-content-digest': digestOf(Buffer.from('other'))}},
  ])('$name is an error', async ({reference, headers}) => {
    const server = await fakeServer((_, response) =>
      reply(response, 200, {'content-type': mediaTypes.ociManifest, ...headers}, image.manifest.bytes),
    );
    const failure = clientOf(server.address).readManifest('a/b', reference);
    await expect(failure).rejects.toMatchObject({code: 'digest-mismatch'});
    await expect(failure).rejects.toThrow(
      `was answered with ${image.digest} instead of ${digestOf(Buffer.from('other'))}`,
    );
    expect(server.seen).toHaveLength(1);
  });

  test('a HEAD by digest that is answered with another one is an error', async () => {
    const server = await fakeServer((_, response) => reply(response, 200, {...manifestHeaders, 'content-length': '1'}));
    await expect(clientOf(server.address).resolve('a/b', digestOf(Buffer.from('other')))).rejects.toMatchObject({
      code: 'digest-mismatch',
    });
  });

  test('a blob that is not what was asked for is an error, and so is one that is longer than it may be', async () => {
    const server = await fakeServer((_, response) => reply(response, 200, {}, 'something'));
    const {digest} = blobOf(Buffer.from('other'));
    await expect(clientOf(server.address).readBlob('a/b', digest, 100)).rejects.toMatchObject({
      code: 'digest-mismatch',
    });
    await expect(clientOf(server.address).readBlob('a/b', digest, 5)).rejects.toThrow(/more than 5 bytes/);
  });

  test('a registry that stored something else is an error', async () => {
    const server = await fakeServer((_, response) =>
      reply(response, 201, {'docker-content-digest': digestOf(Buffer.from('other'))}),
    );
    await expect(clientOf(server.address).putManifest('a/b', image.manifest, ['v1'])).rejects.toMatchObject({
      code: 'digest-mismatch',
    });
  });

  test('a digest that is none is an error', async () => {
    const server = await fakeServer((_, response) => reply(response, 200, {'docker-content-digest': 'sha256:../../x'}));
    await expect(clientOf(server.address).resolve('a/b', 'v1')).rejects.toMatchObject({code: 'invalid-response'});
  });
});

describe('several tags', () => {
  test('those that the registry does not confirm are put one by one', async () => {
    const server = await fakeServer(({method, path}, response) => {
      if (method === 'HEAD') return reply(response, 404);
      return reply(response, 201, path.includes('?') ? {'oci-tag': ['a', 'c']} : {});
    });
    await clientOf(server.address).putManifest('n/a', image.manifest, ['a', 'b', 'c', 'b']);
    expect(server.seen.map(({path}) => path)).toEqual([
      `/v2/n/a/manifests/${image.digest}?tag=a&tag=b&tag=c`,
      '/v2/n/a/manifests/b',
    ]);
    expect(server.seen.every(({body}) => body.equals(image.manifest.bytes))).toBe(true);
  });

  test('bytes that are not those of the digest are never sent', async () => {
    const server = await fakeServer((_, response) => reply(response, 201));
    const damaged = {...image.manifest, bytes: Buffer.from('{}')};
    await expect(clientOf(server.address).putManifest('a/b', damaged, ['v1'])).rejects.toMatchObject({
      code: 'invalid-manifest',
    });
    expect(server.seen).toEqual([]);
  });
});

describe('tags in pages', () => {
  test('all are read, the bad ones left out', async () => {
    const pages: Record<string, [string[], string?]> = {
      '/v2/a/tags/list?n=1000': [['a', 'b'], '/v2/a/tags/list?last=b&n=2'],
      '/v2/a/tags/list?last=b&n=2': [['c', 'b', '../x', 'bad tag'], 'list?last=c'],
      '/v2/a/tags/list?last=c': [['d']],
    };
    const server = await fakeServer(({path}, response) => {
      const [tags, next] = pages[path] ?? [[]];
      reply(response, 200, next ? {link: `<${next}>; rel="next"`} : {}, JSON.stringify({name: 'a', tags}));
    });
    expect(await clientOf(server.address).listTags('a')).toEqual(['a', 'b', 'c', 'd']);
  });

  test.each([
    {name: 'that never end', link: '</v2/a/tags/list?n=5>; rel="next"', words: /pages that never end/},
    {name: 'of another list', link: '</v2/other/tags/list>; rel="next"', words: /not of this list/},
  ])('pages $name are an error', async ({link, words}) => {
    const server = await fakeServer((_, response) => reply(response, 200, {link}, '{"tags":["a"]}'));
    await expect(clientOf(server.address).listTags('a')).rejects.toThrow(words);
  });

  test('a next page on another server is asked for here, so nothing leaves', async () => {
    const other = await fakeServer((_, response) => reply(response, 200, {}, '{"tags":["stolen"]}'));
    const server = await fakeServer(({path}, response) =>
      path.endsWith('n=1000')
        ? reply(response, 200, {link: `<http://${other.address}/v2/a/tags/list?last=a>; rel="next"`}, '{"tags":["a"]}')
        : reply(response, 200, {}, '{"tags":["b"]}'),
    );
    expect(await clientOf(server.address).listTags('a')).toEqual(['a', 'b']);
    expect(other.seen).toEqual([]);
  });

  test('a repository without tags, or without existence, has none', async () => {
    const server = await fakeServer(({path}, response) =>
      path.startsWith('/v2/none/') ? reply(response, 404) : reply(response, 200, {}, '{"name":"a","tags":null}'),
    );
    expect(await clientOf(server.address).listTags('a')).toEqual([]);
    expect(await clientOf(server.address).listTags('none')).toEqual([]);
  });
});

describe('redirects of blobs', () => {
  test('are followed, and another host never gets the authorization', async () => {
    const blob = blobOf(Buffer.from('content'));
    const store = await fakeServer((_, response) => reply(response, 200, {}, blob.bytes));
    const server = await fakeServer(({path, authorization}, response) => {
      if (authorization !== basicOfCi) return reply(response, 401, {'www-authenticate': 'Basic realm="x"'});
      return path === '/here'
        ? reply(response, 307, {location: `http://${store.address}/signed?key=secret`})
        : reply(response, 307, {location: '/here'});
    });
    const client = clientOf(server.address, {credentials: ci});
    expect(await client.readBlob('a/b', blob.digest, 100)).toEqual(blob.bytes);
    expect(server.seen.at(-1)).toMatchObject({path: '/here', authorization: basicOfCi});
    expect(store.seen).toMatchObject([{path: '/signed?key=secret', authorization: undefined}]);
  });

  test('a 401 of another host is not answered with the credentials, and the signed query is not shown', async () => {
    const store = await fakeServer((_, response) => reply(response, 401, {'www-authenticate': 'Basic realm="give"'}));
    const server = await fakeServer((_, response) =>
      reply(response, 307, {location: `http://${store.address}/signed?key=secret`}),
    );
    const failure = clientOf(server.address, {credentials: ci}).readBlob('a/b', image.digest, 100);
    await expect(failure).rejects.toMatchObject({
      code: 'unauthorized',
      message: expect.not.stringContaining('secret') as string,
    });
    expect(store.seen.map(({authorization}) => authorization)).not.toContain(basicOfCi);
  });

  test('that never end are an error', async () => {
    const server = await fakeServer((_, response) => reply(response, 302, {location: '/v2/again'}));
    await expect(clientOf(server.address).readBlob('a/b', image.digest, 9)).rejects.toThrow(/redirected 5 times/);
  });
});

describe('uploads', () => {
  const blob = blobOf(Buffer.alloc(300_000, 'blob'));

  test('go where Location says, relative or absolute, and keep its query', async () => {
    for (const absolute of [false, true]) {
      const server = await fakeServer(({method, host}, response) => {
        if (method === 'HEAD') return reply(response, 404);
        if (method === 'PUT') return reply(response, 201);
        return reply(response, 202, {location: `${absolute ? `http://${host}` : ''}/up/1?_state=a%2Bb%3D`});
      });
      expect(await clientOf(server.address).uploadBlob('a/b', blob)).toBe('uploaded');
      const last = server.seen.at(-1);
      expect(last?.path).toBe(`/up/1?_state=a%2Bb%3D&digest=${encodeURIComponent(blob.digest)}`);
      expect(last?.body.equals(blob.bytes)).toBe(true);
    }
  });

  test('a failed one begins again from its start, in a new session, with the log telling', async () => {
    const lines: string[] = [];
    let session = 0;
    const server = await fakeServer(({method}, response) => {
      if (method === 'HEAD') return reply(response, 404);
      if (method === 'POST') return reply(response, 202, {location: `/up/${++session}`});
      return reply(response, session === 1 ? 503 : 201);
    });
    let opened = 0;
    const counted = {...blob, open: () => (opened++, blob.open())};
    const log = {info: () => undefined, warning: (line: string) => void lines.push(line)};
    expect(await clientOf(server.address, {log}).uploadBlob('a/b', counted)).toBe('uploaded');
    expect(opened).toBe(2);
    expect(server.seen.filter(({method}) => method === 'PUT').map(({path}) => path.split('?')[0])).toEqual([
      '/up/1',
      '/up/2',
    ]);
    expect(lines).toEqual([
      expect.stringMatching(/^PUT \/up\/1 at .* was answered 503; trying again in 0\.0 s \(1 of 2\)$/),
    ]);
  });

  test('one that is there after a lost answer is not sent again', async () => {
    let stored = false;
    const server = await fakeServer(({method}, response, incoming) => {
      if (method === 'HEAD') return reply(response, stored ? 200 : 404);
      if (method === 'POST') return reply(response, 202, {location: '/up/1'});
      stored = true;
      incoming.socket.destroy();
    });
    expect(await clientOf(server.address).uploadBlob('a/b', blob)).toBe('exists');
    expect(server.seen.filter(({method}) => method === 'PUT')).toHaveLength(1);
  });

  test('a stream that is shorter or longer than announced fails, and is not repeated', async () => {
    const server = await fakeServer(({method}, response) =>
      method === 'HEAD' ? reply(response, 404) : reply(response, method === 'POST' ? 202 : 201, {location: '/up'}),
    );
    const wrong = (sizeBytes: number) => clientOf(server.address).uploadBlob('a/b', {...blob, sizeBytes});
    await expect(wrong(300_001)).rejects.toMatchObject({
      code: 'size-mismatch',
      message: expect.stringContaining('shorter') as string,
    });
    await expect(wrong(299_999)).rejects.toMatchObject({
      code: 'size-mismatch',
      message: expect.stringContaining('longer') as string,
    });
    expect(server.seen.filter(({method}) => method === 'POST')).toHaveLength(2);
  });

  test('a refusal that comes before the body was sent is read', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (data) => {
        const line = data.toString('latin1').split('\r\n')[0] ?? '';
        if (line.startsWith('HEAD')) socket.write('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n');
        if (line.startsWith('POST'))
          socket.write('HTTP/1.1 202 Accepted\r\nlocation: /up\r\ncontent-length: 0\r\n\r\n');
        if (line.startsWith('PUT')) {
          socket.pause();
          socket.write('HTTP/1.1 403 Forbidden\r\ncontent-length: 26\r\n\r\n{"errors":[{"code":"NO"}]}');
        }
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    untilFileEnd(() => void server.close());
    const huge = blobOf(Buffer.alloc(20_000_000));
    const failure = clientOf(`127.0.0.1:${(server.address() as AddressInfo).port}`).uploadBlob('a/b', huge);
    await expect(failure).rejects.toMatchObject({code: 'denied', status: 403, errors: [{code: 'NO'}]});
  });

  test('an address that carries credentials is refused', async () => {
    const server = await fakeServer(({method, host}, response) =>
      method === 'HEAD' ? reply(response, 404) : reply(response, 202, {location: `http://a:b@${host}/up`}),
    );
    await expect(clientOf(server.address).uploadBlob('a/b', blob)).rejects.toThrow(/no usable URL/);
  });
});

describe('authorization', () => {
  interface TokenServer {
    address: string;
    requests: {scopes: string[]; authorization: string | undefined; body: string}[];
  }

  /** A registry that takes tokens of a token server; `valid` decides which credentials get one. */
  async function bearerRegistry(
    options: {valid?: (authorization: string | undefined) => boolean; lifetimeSeconds?: number; realm?: string} = {},
  ): Promise<{address: string; tokens: TokenServer; seen: () => string[]}> {
    const requests: TokenServer['requests'] = [];
    const issued = new Map<string, string>();
    const tokens = await fakeServer(({path, authorization, body}, response) => {
      const form = new URLSearchParams(body.toString());
      const scopes = [
        ...new URL(path, 'http://x').searchParams.getAll('scope'),
        ...(form.get('scope')?.split(' ') ?? []),
      ];
      requests.push({scopes, authorization, body: body.toString()});
      if (options.valid && !options.valid(authorization))
        return reply(response, 401, {}, '{"details":"incorrect username or password"}');
      const token = `token-${requests.length}`;
      issued.set(token, scopes.join(' '));
      reply(response, 200, {}, JSON.stringify({access_token: token, expires_in: options.lifetimeSeconds ?? 300}));
    });
    const realm = options.realm ?? `http://${tokens.address}/token`;
    const server = await fakeServer(({method, authorization}, response) => {
      const scope = issued.get(authorization?.replace('Bearer ', '') ?? '');
      const needed = method === 'HEAD' || method === 'GET' ? 'pull' : 'push';
      if (scope === undefined || (scope !== '' && !scope.includes(needed))) {
        return reply(response, 401, {'www-authenticate': `Bearer realm="${realm}",service="the service"`});
      }
      reply(response, method === 'PUT' ? 201 : 200, {...manifestHeaders, 'content-length': '0'});
    });
    return {
      address: server.address,
      tokens: {address: tokens.address, requests},
      seen: () =>
        server.seen.map(({method, path, authorization}) => `${method} ${path} ${authorization?.split(' ')[0]}`),
    };
  }

  test('a token is got once for each scope, and used again', async () => {
    const {address, tokens, seen} = await bearerRegistry({valid: (authorization) => authorization === basicOfCi});
    const client = clientOf(address, {credentials: ci});
    await client.resolve('a/b', 'v1');
    await Promise.all([client.resolve('a/b', 'v2'), client.resolve('a/b', 'v3')]);
    await client.putManifest('a/b', image.manifest, ['v1']);
    expect(tokens.requests.map(({scopes}) => scopes)).toEqual([['repository:a/b:pull'], ['repository:a/b:pull,push']]);
    expect(seen()).toHaveLength(5);
    expect(seen().join()).not.toContain('Basic');
  });

  test('without credentials an anonymous token is asked for', async () => {
    const {address, tokens} = await bearerRegistry();
    await clientOf(address).resolve('a/b', 'v1');
    expect(tokens.requests).toMatchObject([{authorization: undefined, scopes: ['repository:a/b:pull']}]);
  });

  test('a token that has run out is renewed before it is used', async () => {
    const {address, tokens, seen} = await bearerRegistry({lifetimeSeconds: 0.01});
    const client = clientOf(address);
    await client.resolve('a/b', 'v1');
    await new Promise((resolve) => setTimeout(resolve, 30));
    await client.resolve('a/b', 'v2');
    expect(tokens.requests).toHaveLength(2);
    expect(seen()).toHaveLength(3);
  });

  test('an identity token is exchanged, in the body', async () => {
    const {address, tokens} = await bearerRegistry();
    await clientOf(address, {credentials: {username: '<token>', password: 'identity-jwt'}}).resolve('a/b', 'v1');
    const form = new URLSearchParams(tokens.requests[0]?.body);
    expect(Object.fromEntries(form)).toEqual({
      grant_type: 'refresh_token',
      client_id: 'gantry',
      refresh_token: 'identity-jwt',
      service: 'the service',
      scope: 'repository:a/b:pull',
    });
  });

  test('wrong credentials are an error that names the account and its next step, not the password', async () => {
    const {address, tokens} = await bearerRegistry({valid: () => false});
    const failure = clientOf(address, {credentials: ci}).resolve('a/b', 'v1');
    await expect(failure).rejects.toMatchObject({code: 'unauthorized', status: 401});
    const text = describeError(await failure.catch((error: unknown) => error));
    expect(text).toMatch(/asked by the account "ci", was answered 401 .*incorrect username or password/);
    expect(text).toMatch(/Next: check the password or API key of the account "ci"/);
    expect(text).not.toContain('correct horse');
    expect(tokens.requests).toHaveLength(1);
  });

  testWith(['openssl'], 'credentials are sent to no token server without TLS', async () => {
    const tokens = await fakeServer((_, response) => reply(response, 200, {}, '{"token":"x"}'));
    const {address, ca} = await tlsServer((response) =>
      reply(response, 401, {'www-authenticate': `Bearer realm="http://${tokens.address}/token"`}),
    );
    const client = clientOf(address, {credentials: ci, plainHttp: false, ca});
    await expect(client.resolve('a/b', 'v1')).rejects.toMatchObject({
      code: 'insecure',
      message: `${address} sends its clients to a token server that is not reached by TLS`,
    });
    expect(tokens.seen).toEqual([]);
  });

  test('a 401 is tried once more with Basic, and then it is an error', async () => {
    const server = await fakeServer((_, response) =>
      reply(
        response,
        401,
        {'www-authenticate': 'Basic realm="x"'},
        '{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}',
      ),
    );
    const failure = clientOf(server.address, {credentials: ci}).ping();
    await expect(failure).rejects.toThrow(
      `GET /v2/ at ${server.address}, asked by the account "ci", was answered 401 UNAUTHORIZED (authentication required)`,
    );
    expect(server.seen.map(({authorization}) => authorization)).toEqual([undefined, basicOfCi]);
  });

  test('without an account a 401 leads to registry-login', async () => {
    const server = await fakeServer((_, response) => reply(response, 401, {'www-authenticate': 'Basic realm="x"'}));
    await expect(clientOf(server.address).putManifest('a/b', image.manifest, ['v1'])).rejects.toMatchObject({
      code: 'unauthorized',
      hint: `run registry-login for ${server.address} before this step, with an account that may do this.`,
    });
    expect(server.seen).toHaveLength(1);
  });
});

describe('retries', () => {
  test.each([400, 401, 403, 404, 409, 413, 501])('%s is never tried again', async (status) => {
    const server = await fakeServer((_, response) => reply(response, status));
    await expect(clientOf(server.address).putManifest('a/b', image.manifest, ['v1'])).rejects.toMatchObject({status});
    expect(server.seen).toHaveLength(1);
  });

  test.each([408, 429, 500, 502, 503, 504, 507])(
    '%s is tried again as often as the policy says, and then it is an error',
    async (status) => {
      const lines: string[] = [];
      const server = await fakeServer((_, response) => reply(response, status));
      const log = {info: () => undefined, warning: (line: string) => void lines.push(line)};
      await expect(clientOf(server.address, {log}).putManifest('a/b', image.manifest, ['v1'])).rejects.toMatchObject({
        status,
      });
      expect(server.seen).toHaveLength(3);
      expect(lines.map((line) => /\((\d of \d)\)$/.exec(line)?.[1])).toEqual(['1 of 2', '2 of 2']);
    },
  );

  test('an answer that is cut is read again', async () => {
    let count = 0;
    const server = await fakeServer((_, response) => {
      response.writeHead(200, {...manifestHeaders, 'content-length': String(image.manifest.bytes.length)});
      if (++count > 1) return void response.end(image.manifest.bytes);
      response.write(image.manifest.bytes.subarray(0, 10), () => response.destroy());
    });
    expect((await clientOf(server.address).readManifest('a/b', 'v1')).bytes).toEqual(image.manifest.bytes);
  });

  test('a registry that does not answer is given up after the time limit', async () => {
    const server = await fakeServer(() => undefined);
    const client = clientOf(server.address, {timeoutMs: 50, retry: {maxRetries: 1, firstWaitMs: 1}});
    await expect(client.resolve('a/b', 'v1')).rejects.toMatchObject({code: 'timed-out'});
    expect(server.seen).toHaveLength(2);
  });

  test('a large blob may take longer than the limit as long as it moves', async () => {
    const bytes = Buffer.from('slow but steady');
    const server = await fakeServer((_, response) => {
      response.writeHead(200);
      bytes.forEach((byte, index) => setTimeout(() => response.write(Buffer.of(byte)), index * 20));
      setTimeout(() => response.end(), bytes.length * 20);
    });
    const client = clientOf(server.address, {timeoutMs: 150});
    expect(await client.readBlob('a/b', digestOf(bytes), 100)).toEqual(bytes);
  });
});

describe('what answers is no registry', () => {
  const get = (registry: string, options: Partial<RegistryClientOptions> = {}) =>
    clientOf(registry, options).resolve('a/b', 'v1');

  test('a port where nothing listens is not tried again', async () => {
    const server = createTcpServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const {port} = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    await expect(get(`127.0.0.1:${port}`)).rejects.toMatchObject({
      code: 'registry-unreachable',
      message: `HEAD /v2/a/b/manifests/v1 at 127.0.0.1:${port} got no answer: nothing listens there (ECONNREFUSED)`,
    });
  });

  test('a plain server that is asked by TLS', async () => {
    const server = await fakeServer((_, response) => reply(response, 200));
    await expect(get(server.address, {plainHttp: false})).rejects.toMatchObject({
      code: 'tls',
      hint: `set plain-http if ${server.address} has no TLS.`,
    });
  });

  test('a web page instead of a manifest', async () => {
    const server = await fakeServer((_, response) => reply(response, 200, {'content-type': 'text/html'}, '<html>'));
    await expect(get(server.address)).rejects.toMatchObject({code: 'invalid-response'});
  });

  test('its words are made printable, and short', async () => {
    const message = `\u001b[2J\r\n::error::gotcha${'x'.repeat(1000)}`;
    const server = await fakeServer((_, response) =>
      reply(response, 400, {}, JSON.stringify({errors: [{code: 'MANIFEST_INVALID', message}]})),
    );
    const failure = await clientOf(server.address)
      .putManifest('a/b', image.manifest, ['v1'])
      .catch((error: unknown) => error as Error);
    expect((failure as Error).message).toMatch(/^[\x20-\x7e…]{0,500}$/);
  });

  testWith(['openssl'], 'a certificate that is not trusted, until its authority is', async () => {
    const {address, ca} = await tlsServer((response) =>
      reply(response, 200, {...manifestHeaders, 'content-length': '7'}),
    );
    await expect(get(address, {plainHttp: false})).rejects.toMatchObject({
      code: 'tls',
      hint: `give the certificate of the authority that signed for ${address} with ca-file.`,
    });
    expect(await get(address, {plainHttp: false, ca})).toMatchObject({digest: image.digest});
  });
});

test.each(['../x', 'A/b', 'a b'])('a repository "%s" is refused before anything is sent', async (repository) => {
  await expect(async () => clientOf('127.0.0.1:1').resolve(repository, 'v1')).rejects.toMatchObject({
    code: 'invalid-repository',
  });
});
