import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {run, toolEnvironment, tryRun} from '@gantry/process';
import {describeWith, gitEnvironment, gitRepository, startRegistry, temporaryFolder} from '@gantry/testing';
import {publishBusybox} from '../script/lib/images.mjs';
import {holdings} from './forge';
import {serveActions} from './serve-actions';

const root = join(__dirname, '..');

jest.setTimeout(300_000);

const pages = [
  'README.md',
  ...readdirSync(join(root, 'actions')).map((name) => `actions/${name}/README.md`),
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
].filter((page) => existsSync(join(root, page)));

const workflowsOf = (page: string) =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/^```ya?ml\n([^]*?)^```/gm)]
    .map(([, text]) => text ?? '')
    .filter((text) => /^jobs:/m.test(text));

describeWith(['forgejo-runner'], 'workflows that the documentation shows', () => {
  test.each(pages.flatMap((page) => workflowsOf(page).map((text, index) => [page, index + 1, text] as const)))(
    '%s, number %s is valid',
    async (_page, _number, text) => {
      const file = join(temporaryFolder(), 'workflow.yaml');
      writeFileSync(file, text);
      const validate = ['forgejo-runner', 'validate', '--workflow', '--path', file] as const;
      const {exitCode, stdout, stderr} = await tryRun([...validate], {
        env: toolEnvironment(process.env),
        timeoutMs: 60_000,
      });
      expect(`${exitCode}\n${stdout}${stderr}`).toMatch(/^0\n/);
    },
  );

  test('every link to a file of this repository leads somewhere', () => {
    const broken = pages.flatMap((page) =>
      [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)]
        .map(([, target]) => target ?? '')
        .filter((target) => !existsSync(join(root, page, '..', target)))
        .map((target) => `${page}: ${target}`),
    );
    expect(broken).toEqual([]);
  });
});

// What somebody copies from the first screen, with nothing changed but the addresses.
describeWith(['forgejo-runner', 'zot', 'dagger', 'busybox', 'git'], 'the workflow of the README', () => {
  test('publishes a container of another repository', async () => {
    const [workflow] = workflowsOf('README.md');
    const forge = await serveActions(root);
    const registry = await startRegistry({kind: 'zot'});
    const {address, accounts} = registry;
    const folder = temporaryFolder();
    const base = await publishBusybox({address, account: accounts.admin}, folder);
    const local = (workflow ?? '')
      .replaceAll('https://forge.example.org', forge)
      .replaceAll('registry: registry.example.org', `registry: '${address}', plain-http: true`)
      .replaceAll('username: zot-ci', `username: ${accounts.ci.username}`);
    // `forgejo-runner exec` gives every run an empty event: a first step brings the one that a forge would send.
    const event = join(folder, 'event.json');
    const withEvent = local.replace(
      /^ {4}steps:\n/m,
      (line) => `${line}      - run: cp '${event}' "$GITHUB_EVENT_PATH"\n`,
    );
    const repository = await gitRepository({
      first: {
        'containers/hello/Dockerfile': `ARG CONTAINER_APP_VERSION=1.0.0\nFROM ${base}\nCMD ["echo", "hello"]\n`,
        '.forgejo/workflows/containers.yaml': withEvent,
      },
    });
    const sha = await repository.sha();
    writeFileSync(event, JSON.stringify({ref: 'refs/heads/main', before: '0'.repeat(40), after: sha}));
    const argv = ['forgejo-runner', 'exec', '--image', '-self-hosted', '--secret', 'ZOT_CI_API_KEY'] as const;
    const host = process.env._EXPERIMENTAL_DAGGER_RUNNER_HOST;
    const engine = host === undefined ? [] : ['--env', `_EXPERIMENTAL_DAGGER_RUNNER_HOST=${host}`];
    const home = join(folder, 'home');
    mkdirSync(home);
    const ran = await tryRun([...argv, ...engine, '--workflows', '.forgejo/workflows/containers.yaml'], {
      cwd: repository.root,
      env: toolEnvironment(process.env, {
        HOME: home,
        ZOT_CI_API_KEY: accounts.ci.password,
      }),
      timeoutMs: 200_000,
    });
    if (ran.exitCode !== 0) throw new Error(ran.stdout + ran.stderr);
    const tag = `hello:v1.0.0-${sha.slice(0, 7)}`;
    expect(Object.keys(await holdings(address)).sort()).toEqual([tag, `${tag}-main`]);
  });
});

test('the commands of the README are there', async () => {
  const {scripts} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {scripts: Record<string, string>};
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  for (const [, name = ''] of readme.matchAll(/`pnpm (\w+)`/g))
    expect([...Object.keys(scripts), 'install']).toContain(name);
  for (const script of ['script/demo', 'script/test']) {
    expect(readme).toContain(script);
    await run(['test', '-x', join(root, script)], {env: gitEnvironment(), timeoutMs: 10_000});
  }
});
