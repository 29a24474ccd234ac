import {symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {gitRepository, temporaryFolder, toolPath, type GitRepository} from '@gantry/testing';
import {gantry} from './gantry';

jest.setTimeout(120_000);

const docker = (version: string) => `ARG CONTAINER_APP_VERSION=${version}\nFROM scratch\n`;

async function repository(): Promise<GitRepository> {
  return gitRepository({
    first: {
      'containers/api/Dockerfile': docker('v1.0'),
      'containers/web/Dockerfile': docker('2.0'),
      'containers/ntfy/default.nix': '{pkgs}: let version = "3.0"; in version\n',
      'lib/shared.sh': 'true\n',
      'docs/README.md': 'x\n',
      'gantry.yaml': 'containers:\n  api:\n    watch: [lib]\n  ntfy:\n    service: null\n',
      'service-versions.yaml': 'web: v2.0\napi: 1.0\n',
    },
  });
}

async function checkedIn(repo: GitRepository, ...args: string[]): Promise<unknown> {
  const run = await gantry(repo.root, ['check', '--json', ...args]);
  expect(run.stderr).toBe('');
  return run.json().checked;
}

describe('the containers that are looked at', () => {
  test('on main: those that are not committed yet', async () => {
    const repo = await repository();
    expect(await checkedIn(repo)).toEqual([]);
    repo.write('docs/README.md', 'y\n');
    expect(await checkedIn(repo)).toEqual([]);
    repo.write('containers/web/index.html', 'not tracked, and in nobody’s version\n');
    expect(await checkedIn(repo)).toEqual([]);
    repo.write('containers/web/Dockerfile', docker('2.1'));
    expect(await checkedIn(repo)).toEqual(['web']);
    await repo.git('add', 'containers/web/Dockerfile');
    expect(await checkedIn(repo)).toEqual(['web']);
    repo.write('lib/shared.sh', 'false\n');
    expect(await checkedIn(repo)).toEqual(['api', 'web']);
  });

  test('a new container that git does not track yet, and a new build file', async () => {
    const repo = await repository();
    repo.write('containers/new/Dockerfile', docker('1'));
    repo.write('containers/web/default.nix', '{pkgs}: let version = "2.0"; in version\n');
    expect(await checkedIn(repo)).toEqual(['new', 'web']);
  });

  test.each([
    ['an entry of service-versions.yaml', {'service-versions.yaml': 'web: v2.0\napi: 1.1\n'}, ['api']],
    ['a line of service-versions.yaml that moves', {'service-versions.yaml': '# all\napi: 1.0\nweb: v2.0\n'}, []],
    [
      'an entry of gantry.yaml',
      {'gantry.yaml': '# moved\ncontainers:\n  api: {watch: [lib]}\n  web: {service: web}\n  ntfy: {service: null}\n'},
      ['web'],
    ],
    ['a service-versions.yaml that is gone', {'service-versions.yaml': null}, ['api', 'web']],
  ])('%s', async (_title, changes, expected) => {
    const repo = await repository();
    for (const [path, text] of Object.entries(changes)) repo.write(path, text);
    expect(await checkedIn(repo)).toEqual(expected);
  });

  test('on a branch: what it changed since it left main, not what main changed since', async () => {
    const repo = await repository();
    await repo.branch('topic');
    await repo.commit('on main', {'containers/api/Dockerfile': docker('1.1')});
    await repo.checkout('topic');
    await repo.commit('on the branch', {'containers/web/Dockerfile': docker('2.1')});
    expect(await checkedIn(repo)).toEqual(['web']);
    expect(await checkedIn(repo, '--base', 'main')).toEqual(['web']);
    expect(await checkedIn(repo, '--base', 'HEAD')).toEqual([]);
    expect(await checkedIn(repo, '--all')).toEqual(['api', 'ntfy', 'web']);
    expect(await checkedIn(repo, 'ntfy', 'api', 'ntfy')).toEqual(['api', 'ntfy']);
  });

  test('what origin has as main counts before the local main, and origin is not asked', async () => {
    const repo = await repository();
    await repo.commit('pushed', {'containers/api/Dockerfile': docker('1.0')});
    await repo.git('remote', 'add', 'origin', 'https://forge.invalid/x.git');
    await repo.git('update-ref', 'refs/remotes/origin/main', await repo.sha('first'));
    expect(await checkedIn(repo)).toEqual(['api']);
  });

  test('without a main, and before the first commit: everything', async () => {
    const repo = await gitRepository({first: {'containers/web/Dockerfile': docker('1')}}, {branch: 'trunk'});
    const run = await gantry(repo.root, ['check']);
    expect(run).toMatchObject({exitCode: 0, stdout: '1 container: nothing is wrong.\n'});
    expect(run.stderr).toBe('Everything is checked, because there is no branch main.\n');

    const unborn = await gitRepository();
    unborn.write('containers/web/Dockerfile', docker('1'));
    expect(await checkedIn(unborn)).toEqual(['web']);
  });
});

describe('findings', () => {
  test.each([
    [
      'versions that differ',
      {'containers/web/default.nix': '{pkgs}: let version = "2.1"; in version\n'},
      'containers/web/default.nix:1: web: the version is 2.1 here, and 2.0 in containers/web/Dockerfile:1\n  Next: write version = "2.0"; here, or correct containers/web/Dockerfile:1.\n1 finding, 3 containers.\n',
    ],
    [
      'a service with another version',
      {'service-versions.yaml': 'services:\n  web: 2.0\n  api: {version: "1.1"}\n'},
      'service-versions.yaml:3: services.api: the version is 1.1 here, and v1.0 in containers/api/Dockerfile:1\n  Next: write "v1.0" here, or correct containers/api/Dockerfile:1.\n1 finding, 3 containers.\n',
    ],
    [
      'an entry that cannot be read, and is not called missing too',
      {'service-versions.yaml': 'web: 2.0\napi:\n'},
      'service-versions.yaml:2: api: it states no version; write it as "1.2.3", or as {version: "1.2.3"}\n  Next: correct the line; its shape is "service: version".\n1 finding, 3 containers.\n',
    ],
    [
      'a wrong key of gantry.yaml',
      {'gantry.yaml': 'containers:\n  web:\n    watsch: [lib]\n'},
      'gantry.yaml:3: containers.web.watsch: there is no such key; did you mean "watch"?\n  Next: correct the lines that are named.\n1 finding, 0 containers.\n',
    ],
    [
      'settings of a container that is not there',
      {'gantry.yaml': 'containers:\n  wep: {watch: [lib]}\n'},
      'gantry.yaml:2: containers.wep: there is no container containers/wep; did you mean "web"?\n  Next: correct the name, or remove the entry of a container that is gone.\n1 finding, 0 containers.\n',
    ],
    [
      'a folder that no image can be called after',
      {'containers/Web/Dockerfile': docker('1')},
      'containers/Web: "containers/Web" holds a build file, but its name is no legal part of an image name\n  Next: rename the folder: lower-case letters and digits, with single ".", "_" or "-" between them.\n1 finding, 0 containers.\n',
    ],
    [
      'a watch pattern of container.ts that means nothing',
      {'containers/web/container.ts': "export default {\n  version: '2.0',\n  watch: ['src/**/*.go'],\n};\n"},
      'containers/web/container.ts:3: web: the watch pattern "src/**/*.go" matches no tracked file\n  Next: correct the pattern, add the file to git, or remove the entry.\n1 finding, 3 containers.\n',
    ],
    [
      'a watch pattern that leads out of the repository',
      {'containers/web/container.ts': "export default {version: '2.0', watch: ['../x']};\n"},
      /^containers\/web\/container\.ts:1: web: .*"\.\.\/x".*\n {2}Next: write a path relative to the repository root/,
    ],
    [
      'a circle',
      {
        'gantry.yaml':
          'containers:\n  api:\n    dependsOn: [web]\n  web:\n    dependsOn: [ntfy]\n  ntfy:\n    dependsOn: [api]\n    service: null\n',
      },
      'gantry.yaml:2: containers.api.dependsOn: The containers depend on each other in a circle: api -> web -> ntfy -> api\n  Next: remove one of these FROM, COPY --from or dependsOn entries.\n1 finding, 3 containers.\n',
    ],
    [
      'a circle in Dockerfiles',
      {
        'gantry.yaml': 'registry: r.example.org\nnamespace: home\ncontainers: {ntfy: {service: null}}\n',
        'containers/web/Dockerfile': `${docker('2.0')}FROM r.example.org/home/web:v1\n`,
      },
      /^containers\/web\/Dockerfile:3: web: The container web depends on itself\n/,
    ],
    [
      'a dependency that does not exist',
      {'containers/web/container.ts': "export default {version: '2.0', dependsOn: ['bace']};\n"},
      /^containers\/web\/container\.ts:1: web: the container web depends on "bace", which does not exist/,
    ],
  ])('%s', async (_title, changes, expected) => {
    const repo = await repository();
    for (const [path, text] of Object.entries(changes)) repo.write(path, text);
    const run = await gantry(repo.root, ['check', '--all']);
    expect(run.stderr).toBe('');
    if (typeof expected === 'string') expect(run.stdout).toBe(expected);
    else expect(run.stdout).toMatch(expected);
    expect(run.exitCode).toBe(1);
  });

  test('two circles and a missing dependency are three findings', async () => {
    const repo = await gitRepository({
      first: {
        ...Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`containers/${name}/Dockerfile`, docker('1')])),
        'gantry.yaml':
          'containers:\n  a: {dependsOn: [b]}\n  b: {dependsOn: [a]}\n  c: {dependsOn: [d]}\n  d: {dependsOn: [c]}\n  e: {dependsOn: [f]}\n',
      },
    });
    const {findings} = (await gantry(repo.root, ['check', '--json'])).json() as {
      findings: {code: string; line: number}[];
    };
    expect(findings.map(({code, line}) => [code, line])).toEqual([
      ['dependency-cycle', 2],
      ['dependency-cycle', 4],
      ['unknown-container', 6],
    ]);
  });

  test('a watch pattern may mean a file that is only staged, and not one that git ignores or has lost', async () => {
    const repo = await repository();
    repo.write('.gitignore', 'made\n');
    repo.write('made/x', '');
    repo.write('staged/x', '');
    await repo.git('add', 'staged', '.gitignore');
    repo.write('lib/shared.sh', null);
    repo.write('gantry.yaml', 'containers:\n  web: {watch: [made, staged, lib]}\n  ntfy: {service: null}\n');
    const {findings} = (await gantry(repo.root, ['check', '--json'])).json() as {findings: {key: string}[]};
    expect(findings.map(({key}) => key)).toEqual(['containers.web.watch[0]', 'containers.web.watch[2]']);
  });
});

test('--json has one shape, with and without findings', async () => {
  const repo = await repository();
  const sha = await repo.sha('first');
  expect((await gantry(repo.root, ['check', '--json'])).json()).toEqual({
    ...{ok: true, base: sha, checked: [], findings: [], unchecked: []},
  });
  repo.write('containers/web/Dockerfile', docker('2.1'));
  const run = await gantry(repo.root, ['check', '--json']);
  expect(run.exitCode).toBe(1);
  expect(run.json()).toEqual({
    ok: false,
    base: sha,
    checked: ['web'],
    findings: [
      {
        code: 'service-differs',
        container: 'web',
        file: 'service-versions.yaml',
        line: 1,
        key: 'web',
        message: 'the version is v2.0 here, and 2.1 in containers/web/Dockerfile:1',
        fix: 'write "2.1" here, or correct containers/web/Dockerfile:1.',
      },
    ],
    unchecked: [],
  });
});

test('a version that only Nix can say, on a machine without Nix: neither right nor wrong', async () => {
  const repo = await gitRepository({
    first: {
      'containers/web/default.nix': '{pkgs}: pkgs.hello\n',
      'gantry.yaml': 'containers: {web: {nix: {package: hello}}}\n',
    },
  });
  const asked = await gantry(repo.root, ['check', '--all', '--json'], {PATH: pathWith('git', 'node')});
  expect(asked.json()).toMatchObject({ok: false, findings: [], unchecked: [{container: 'web'}]});
  expect(asked.exitCode).toBe(3);
  const leftOut = await gantry(repo.root, ['check', '--all', '--no-nix']);
  expect(leftOut.stderr).toMatch(/^not checked: the version of web is only known to Nix, which was not asked\n$/);
  expect(leftOut.exitCode).toBe(0);
});

/** A PATH with these programs alone. */
function pathWith(...names: readonly string[]): string {
  const folder = temporaryFolder();
  for (const name of names) symlinkSync(toolPath(name) ?? name, join(folder, name));
  return folder;
}
