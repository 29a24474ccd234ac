import {execFile} from 'node:child_process';
import {cpSync, mkdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {gitEnvironment, gitRepository, temporaryFolder} from '@gantry/testing';

jest.setTimeout(120_000);

const root = join(__dirname, '../../..');
const page = readFileSync(join(root, 'docs/cli.md'), 'utf8');

/** Each `sh` block, with the `text` block that follows it directly: its output. */
const blocks = [...page.matchAll(/^```sh\n([^]*?)^```\n(?:\n```text\n([^]*?)^```\n)?/gm)].map(
  ([, script = '', output = '']) => ({
    script,
    output,
  }),
);

/** The repository that the page speaks of: a branch that brings miniflux to 2.18.0. */
async function fixture() {
  const docker = (version: string) => `ARG CONTAINER_APP_VERSION=${version}\nFROM scratch\n`;
  const nix = (version: string) => `{pkgs}: let\n  version = "${version}";\nin version\n`;
  const services = (version: string) => `ntfy: {version: 2.11.0, port: 80}\nminiflux: v${version}\n`;
  const repo = await gitRepository({
    first: {
      'containers/miniflux/Dockerfile': docker('2.17.0'),
      'containers/miniflux/default.nix': nix('2.17.0'),
      'containers/ntfy/default.nix': nix('2.11.0'),
      'gantry.yaml': 'registry: registry.example.org\nnamespace: homelab\n',
      'service-versions.yaml': services('2.17.0'),
    },
  });
  await repo.branch('topic');
  await repo.checkout('topic');
  await repo.commit('second', {
    'containers/miniflux/Dockerfile': docker('2.18.0'),
    'containers/miniflux/default.nix': nix('2.18.0'),
    'service-versions.yaml': services('2.18.0'),
  });
  return repo;
}

/** A forge that has this repository, as far as a clone of it needs it to run gantry. */
async function forge(): Promise<string> {
  const repo = await gitRepository();
  for (const folder of ['bin', 'dist']) {
    mkdirSync(join(repo.root, 'packages/cli'), {recursive: true});
    cpSync(join(root, 'packages/cli', folder), join(repo.root, 'packages/cli', folder), {recursive: true});
  }
  await repo.git('add', '--force', '.');
  await repo.git('commit', '--quiet', '--message', 'gantry');
  return repo.url;
}

test('every command of the page runs, and prints what the page says', async () => {
  const [repo, url, home] = [await fixture(), await forge(), temporaryFolder()];
  const env = {
    ...gitEnvironment(),
    HOME: home,
    PATH: `${join(home, '.local/bin')}:${process.env.PATH ?? ''}`,
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `url.${url}.insteadOf`,
    GIT_CONFIG_VALUE_0: 'https://forge.example.org/gantry/gantry',
  };
  expect(blocks.length).toBeGreaterThan(5);
  for (const {script, output} of blocks) {
    const {stdout, stderr} = await promisify(execFile)('sh', ['-euc', script], {cwd: repo.root, env});
    // What a hook prints is on standard error: git moves it there.
    expect({script, output: `${stdout}${stderr}`}).toEqual({script, output});
  }
});

test('every command that is only named on the page is one that its help knows', async () => {
  const named = [...page.matchAll(/`gantry ([a-z]+)[^`]*`/g)].map(([, command]) => command);
  const {stdout} = await promisify(execFile)(join(root, 'packages/cli/bin/gantry'), ['--help']);
  for (const command of new Set(named)) expect(stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
});
