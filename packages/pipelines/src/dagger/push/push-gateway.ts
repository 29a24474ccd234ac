import {randomBytes} from 'node:crypto';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {digestOf, maxManifestBytes, parseDigest, type Digest, type RegistryClient} from '@gantry/oci';

/** A registry on loopback that takes exactly one image, for one repository of another registry. */
export interface PushGateway {
  readonly port: number;
  /** Path that only the engine is told: `<random>/image`. */
  readonly repository: string;
  /** Digests of the manifests that it has handed on. */
  readonly manifests: ReadonlySet<Digest>;
  /** Why something could not be handed on, the last time. */
  failure(): unknown;
  /** A blob would have had to be sent again: its bytes went by once, so the push as a whole has to be repeated. */
  interrupted(): boolean;
  close(): Promise<void>;
}

/**
 * Lets an engine push without a credential: the engine pushes here, and what it sends goes on to the registry as this
 * client's account, blob by blob and without a copy on disk. Manifests are stored by digest alone; tags are for the caller.
 * TLS, a private CA and retries are the client's, so the engine needs no configuration for the registry.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#push
 */
export async function openPushGateway(client: RegistryClient, repository: string): Promise<PushGateway> {
  const name = `${randomBytes(16).toString('hex')}/image`;
  const manifests = new Set<Digest>();
  let failure: unknown;
  let interrupted = false;
  const onRepeat = () => {
    interrupted = true;
  };
  const server = createServer((request, response) => {
    answer(request, response, {client, repository, prefix: `/v2/${name}/`, manifests, onRepeat}).catch(
      (error: unknown) => {
        failure = error;
        // The caller throws the error itself; the engine only has to give up. The rest of the body is never read, so
        // nothing else can come over this connection.
        if (response.headersSent) response.destroy();
        else respond(response, 502, '', {connection: 'close'});
      },
    );
  });
  // The bytes of one large layer may take hours.
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    repository: name,
    manifests,
    failure: () => failure,
    interrupted: () => interrupted,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Route {
  readonly client: RegistryClient;
  readonly repository: string;
  readonly prefix: string;
  readonly manifests: Set<Digest>;
  readonly onRepeat: () => void;
}

async function answer(request: IncomingMessage, response: ServerResponse, route: Route): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://gateway');
  const {method} = request;
  if (url.pathname === '/v2/') return respond(response, 200);
  if (!url.pathname.startsWith(route.prefix)) return respond(response, 404);
  const [kind, reference = ''] = split(url.pathname.slice(route.prefix.length));
  if (kind === 'blobs' && reference === 'uploads/' && method === 'POST') {
    return respond(response, 202, '', {location: `${route.prefix}blobs/uploads/1`});
  }
  if (kind === 'blobs' && reference === 'uploads/1' && method === 'PUT') {
    return takeBlob(request, response, parseDigest(url.searchParams.get('digest') ?? ''), route);
  }
  if (kind === 'blobs' && method === 'HEAD') {
    const has = await route.client.hasBlob(route.repository, parseDigest(reference));
    return respond(response, has ? 200 : 404);
  }
  if (kind === 'manifests' && method === 'HEAD') return respond(response, 404);
  if (kind === 'manifests' && method === 'PUT') return takeManifest(request, response, route);
  return respond(response, 405);
}

async function takeBlob(
  request: IncomingMessage,
  response: ServerResponse,
  digest: Digest,
  {client, repository, onRepeat}: Route,
): Promise<void> {
  const sizeBytes = Number(request.headers['content-length']);
  if (!Number.isSafeInteger(sizeBytes)) return respond(response, 411);
  let opened = false;
  await client.uploadBlob(repository, {
    digest,
    sizeBytes,
    open() {
      if (!opened) {
        opened = true;
        return request;
      }
      onRepeat();
      // Thrown, not sent as a broken stream: the client would take that for one more cut connection.
      throw new Error('the upload was interrupted, and its bytes are gone');
    },
  });
  // A registry that had it meanwhile leaves the body unread.
  request.resume();
  respond(response, 201, '', {'docker-content-digest': digest});
}

async function takeManifest(
  request: IncomingMessage,
  response: ServerResponse,
  {client, repository, manifests}: Route,
): Promise<void> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxManifestBytes) return respond(response, 413);
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  const digest = digestOf(bytes);
  const mediaType = request.headers['content-type'] ?? 'application/vnd.oci.image.manifest.v1+json';
  await client.putManifest(repository, {bytes, mediaType, digest}, []);
  manifests.add(digest);
  respond(response, 201, '', {'docker-content-digest': digest});
}

function split(path: string): [string, string | undefined] {
  const at = path.indexOf('/');
  return at === -1 ? [path, undefined] : [path.slice(0, at), path.slice(at + 1)];
}

function respond(response: ServerResponse, status: number, body = '', headers: Record<string, string> = {}): void {
  response.writeHead(status, {'content-length': Buffer.byteLength(body), ...headers});
  response.end(body);
}
