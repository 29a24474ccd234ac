import {createHash} from 'node:crypto';
import {basicAuthorization, createProxy, describeWith, startRegistry, type Account, type TestRegistry} from '../src';

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const emptyConfig = '{}';

/** Puts an image of one empty configuration; gives the status of the manifest PUT. */
async function push(base: string, tag: string, note: string, account?: Account): Promise<number> {
  const headers: Record<string, string> = account ? {authorization: basicAuthorization(account)} : {};
  const digest = `sha256:${createHash('sha256').update(emptyConfig).digest('hex')}`;
  const upload = await fetch(`${base}/v2/team/app/blobs/uploads/?digest=${digest}`, {
    method: 'POST',
    headers: {...headers, 'content-type': 'application/octet-stream'},
    body: emptyConfig,
  });
  if (upload.status === 202) {
    const location = new URL(upload.headers.get('location') ?? '', base);
    location.searchParams.set('digest', digest);
    await fetch(location, {
      method: 'PUT',
      headers: {...headers, 'content-type': 'application/octet-stream'},
      body: emptyConfig,
    });
  }
  const config = {mediaType: 'application/vnd.oci.image.config.v1+json', digest, size: emptyConfig.length};
  const body = JSON.stringify({schemaVersion: 2, mediaType: manifestType, config, layers: [], annotations: {note}});
  const url = `${base}/v2/team/app/manifests/${tag}`;
  return (await fetch(url, {method: 'PUT', headers: {...headers, 'content-type': manifestType}, body})).status;
}

describeWith(['zot'], 'a zot', () => {
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await startRegistry({kind: 'zot', accounts: ['guest']});
  });

  test('lets ci create and never replace, and admin replace and delete', async () => {
    const {ci, admin} = registry.accounts;
    expect(await push(registry.url, 'v1', 'first', ci)).toBe(201);
    expect(await push(registry.url, 'v1', 'first', ci)).toBe(403);
    expect(await push(registry.url, 'v1', 'second', ci)).toBe(403);
    expect(await push(registry.url, 'v1', 'second', admin)).toBe(201);
    const url = `${registry.url}/v2/team/app/manifests/v1`;
    const remove = (account: Account) =>
      fetch(url, {method: 'DELETE', headers: {authorization: basicAuthorization(account)}});
    expect((await remove(ci)).status).toBe(403);
    expect((await remove(admin)).status).toBe(202);
  });

  test('lets anyone read, and nobody without rights write', async () => {
    expect(await push(registry.url, 'read', 'x', registry.accounts.ci)).toBe(201);
    expect((await fetch(`${registry.url}/v2/team/app/manifests/read`)).status).toBe(200);
    expect(await push(registry.url, 'other', 'x')).toBe(401);
    expect(await push(registry.url, 'other', 'x', registry.accounts.guest)).toBe(403);
    expect(await push(registry.url, 'other', 'x', {username: 'ci', password: 'wrong'})).toBe(401);
  });

  test('tells which requests it saw', async () => {
    await fetch(`${registry.url}/v2/nothing/here/tags/list`);
    expect(registry.requests()).toContainEqual({method: 'GET', path: '/v2/nothing/here/tags/list', status: 404});
  });

  test('takes images without a login when asked', async () => {
    const open = await startRegistry({kind: 'zot', anonymousCreate: true});
    expect(await push(open.url, 'v1', 'x')).toBe(201);
    expect(await push(open.url, 'v1', 'y')).not.toBe(201);
    await open.stop();
    await expect(fetch(open.url)).rejects.toThrow();
  });

  test('speaks HTTPS to those who trust its authority', async () => {
    const secure = await startRegistry({kind: 'zot', tls: true});
    await expect(fetch(`${secure.url}/v2/`)).rejects.toThrow();
    const proxy = await createProxy(secure);
    expect(await push(proxy.url, 'v1', 'x', secure.accounts.ci)).toBe(201);
  });
});

describeWith(['docker-registry'], 'a docker-registry', () => {
  test('wants a login, and lets accounts replace a tag', async () => {
    const registry = await startRegistry({kind: 'docker-registry'});
    expect(await push(registry.url, 'v1', 'first')).toBe(401);
    expect(await push(registry.url, 'v1', 'first', registry.accounts.ci)).toBe(201);
    expect(await push(registry.url, 'v1', 'second', registry.accounts.ci)).toBe(201);
    expect(registry.requests()).toContainEqual({method: 'PUT', path: '/v2/team/app/manifests/v1', status: 201});
    const proxy = await createProxy(registry);
    expect(await push(proxy.url, 'v2', 'first', registry.accounts.ci)).toBe(201);
    expect(proxy.requests.map(({method}) => method)).toEqual(['POST', 'PUT', 'PUT']);
  });
});
