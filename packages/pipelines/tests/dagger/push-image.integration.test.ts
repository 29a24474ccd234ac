import {createRegistryClient} from '@gantry/oci';
import {createProxy, startRegistry, temporaryFolder, toolPath} from '@gantry/testing';
import {connectClient} from '../../src/dagger/connect-client';
import {pushImage} from '../../src/dagger/push/push-image';
import {sharesLoopback} from '../../src/dagger/push/shares-loopback';
import {findCli} from '../../src/dagger/session/find-cli';
import {openSession, type Session} from '../../src/dagger/session/open-session';

const engine = process.env._EXPERIMENTAL_DAGGER_RUNNER_HOST;
const missing = [...['dagger', 'zot'].filter((tool) => !toolPath(tool)), ...(engine ? [] : ['an engine'])];
const required = (process.env.GANTRY_REQUIRE ?? '').split(',').includes('dagger');
const describeWithEngine = missing.length === 0 || required ? describe : describe.skip;
const log = {info: () => undefined, warning: () => undefined};

describeWithEngine(`pushing from an engine (needs ${missing.join(', ') || 'nothing more'})`, () => {
  let session: Session;

  beforeAll(async () => {
    const cli = findCli(undefined, process.env);
    session = await openSession({
      cli,
      engine,
      env: process.env,
      privateFolder: temporaryFolder(),
      onLine: () => undefined,
    });
  });
  afterAll(() => session.close());

  test.each([true, false])(
    'beside this process: %s, the image arrives by digest, over a bad line as well',
    async (beside) => {
      const dag = connectClient(session.address);
      if (beside && !(await sharesLoopback(dag))) return;
      const registry = await startRegistry({kind: 'zot'});
      const proxy = await createProxy(registry);
      proxy.inject({method: 'PUT', cutRequestAfterBytes: 1_000, times: 1});
      const client = createRegistryClient({
        registry: proxy.address,
        plainHttp: true,
        credentials: registry.accounts.ci,
      });
      const container = dag.container().withNewFile('/data', `${Math.random()} `.repeat(20_000));
      const push = {dag, variants: [container] as const, client, repository: 'lab/data', log, sharesLoopback: beside};
      const digest = await pushImage(push);
      expect((await client.resolve('lab/data', digest))?.digest).toBe(digest);
      expect(await client.listTags('lab/data')).toEqual([]);
      expect(await pushImage(push)).toBe(digest);
    },
    60_000,
  );

  test('what the registry refuses is its own error, with its status', async () => {
    const registry = await startRegistry({kind: 'zot'});
    const client = createRegistryClient({registry: registry.address, plainHttp: true});
    const dag = connectClient(session.address);
    const variants = [dag.container().withNewFile('/data', 'x')] as const;
    await expect(
      pushImage({dag, variants, client, repository: 'lab/data', log, sharesLoopback: false}),
    ).rejects.toMatchObject({name: 'RegistryError', status: 401});
  }, 60_000);
});
