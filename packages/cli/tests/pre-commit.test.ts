import {cpSync, mkdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {tryRun} from '@gantry/process';
import {describeWith, gitEnvironment, gitRepository, temporaryFolder, type GitRepository} from '@gantry/testing';
import {parse} from 'yaml';

jest.setTimeout(120_000);

const root = join(__dirname, '../../..');
const hooksFile = join(root, '.pre-commit-hooks.yaml');

const docker = (version: string) => `ARG CONTAINER_APP_VERSION=${version}\nFROM scratch\n`;
const settings = 'containers: {ntfy: {nix: {package: ntfy}}}\n';

async function repository(): Promise<GitRepository> {
  return gitRepository({
    first: {
      'containers/web/Dockerfile': docker('1.0'),
      'containers/web/default.nix': '{pkgs}: let version = "1.0"; in version\n',
      'containers/ntfy/default.nix': '{pkgs}: pkgs.ntfy\n',
      'gantry.yaml': settings,
    },
  });
}

async function commit(repo: GitRepository, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return tryRun(['git', 'commit', '--message', 'x', ...args], {
    ...{cwd: repo.root, env: {...gitEnvironment(), ...env}, timeoutMs: 300_000},
  });
}

test('the definition names what a clone holds, and needs no install', async () => {
  const [hook, ...more] = parse(readFileSync(hooksFile, 'utf8')) as Record<string, unknown>[];
  expect(more).toEqual([]);
  expect(hook).toMatchObject({id: 'gantry-check', language: 'script', pass_filenames: false});
  const [program = '', ...args] = String(hook?.entry).split(' ');
  const repo = await repository();
  const call = () => tryRun([join(root, program), ...args], {cwd: repo.root, env: gitEnvironment(), timeoutMs: 60_000});
  expect(await call()).toMatchObject({exitCode: 0, stderr: ''});
  repo.write('containers/web/Dockerfile', docker('1.1'));
  expect(await call()).toMatchObject({
    exitCode: 1,
    stdout: expect.stringContaining('the version is 1.0 here') as string,
  });
});

describe('as a hook of git', () => {
  async function withHook(): Promise<GitRepository> {
    const repo = await repository();
    repo.write('.git/hooks/pre-commit', `#!/bin/sh\nexec '${join(root, 'packages/cli/bin/gantry')}' check --no-nix\n`);
    await repo.git('update-index', '--refresh');
    await tryRun(['chmod', '+x', join(repo.root, '.git/hooks/pre-commit')], {env: gitEnvironment(), timeoutMs: 10_000});
    return repo;
  }

  test.each([
    ['git commit --all', ['--all']],
    ['git commit PATH', ['containers/web/Dockerfile']],
  ])('%s of versions that differ is refused, and of versions that agree is not', async (_title, args) => {
    const repo = await withHook();
    repo.write('containers/web/Dockerfile', docker('1.1'));
    const refused = await commit(repo, args);
    expect(refused.stderr).toContain('containers/web/default.nix:1: web: the version is 1.0 here, and 1.1 in');
    expect(refused.exitCode).toBe(1);
    expect(await repo.git('rev-list', '--count', 'HEAD')).toBe('1');
    repo.write('containers/web/Dockerfile', docker('v1.0'));
    expect(await commit(repo, args)).toMatchObject({exitCode: 0});
  });

  test('from a linked work tree', async () => {
    const repo = await withHook();
    const folder = join(temporaryFolder(), 'linked');
    await repo.git('worktree', 'add', '--quiet', '-b', 'topic', folder);
    const linked = {root: folder} as GitRepository;
    await tryRun(['sh', '-c', `printf '${docker('1.1').replaceAll('\n', '\\n')}' > containers/web/Dockerfile`], {
      ...{cwd: folder, env: gitEnvironment(), timeoutMs: 10_000},
    });
    expect(await commit(linked, ['--all'])).toMatchObject({
      ...{exitCode: 1, stderr: expect.stringContaining('web: the version is 1.0 here') as string},
    });
  });
});

describeWith(['pre-commit'], 'with pre-commit', () => {
  test('the hook of a clone refuses what does not agree', async () => {
    const hooks = await gitRepository();
    mkdirSync(join(hooks.root, 'packages/cli'), {recursive: true});
    for (const path of ['packages/cli/bin', 'packages/cli/dist', '.pre-commit-hooks.yaml']) {
      cpSync(join(root, path), join(hooks.root, path), {recursive: true});
    }
    await hooks.git('add', '--force', '.');
    await hooks.git('commit', '--quiet', '--message', 'gantry');

    const repo = await repository();
    const rev = await hooks.sha('HEAD');
    repo.write(
      '.pre-commit-config.yaml',
      `repos:\n  - repo: ${hooks.url}\n    rev: ${rev}\n    hooks: [{id: gantry-check}]\n`,
    );
    await repo.git('add', '.');
    await repo.git('commit', '--quiet', '--message', 'configuration');
    const env = {...gitEnvironment(), PRE_COMMIT_HOME: temporaryFolder()};
    const preCommit = (...args: string[]) => tryRun(['pre-commit', ...args], {cwd: repo.root, env, timeoutMs: 300_000});
    expect(await preCommit('run', 'gantry-check', '--all-files')).toMatchObject({exitCode: 0});
    repo.write('containers/web/Dockerfile', docker('1.1'));
    await repo.git('add', '.');
    const refused = await preCommit('run');
    expect(refused.stdout).toContain('containers/web/default.nix:1: web: the version is 1.0 here, and 1.1 in');
    expect(refused.exitCode).toBe(1);
  });
});
