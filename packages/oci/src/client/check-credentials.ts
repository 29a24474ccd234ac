import type {Credentials} from '../credentials/credentials';
import {parseRegistry} from '../reference/registry';
import {parseChallenges} from './challenge';
import {createSession, type SessionOptions} from './session';
import {createTransport} from './transport';

/**
 * Asks a registry whether it takes these credentials. Where nobody has to log in, a registry may still check what it is
 * given: zot offers a login with its answer and refuses a wrong one. A registry that offers none is not sent the
 * credentials, and says nothing about them.
 *
 * @returns `not-asked` when the registry has no login
 * @throws RegistryError `unauthorized` when it refuses them
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#determining-support
 */
export async function checkCredentials(
  options: SessionOptions & {readonly credentials: Credentials},
): Promise<'accepted' | 'not-asked'> {
  const {ca, plainHttp = false, timeoutMs = 10_000} = options;
  const registry = parseRegistry(options.registry);
  const session = createSession({...options, registry, timeoutMs});
  const host = registry === 'docker.io' ? 'registry-1.docker.io' : registry;
  const transport = createTransport({ca});
  const greeting = await session.retrying(() =>
    transport({
      method: 'GET',
      url: new URL(`${plainHttp ? 'http' : 'https'}://${host}/v2/`),
      headers: {'user-agent': 'gantry'},
      maxAnswerBytes: 64 * 1024,
      timeoutMs,
    }),
  );
  const offersLogin = parseChallenges(greeting.headers['www-authenticate']).length > 0;
  if (greeting.status === 200 && !offersLogin) return 'not-asked';
  await session.send({method: 'GET', target: '/v2/', accept: [200]});
  return 'accepted';
}
