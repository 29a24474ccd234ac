import {describeWith, gitRepository} from '@gantry/testing';
import {gantry} from './gantry';

jest.setTimeout(120_000);

const computed = (version: string) =>
  `{ ... }: rec { parts = [ ${version
    .split('.')
    .map((part) => `"${part}"`)
    .join(' ')} ]; version = builtins.concatStringsSep "." parts; }\n`;

async function repository() {
  return gitRepository({
    first: {
      'containers/web/default.nix': computed('1.2'),
      'containers/web/container.ts': "export default {version: 'v1.2', build() {}};\n",
      'gantry.yaml': 'containers: {web: {nix: {attribute: version}}}\n',
    },
    second: {'containers/web/default.nix': computed('1.3')},
  });
}

describeWith(['nix-instantiate'], 'a version that only Nix can say', () => {
  test('is read here and in a commit, and its tags follow', async () => {
    const repo = await repository();
    repo.write('containers/web/default.nix', computed('1.4'));
    const versionOf = async (...args: string[]) => gantry(repo.root, ['version', 'web', '--builder', 'nix', ...args]);
    expect(await versionOf()).toMatchObject({exitCode: 0, stdout: '1.4\n'});
    expect(await versionOf('--ref', 'HEAD')).toMatchObject({exitCode: 0, stdout: '1.3\n'});
    const sha = await repo.sha('first');
    expect(await gantry(repo.root, ['tags', 'web', '--ref', sha, '--builder', 'nix'])).toMatchObject({
      ...{exitCode: 0, stdout: `nix  v1.2-${sha.slice(0, 7)}-nix\n`},
    });
    expect(await repo.git('worktree', 'list')).not.toContain('\n');
  });

  test('has to agree with the others', async () => {
    const repo = await repository();
    const run = await gantry(repo.root, ['check', '--all']);
    expect(run.stdout).toMatch(
      /^containers\/web\/default\.nix: web: the version is 1\.3 here, and v1\.2 in containers\/web\/container\.ts:1\n {2}Next: make Nix give v1\.2/,
    );
    expect(run.exitCode).toBe(1);
    repo.write('containers/web/default.nix', computed('1.2'));
    expect(await gantry(repo.root, ['check', '--all'])).toMatchObject({exitCode: 0});
  });

  test('that cannot be evaluated is a finding', async () => {
    const repo = await repository();
    repo.write('containers/web/default.nix', '{ ... }: { version = throw "not today"; }\n');
    const run = await gantry(repo.root, ['check', '--all', '--json']);
    expect(run.json()).toMatchObject({findings: [{code: 'nix-evaluation-failed', container: 'web'}]});
    expect(JSON.stringify(run.json())).toContain('not today');
    expect(run.exitCode).toBe(1);
  });
});
