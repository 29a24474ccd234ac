import {RegistryError} from './registry-error';
import type {HttpAnswer, HttpRequest, Transport} from './transport';

const maxRedirects = 5;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/**
 * Follows the redirects of a read. `authorization` is sent to the host that it was made for and to no other, and a
 * registry that is reached by TLS is never left for plain HTTP.
 */
export async function followRedirects(
  transport: Transport,
  request: HttpRequest,
  plainHttp: boolean,
): Promise<HttpAnswer> {
  let current = request;
  for (let count = 0; ; count++) {
    const answer = await transport(current);
    const {location} = answer.headers;
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead || !redirectStatuses.has(answer.status) || location === undefined) return answer;
    if (count === maxRedirects) {
      throw new RegistryError(
        `${request.method} ${request.url.pathname} at ${request.url.host} was redirected ${maxRedirects} times`,
        {
          code: 'invalid-response',
          method: request.method,
          path: request.url.pathname,
          status: answer.status,
        },
      );
    }
    const url = resolveLocation(current.url, location, plainHttp, current.method);
    const {authorization, ...rest} = current.headers;
    const keep = authorization !== undefined && url.host === current.url.host;
    current = {...current, url, headers: keep ? {...rest, authorization} : rest};
  }
}

/**
 * The URL that a `Location` header means. Registries behind a proxy that ends TLS often answer with `http://` and their
 * own name: that is taken as `https://`, and any other plain URL is refused unless plain HTTP was asked for.
 *
 * @throws RegistryError
 */
export function resolveLocation(base: URL, location: string, plainHttp: boolean, method: string): URL {
  let url: URL | undefined;
  try {
    url = new URL(location, base);
  } catch {
    url = undefined;
  }
  if (url?.protocol === 'http:' && base.protocol === 'https:' && url.hostname === base.hostname) {
    url = new URL(`${base.origin}${url.pathname}${url.search}`);
  }
  const failure = {method, path: base.pathname};
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new RegistryError(
      `${method} ${base.pathname} at ${base.host} was answered with a Location that is no usable URL`,
      {
        ...failure,
        code: 'invalid-response',
      },
    );
  }
  if (url.protocol === 'http:' && !plainHttp) {
    throw new RegistryError(`${method} ${base.pathname} at ${base.host} leads to ${url.host} without TLS`, {
      ...failure,
      code: 'insecure',
      hint: `have ${base.host} answer with https:// addresses (externalUrl of the registry, or X-Forwarded-Proto of the proxy before it).`,
    });
  }
  return url;
}
