import {registerSecret} from '@gantry/errors';
import type {Credentials} from '../credentials/credentials';
import {parseChallenges, type Challenge} from './challenge';
import {basicAuthorization, type Token, type TokenRequest} from './fetch-token';

/** What a request wants to do, as far as a token server has to know. */
export interface Access {
  readonly repository: string;
  readonly push: boolean;
  /** A second repository that is read: the source of a mount. */
  readonly from?: string;
}

/** Decides the `authorization` header of each request. */
export interface Authorizer {
  /** Remembers what the server asks for. */
  learn(header: string | undefined): void;
  readonly knowsChallenge: boolean;
  headerFor(access: Access | undefined): Promise<string | undefined>;
  /**
   * After a 401: the header to try once more.
   *
   * @param sent - the header that was refused
   * @returns `undefined` when there is nothing else to try
   */
  renew(header: string | undefined, access: Access | undefined, sent: string | undefined): Promise<string | undefined>;
}

/** Basic and Bearer authorization; tokens are kept for each scope until they run out. */
export function createAuthorizer(
  credentials: Credentials | undefined,
  getToken: (request: TokenRequest) => Promise<Token>,
): Authorizer {
  let challenge: Challenge | undefined;
  const tokens = new Map<string, Promise<Token>>();
  if (credentials) {
    registerSecret(credentials.password);
    registerSecret(`${credentials.username}:${credentials.password}`);
  }

  const choose = (header: string | undefined): Challenge | undefined =>
    parseChallenges(header).find(({scheme, parameters}) =>
      scheme === 'bearer' ? parameters.realm !== undefined : scheme === 'basic' && credentials !== undefined,
    );

  async function tokenHeader(bearer: Challenge, scopes: readonly string[]): Promise<string> {
    const {realm = '', service} = bearer.parameters;
    const key = JSON.stringify([realm, service, scopes]);
    const known = await tokens.get(key);
    if (known && known.expiresAtMs > Date.now()) return `Bearer ${known.value}`;
    const pending = getToken({realm, service, scopes});
    tokens.set(key, pending);
    // A failed attempt must not be remembered.
    pending.catch(() => tokens.delete(key));
    return `Bearer ${(await pending).value}`;
  }

  async function headerFor(access: Access | undefined): Promise<string | undefined> {
    if (challenge?.scheme === 'basic') return credentials && basicAuthorization(credentials);
    return challenge && tokenHeader(challenge, scopesOf(access));
  }

  return {
    get knowsChallenge() {
      return challenge !== undefined;
    },
    learn(header) {
      challenge ??= choose(header);
    },
    headerFor,
    async renew(header, access, sent) {
      const asked = choose(header);
      if (!asked) return undefined;
      challenge = asked;
      if (asked.scheme === 'bearer' && sent?.startsWith('Bearer ')) {
        tokens.clear();
        const {scope} = asked.parameters;
        // A registry that asks for more than the operation needs by the specification gets what it names.
        if (scope) return tokenHeader(asked, scope.split(' '));
      }
      const next = await headerFor(access);
      return next === sent ? undefined : next;
    },
  };
}

function scopesOf(access: Access | undefined): readonly string[] {
  if (!access) return [];
  const scope = `repository:${access.repository}:${access.push ? 'pull,push' : 'pull'}`;
  return access.from === undefined ? [scope] : [scope, `repository:${access.from}:pull`];
}
