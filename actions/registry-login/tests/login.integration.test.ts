import {readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {run, toolEnvironment} from '@gantry/process';
import {
  describeWith,
  startRegistry,
  temporaryFolder,
  testWith,
  type RegistryKind,
  type TestRegistry,
} from '@gantry/testing';
import {Job, leaksOf} from './helpers';

jest.setTimeout(120_000);

/** Every file that a registry keeps, those aside in which zot keeps its own state (`meta.db`, `_sessions`). */
function storedIn({storage}: TestRegistry): string[] {
  return readdirSync(storage, {recursive: true})
    .map(String)
    .filter((name) => !/^_|\.db$/.test(name))
    .sort();
}

/** What skopeo prints with nothing but the job's variables; its log in goes by REGISTRY_AUTH_FILE. */
async function skopeo(job: Job, ...args: string[]): Promise<string> {
  const {REGISTRY_AUTH_FILE, DOCKER_CONFIG} = job.env;
  const env = toolEnvironment(process.env, {HOME: temporaryFolder(), REGISTRY_AUTH_FILE, DOCKER_CONFIG});
  return (await run(['skopeo', ...args], {cwd: job.workspace, env, timeoutMs: 60_000})).stdout;
}

/** An image without layers, pushed with the job's login. */
async function pushEmptyImage(job: Job, reference: string): Promise<void> {
  const layout = temporaryFolder();
  const {createHash} = await import('node:crypto');
  const blob = (text: string) => {
    const hex = createHash('sha256').update(text).digest('hex');
    writeFileSync(join(layout, hex), text);
    return {digest: `sha256:${hex}`, size: text.length};
  };
  const config = blob(JSON.stringify({architecture: 'amd64', os: 'linux', rootfs: {type: 'layers', diff_ids: []}}));
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const manifest = {
    schemaVersion: 2,
    mediaType,
    config: {mediaType: 'application/vnd.oci.image.config.v1+json', ...config},
    layers: [],
  };
  writeFileSync(join(layout, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(layout, 'version'), 'Directory Transport Version: 1.1\n');
  await skopeo(job, 'copy', '--dest-tls-verify=false', `dir:${layout}`, `docker://${reference}`);
}

describe.each<RegistryKind>(['zot', 'docker-registry'])('%s', (kind) => {
  describeWith([kind], 'login', () => {
    let registry: TestRegistry;
    beforeAll(async () => {
      registry = await startRegistry({kind});
    });
    const inputs = (password?: string) => ({
      registry: registry.address,
      username: 'ci',
      password: password ?? registry.accounts.ci.password,
      'plain-http': 'true',
    });

    test('takes the right password', async () => {
      const step = await new Job().login(inputs());
      expect(step.log).toContain('the registry took the credentials');
      expect(step.exitCode).toBe(0);
      expect(leaksOf(step, registry.accounts.ci)).toEqual([]);
    });

    test('refuses a wrong one, and an account that it does not know, in a moment', async () => {
      const started = Date.now();
      const step = await new Job().login(inputs('wrong password'));
      expect(Date.now() - started).toBeLessThan(5_000);
      expect(step.exitCode).toBe(1);
      expect(step.log).toContain(`${registry.address} refused the credentials of account ci (401)`);
      expect(step.exported).toEqual({});
      const stranger = await new Job().login({...inputs(), username: 'nobody'});
      expect(stranger.log).toContain('refused the credentials of account nobody (401)');
    });

    test('without plain-http it says that plain-http is needed', async () => {
      const step = await new Job().login({...inputs(), 'plain-http': 'false'});
      expect(step.exitCode).toBe(1);
      expect(step.log).toContain('does not speak TLS');
      expect(step.log).toContain(`Next: set plain-http if ${registry.address} has no TLS`);
    });

    test('verify: push lets an account through that may create, and leaves nothing behind', async () => {
      const before = storedIn(registry);
      const step = await new Job().login({...inputs(), verify: 'push', repository: 'team/app'});
      expect(step.log).toContain('it may create in team/app');
      expect(step.exitCode).toBe(0);
      expect(storedIn(registry)).toEqual(before);
      const catalog = await fetch(`${registry.url}/v2/_catalog`, {
        headers: {authorization: `Basic ${Buffer.from(`ci:${registry.accounts.ci.password}`).toString('base64')}`},
      });
      expect(await catalog.json()).toEqual({repositories: []});
    });

    testWith(['skopeo'], 'skopeo pushes and reads with the file', async () => {
      const job = new Job();
      await job.login(inputs());
      await pushEmptyImage(job, `${registry.address}/team/image:1`);
      expect(await skopeo(job, 'list-tags', '--tls-verify=false', `docker://${registry.address}/team/image`)).toContain(
        '"1"',
      );
    });
  });
});

describeWith(['zot'], 'zot with rights', () => {
  test('verify: push refuses an account that may only read', async () => {
    const registry = await startRegistry({kind: 'zot', accounts: ['reader']});
    const before = storedIn(registry);
    const {username, password} = registry.accounts.reader ?? registry.accounts.ci;
    const inputs = {registry: registry.address, username, password, 'plain-http': 'true'};
    expect((await new Job().login(inputs)).exitCode).toBe(0);
    const step = await new Job().login({...inputs, verify: 'push', repository: 'team/app'});
    expect(step.exitCode).toBe(1);
    expect(step.log).toContain('knows the account reader, but does not let it create in team/app (403)');
    expect(step.log).toContain('Next: give the account "reader" the right');
    expect(step.exported).toEqual({});
    expect(storedIn(registry)).toEqual(before);
  });

  test('a wrong password is refused where everybody may read and create', async () => {
    const registry = await startRegistry({kind: 'zot', anonymousCreate: true});
    const inputs = {registry: registry.address, username: 'ci', password: 'wrong password', 'plain-http': 'true'};
    expect((await new Job().login(inputs)).log).toContain('refused the credentials of account ci (401)');
  });

  test('an authority that nobody knows needs ca-file', async () => {
    const registry = await startRegistry({kind: 'zot', tls: true});
    const inputs = {registry: registry.address, ...registry.accounts.ci};
    const unknown = await new Job().login(inputs);
    expect(unknown.exitCode).toBe(1);
    expect(unknown.log).toContain('its certificate is not trusted');
    expect(unknown.log).toMatch(/Next: give the certificate of the authority .* with ca-file/);
    const plain = await new Job().login({...inputs, 'plain-http': 'true'});
    expect(plain.log).toContain('Next: leave plain-http out');
    const known = await new Job().login({
      ...inputs,
      'ca-file': registry.certificate?.caFile ?? '',
      verify: 'push',
      repository: 'team/app',
    });
    expect(known.log).toContain('it may create in team/app');
    expect(known.exitCode).toBe(0);
  });
});

describeWith(['docker-registry', 'skopeo', 'docker'], 'docker', () => {
  test('reads with the file, also where the job had a credentials store', async () => {
    const registry = await startRegistry({kind: 'docker-registry'});
    const before = temporaryFolder();
    writeFileSync(join(before, 'config.json'), '{"auths": {}, "credsStore": "not-installed"}');
    const job = new Job({DOCKER_CONFIG: before});
    const image = `${registry.address}/team/image:1`;
    const inspect = () => {
      const env = toolEnvironment(process.env, {HOME: temporaryFolder(), DOCKER_CONFIG: job.env.DOCKER_CONFIG});
      return run(['docker', 'manifest', 'inspect', '--insecure', image], {cwd: job.workspace, env, timeoutMs: 60_000});
    };
    await expect(inspect()).rejects.toThrow();
    await job.login({registry: registry.address, ...registry.accounts.ci, 'plain-http': 'true'});
    await pushEmptyImage(job, image);
    expect((await inspect()).stdout).toContain('application/vnd.oci.image.manifest.v1+json');
  });
});

describeWith(['zot', 'docker-registry', 'skopeo'], 'two registries', () => {
  test('logins add up: skopeo copies from one to the other, and cannot after the post steps', async () => {
    const from = await startRegistry({kind: 'docker-registry'});
    const to = await startRegistry({kind: 'zot'});
    const job = new Job();
    const steps = [];
    for (const {address, accounts} of [from, to]) {
      steps.push(await job.login({registry: address, ...accounts.ci, 'plain-http': 'true'}));
    }
    await pushEmptyImage(job, `${from.address}/team/image:1`);
    const copy = ['copy', '--src-tls-verify=false', '--dest-tls-verify=false', `docker://${from.address}/team/image:1`];
    await skopeo(job, ...copy, `docker://${to.address}/team/image:1`);
    expect(await skopeo(job, 'list-tags', '--tls-verify=false', `docker://${to.address}/team/image`)).toContain('"1"');
    for (const step of steps.reverse()) expect((await job.logout(step)).exitCode).toBe(0);
    expect(readdirSync(job.env.RUNNER_TEMP ?? '')).toEqual([]);
    await expect(skopeo(job, ...copy, `docker://${to.address}/team/image:2`)).rejects.toThrow(/skopeo/);
    const leaks = job.runs.flatMap((run) => [...leaksOf(run, from.accounts.ci), ...leaksOf(run, to.accounts.ci)]);
    expect(leaks).toEqual([]);
  });
});

test('a host that does not exist is named', async () => {
  const inputs = {registry: 'registry.invalid', username: 'ci', password: 'sesame'};
  const step = await new Job().login(inputs);
  expect(step.exitCode).toBe(1);
  expect(step.log).toContain('The login of account ci at registry.invalid could not be checked');
  expect(step.log).toContain('Next: check the name and the port of registry.invalid');
});
