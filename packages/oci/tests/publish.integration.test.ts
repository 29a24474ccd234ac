import {createProxy, describeWith, startRegistry, type TestProxy, type TestRegistry} from '@gantry/testing';
import {
  createRegistryClient,
  MissingRightError,
  publish,
  TagConflictError,
  type Digest,
  type RegistryClient,
  type RegistryClientOptions,
} from '../src';
import {pushImage, testImage, type TestImage} from './test-image';

const quick = {firstWaitMs: 10, maxWaitMs: 50};

describeWith(['zot'], 'publishing to a zot that never overwrites, as an account that may only read and create', () => {
  let registry: TestRegistry;
  let proxy: TestProxy;
  const lines: string[] = [];

  beforeAll(async () => {
    registry = await startRegistry({kind: 'zot', accounts: ['guest']});
    proxy = await createProxy(registry);
  });
  beforeEach(() => {
    proxy.clear();
    lines.length = 0;
  });

  const log = {info: (line: string) => void lines.push(line), warning: (line: string) => void lines.push(line)};
  const clientAs = (account: 'ci' | 'admin' | 'guest' | undefined, extra: Partial<RegistryClientOptions> = {}) =>
    createRegistryClient({
      registry: proxy.address,
      plainHttp: true,
      retry: quick,
      log,
      ...(account ? {credentials: registry.accounts[account]} : {}),
      ...extra,
    });
  const publishAs = (
    client: RegistryClient,
    repository: string,
    image: TestImage,
    tags: readonly [string, ...string[]],
    push: (firstTag: string) => Promise<Digest> = () => pushImage(client, repository, image),
  ) => publish({client, repository, tags, push, log});
  const digestsOf = async (repository: string, tags: readonly string[]) =>
    Promise.all(tags.map(async (tag) => (await clientAs(undefined).resolve(repository, tag))?.digest));
  const writes = () => proxy.requests.filter(({method}) => method !== 'HEAD' && method !== 'GET');
  const neverCalled = () => Promise.reject<Digest>(new Error('push was called'));

  test('new tags are created, all in one request', async () => {
    const image = testImage('new');
    const result = await publishAs(clientAs('ci'), 'new/app', image, ['v1-abc', 'v1-abc-main', 'v1-abc-x']);
    expect(result).toEqual({digest: image.digest, status: 'built', added: ['v1-abc', 'v1-abc-main', 'v1-abc-x']});
    expect(await digestsOf('new/app', result.added)).toEqual([image.digest, image.digest, image.digest]);
    expect(writes().filter(({path}) => path.includes('?tag='))).toHaveLength(1);
  });

  test('a repeated run is told that the image exists, and writes nothing', async () => {
    const image = testImage('again');
    await publishAs(clientAs('ci'), 'again/app', image, ['v1', 'v1-main']);
    proxy.clear();
    const result = await publishAs(clientAs('ci'), 'again/app', image, ['v1', 'v1-main'], neverCalled);
    expect(result).toEqual({digest: image.digest, status: 'exists', added: []});
    expect(writes()).toEqual([]);
  });

  test('a half-finished run is completed by the missing tags alone', async () => {
    const image = testImage('half');
    const client = clientAs('ci');
    await pushImage(client, 'half/app', image);
    await client.putManifest('half/app', image.manifest, ['v1']);
    proxy.clear();
    const result = await publishAs(client, 'half/app', image, ['v1', 'v1-main', 'v1-x'], neverCalled);
    expect(result).toEqual({digest: image.digest, status: 'exists', added: ['v1-main', 'v1-x']});
    expect(await digestsOf('half/app', ['v1', 'v1-main', 'v1-x'])).toEqual([image.digest, image.digest, image.digest]);
    expect(writes()).toHaveLength(1);
  });

  test('twenty runs that publish one image at once all succeed', async () => {
    const image = testImage('twenty');
    const results = await Promise.all(
      Array.from({length: 20}, () => publishAs(clientAs('ci'), 'twenty/app', image, ['v1', 'v1-main'])),
    );
    expect(new Set(results.map(({digest}) => digest))).toEqual(new Set([image.digest]));
    expect(await digestsOf('twenty/app', ['v1', 'v1-main'])).toEqual([image.digest, image.digest]);
  });

  test('twenty different images at once become twenty images', async () => {
    const images = Array.from({length: 20}, (_, index) => testImage(`many ${index}`));
    await Promise.all(images.map((image, index) => publishAs(clientAs('ci'), 'many/app', image, [`v${index}`])));
    expect(
      await digestsOf(
        'many/app',
        images.map((_, index) => `v${index}`),
      ),
    ).toEqual(images.map(({digest}) => digest));
  });

  test('tags that stand for two images are a conflict that names both, before anything is built', async () => {
    const [one, two] = [testImage('one'), testImage('two')];
    const client = clientAs('ci');
    for (const [image, tag] of [
      [one, 'v1'],
      [two, 'v1-main'],
    ] as const) {
      await pushImage(client, 'split/app', image);
      await client.putManifest('split/app', image.manifest, [tag]);
    }
    const failure = publishAs(client, 'split/app', one, ['v1', 'v1-main'], neverCalled);
    await expect(failure).rejects.toThrow(TagConflictError);
    await expect(failure).rejects.toThrow(`v1 is ${one.digest}, v1-main is ${two.digest}`);
  });

  test('another image that was published under the tag meanwhile is a conflict with both digests, and stays', async () => {
    const [first, second] = [testImage('first'), testImage('second')];
    const client = clientAs('ci');
    const failure = publishAs(client, 'race/app', second, ['v1', 'v1-main'], async () => {
      await publishAs(clientAs('ci'), 'race/app', first, ['v1']);
      return pushImage(client, 'race/app', second);
    });
    await expect(failure).rejects.toMatchObject({
      code: 'tag-conflict',
      digest: second.digest,
      published: [{tag: 'v1', digest: first.digest}],
    });
    expect(await digestsOf('race/app', ['v1', 'v1-main'])).toEqual([first.digest, undefined]);
  });

  test.each([
    {name: 'the same image', same: true},
    {name: 'another image', same: false},
  ])('a tag that appears between the look and the PUT, with $name', async ({same}) => {
    const repository = `between/${same ? 'same' : 'other'}`;
    const [mine, other] = [testImage('mine'), testImage(same ? 'mine' : 'other')];
    const client = clientAs('ci');
    await pushImage(client, repository, mine);
    const otherRun = clientAs('ci', {registry: registry.address});
    const overtaken: RegistryClient = {
      ...client,
      async putManifest(...request) {
        if (request[2].length === 2) {
          await pushImage(otherRun, repository, other);
          await otherRun.putManifest(repository, other.manifest, ['v1']);
        }
        return client.putManifest(...request);
      },
    };
    const outcome = publishAs(overtaken, repository, mine, ['v1', 'v1-main'], () => Promise.resolve(mine.digest));
    if (same) {
      await expect(outcome).resolves.toEqual({digest: mine.digest, status: 'built', added: ['v1-main']});
      expect(await digestsOf(repository, ['v1', 'v1-main'])).toEqual([mine.digest, mine.digest]);
    } else {
      await expect(outcome).rejects.toMatchObject({
        code: 'tag-conflict',
        published: [{tag: 'v1', digest: other.digest}],
      });
      expect(await digestsOf(repository, ['v1', 'v1-main'])).toEqual([other.digest, undefined]);
    }
    expect(proxy.requests.filter(({status}) => status === 403)).toHaveLength(1);
  });

  test('a push under the first tag that is refused because the tag came into being is a conflict', async () => {
    const [first, second] = [testImage('tagged first'), testImage('tagged second')];
    const client = clientAs('ci');
    const failure = publishAs(client, 'tagged/app', second, ['v1'], async (firstTag) => {
      await publishAs(clientAs('ci'), 'tagged/app', first, ['v1']);
      await pushImage(client, 'tagged/app', second);
      await client.putManifest('tagged/app', second.manifest, [firstTag]);
      return second.digest;
    });
    await expect(failure).rejects.toThrow(`v1 is ${first.digest}`);
    await expect(failure).rejects.toMatchObject({code: 'tag-conflict', cause: {status: 403}});
  });

  test('an account that may not create is told the right, the account, the repository, and where to give it', async () => {
    const image = testImage('rights');
    await pushImage(clientAs('ci'), 'rights/app', image);
    const failure = publishAs(clientAs('guest'), 'rights/app', image, ['v1'], () => Promise.resolve(image.digest));
    await expect(failure).rejects.toThrow(MissingRightError);
    await expect(failure).rejects.toMatchObject({
      code: 'missing-right',
      message: expect.stringMatching(/v1 .*rights\/app: the account "guest" has no right to create there/) as string,
      hint: expect.stringContaining('{"users": ["guest"], "actions": ["read", "create"]}') as string,
    });
    expect(await digestsOf('rights/app', ['v1'])).toEqual([undefined]);
  });

  test('without an account the next step is to log in', async () => {
    const image = testImage('anonymous');
    await expect(publishAs(clientAs(undefined), 'anonymous/app', image, ['v1'])).rejects.toMatchObject({
      code: 'unauthorized',
      status: 401,
      hint: expect.stringContaining('run registry-login') as string,
    });
  });

  test.each([
    {name: '429 with Retry-After', fault: {status: 429, headers: {'retry-after': '0'}}},
    {name: '500', fault: {status: 500}},
    {name: '502', fault: {status: 502}},
    {name: '503', fault: {status: 503}},
    {name: 'a cut before the answer', fault: {cutRequestAfterBytes: 0}},
  ])('$name on every kind of request is survived', async ({name, fault}) => {
    const repository = `fault/${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
    for (const method of ['HEAD', 'GET', 'POST', 'PUT']) proxy.inject({method, times: 2, ...fault});
    const image = testImage(name);
    const result = await publishAs(clientAs('ci'), repository, image, ['v1', 'v1-main']);
    expect(result.status).toBe('built');
    expect(await digestsOf(repository, ['v1', 'v1-main'])).toEqual([image.digest, image.digest]);
    expect(lines.filter((line) => /trying again in [\d.]+ s \(\d of 5\)$/.test(line)).length).toBeGreaterThanOrEqual(6);
  });

  test('a PUT that arrived although its answer was lost is no failure', async () => {
    const image = testImage('lost answer');
    proxy.inject({
      method: 'PUT',
      path: /\?tag=/,
      times: 1,
      headers: {'content-length': '10'},
      cutResponseAfterBytes: 0,
    });
    await expect(publishAs(clientAs('ci'), 'lost/app', image, ['v1', 'v1-main'])).resolves.toMatchObject({
      digest: image.digest,
    });
    expect(await digestsOf('lost/app', ['v1', 'v1-main'])).toEqual([image.digest, image.digest]);
  });

  test('a full disk is said, and a later run heals what it left', async () => {
    const image = testImage('full');
    proxy.inject({method: 'PUT', path: /blobs/, status: 507});
    const client = clientAs('ci');
    await expect(publishAs(client, 'full/app', image, ['v1', 'v1-main'])).rejects.toMatchObject({
      code: 'server-error',
      status: 507,
      hint: expect.stringContaining('free space') as string,
    });
    proxy.clear();
    await expect(publishAs(client, 'full/app', image, ['v1', 'v1-main'])).resolves.toMatchObject({status: 'built'});
  });

  test('neither an output nor a request line shows the password', () => {
    const {password} = registry.accounts.ci;
    const shown = [...lines, ...registry.log(), ...proxy.requests.map(({path}) => path)].join('\n');
    for (const form of [password, Buffer.from(`ci:${password}`).toString('base64')]) expect(shown).not.toContain(form);
  });
});
