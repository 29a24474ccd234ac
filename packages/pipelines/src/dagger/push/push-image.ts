import {ImageMediaTypes, type Client, type Container} from '@dagger.io/dagger/client';
import {GantryError} from '@gantry/errors';
import {parseReference, RegistryError, type Digest, type RegistryClient} from '@gantry/oci';
import type {BuildLog} from '../../images';
import {openPushGateway, type PushGateway} from './push-gateway';

export interface ImagePush {
  readonly dag: Client;
  /** One for each platform. */
  readonly variants: readonly [Container, ...Container[]];
  readonly client: RegistryClient;
  readonly repository: string;
  readonly log: BuildLog;
  /** Whether the engine reaches loopback ports of this machine by itself; else they are tunnelled through the session. */
  readonly sharesLoopback: boolean;
}

const maxAttempts = 3;

/**
 * Pushes an image by digest. The engine holds the layers and sends only what the registry lacks; the credential stays in
 * this process.
 *
 * @returns the digest, as the registry has it now
 * @throws RegistryError with what the registry said
 */
export async function pushImage(push: ImagePush): Promise<Digest> {
  for (let attempt = 1; ; attempt += 1) {
    const gateway = await openPushGateway(push.client, push.repository);
    try {
      return await publishTo(gateway, push);
    } catch (error) {
      const cause = gateway.failure() ?? error;
      if (attempt === maxAttempts || !(gateway.interrupted() || isPassing(cause))) throw cause;
      push.log.warning(`pushing was interrupted, trying again (${attempt + 1} of ${maxAttempts})`);
    } finally {
      await gateway.close();
    }
  }
}

async function publishTo(gateway: PushGateway, {dag, variants, sharesLoopback}: ImagePush): Promise<Digest> {
  const {port} = gateway;
  const [first, ...others] = variants;
  // The engine speaks plain HTTP to a host of this name, and to no other.
  const host = sharesLoopback ? '127.0.0.1' : 'localhost';
  const reference = await first.publish(`${host}:${port}/${gateway.repository}:push`, {
    mediaTypes: ImageMediaTypes.OcimediaTypes,
    ...(others.length === 0 ? {} : {platformVariants: others}),
    ...(sharesLoopback ? {} : {registryService: dag.host().service([{frontend: port, backend: port}])}),
  });
  const {digest} = parseReference(reference);
  if (digest !== undefined && gateway.manifests.has(digest)) return digest;
  throw new GantryError(`The engine says that it pushed ${digest ?? 'an image'}, which did not arrive`, {
    code: 'push-incomplete',
    hint: 'run the step again.',
  });
}

/** A connection that was cut may hold a moment later. The client itself has repeated what it could. */
function isPassing(error: unknown): boolean {
  return error instanceof RegistryError && (error.code === 'connection-lost' || error.code === 'timed-out');
}
