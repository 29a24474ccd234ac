import {join} from 'node:path';
import {describeWith, pullImage} from '@gantry/testing';
import {freePort} from '../script/lib/registry.mjs';
import {holdings, openForge, type Event, type Forge} from './forge';

const root = join(__dirname, '..');
const tools = ['forgejo-runner', 'zot', 'dagger', 'skopeo', 'nix-build', 'busybox', 'git', 'umoci', 'runc'];

jest.setTimeout(600_000);

// The workflows as they are, through the Forgejo runner, with an account that may read and create and nothing else.
describeWith(tools, 'a push to main, through the Forgejo runner', () => {
  let forge: Forge;
  let event: Event;
  let sha7: string;

  const both = async (pushed: Event) => {
    const runs = [await forge.run('dagger', pushed), await forge.run('nix', pushed)];
    const failed = runs.find(({ok}) => !ok);
    if (failed) throw new Error(failed.log);
    return runs.flatMap(({images}) => images).filter(({status}) => status !== 'skipped');
  };

  beforeAll(async () => {
    forge = await openForge(root);
    await forge.repository.commit('containers and workflows');
    await forge.repository.push();
    await both(await forge.repository.push());
  });

  /** A private change, so that later commits have something to build. */
  const touch = (container: string, file: string) =>
    forge.repository.edit(`containers/${container}/${file}`, (text: string) => `${text}\n# ${Math.random()}\n`);

  test('a commit that touches two containers gives exactly their images, with both tags each', async () => {
    const before = await holdings(forge.registry.address);
    touch('nettest', 'Dockerfile');
    touch('uptime-page', 'default.nix');
    sha7 = (await forge.repository.commit('two containers')).slice(0, 7);
    event = await forge.repository.push();
    const images = await both(event);

    const after = await holdings(forge.registry.address);
    const added = Object.keys(after).filter((name) => !(name in before));
    expect(added.sort()).toEqual(
      [
        `homelab/nettest:v1.0.0-${sha7}`,
        `homelab/nettest:v1.0.0-${sha7}-main`,
        `homelab/nettest:v1.0.0-${sha7}-nix`,
        `homelab/nettest:v1.0.0-${sha7}-main-nix`,
        `homelab/uptime-page:v1.0.0-${sha7}-nix`,
        `homelab/uptime-page:v1.0.0-${sha7}-main-nix`,
      ].sort(),
    );
    for (const image of images) {
      expect(image.status).toBe('built');
      for (const tag of image.tags) expect(after[`homelab/${image.container}:${tag}`]).toBe(image.digest);
    }
  });

  test('the same run once more: everything exists, nothing is added, and the account was never refused', async () => {
    const before = await holdings(forge.registry.address);
    const images = await both(event);
    expect(images.map(({container, builder, status}) => `${container} ${builder} ${status}`).sort()).toEqual([
      'nettest dagger exists',
      'nettest nix exists',
      'uptime-page nix exists',
    ]);
    expect(await holdings(forge.registry.address)).toEqual(before);
    expect(forge.registry.requests().filter(({status}) => status === 403)).toEqual([]);
  });

  test('a commit that touches only a README builds nothing', async () => {
    const before = await holdings(forge.registry.address);
    const readme = join(forge.repository.directory, 'README.md');
    (await import('node:fs')).writeFileSync(readme, '# Homelab\n');
    await forge.repository.commit('a README');
    const pushed = await forge.repository.push();
    expect(await both(pushed)).toEqual([]);
    expect(await holdings(forge.registry.address)).toEqual(before);
  });

  test.each([
    ['a short sha', async () => (await commitElsewhere('short/sha')).slice(0, 7)],
    ['a branch with a slash', async () => (await commitElsewhere('fix/one'), 'fix/one')],
    ['a tag', async () => tagAt('release-1')],
  ])('a dispatch at %s gives one image of that commit, without -main', async (_kind, makeRef) => {
    const ref = await makeRef();
    const sha = newest;
    const before = await holdings(forge.registry.address);
    const inputs = {container: 'echo', ref};
    const run = await forge.run('dagger', await forge.repository.dispatch(inputs, 'build-container.yaml'), {inputs});
    if (!run.ok) throw new Error(run.log);
    const tag = `v1.0.0-${sha.slice(0, 7)}`;
    expect(run.images).toMatchObject([{container: 'echo', status: 'built', tags: [tag]}]);
    const after = await holdings(forge.registry.address);
    expect(Object.keys(after).filter((name) => !(name in before))).toEqual([`homelab/echo:${tag}`]);
  });

  let newest: string;

  /** A commit that only a branch of the forge has: the checkout stays on main. */
  async function commitElsewhere(branch: string): Promise<string> {
    const main = await forge.repository.git('rev-parse', 'HEAD');
    touch('echo', 'Dockerfile');
    newest = await forge.repository.commit(branch);
    await forge.repository.push(branch);
    await forge.repository.git('reset', '--quiet', '--hard', main);
    return newest;
  }

  async function tagAt(name: string): Promise<string> {
    const sha = await commitElsewhere(`for/${name}`);
    await forge.repository.git('tag', '--annotate', '--message', name, name, sha);
    await forge.repository.git('push', '--quiet', 'origin', `refs/tags/${name}`);
    await forge.repository.git('tag', '--delete', name);
    return name;
  }

  test('every image that was published starts, and says what it is', async () => {
    const {address} = forge.registry;
    const published = Object.keys(await holdings(address)).filter((name) => !name.includes('-main'));
    const newestOf = (name: string, nix: boolean) => {
      const tags = published.filter((tag) => tag.startsWith(`homelab/${name}:`) && tag.endsWith('-nix') === nix);
      return pullImage(`${address}/${tags.at(-1) ?? `homelab/${name}:none`}`);
    };

    const tester = await newestOf('nettest', false);
    expect((await tester.run(['sh', '-c', 'cat /etc/nettest-version'])).stdout).toBe('nettest 1.0.0\n');
    const nixTester = await newestOf('nettest', true);
    expect((await nixTester.run(['sh', '-c', 'cat /etc/nettest-version'])).stdout).toBe('nettest 1.0.0\n');

    expect((await (await newestOf('files', false)).run(['/bin/serve', '--version'])).stdout).toBe('files 1.0.0\n');
    for (const [name, nix, path, words] of [
      ['echo', false, '/', /1\.0\.0/],
      ['files', false, '/', /<title>files<\/title>/],
      ['uptime-page', true, '/status.json', /1\.0\.0/],
    ] as const) {
      const port = await freePort();
      const get = () => fetch(`http://127.0.0.1:${port}${path}`);
      const ready = async () => (await get()).ok;
      await (
        await newestOf(name, nix)
      ).serve({env: [`PORT=${port}`], ready}, async () => {
        expect(await (await get()).text()).toMatch(words);
      });
    }
  });
});
