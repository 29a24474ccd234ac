import {join} from 'node:path';
import {ciCheckoutOf, cloneOf, gitRepository, runBundle, type FileChanges, type GitRepository} from '@gantry/testing';
import {gantry} from './gantry';

jest.setTimeout(120_000);

const action = (name: string) => join(__dirname, `../../../actions/${name}/dist/index.js`);

const docker = (version: string, from = 'scratch') => `ARG CONTAINER_APP_VERSION=${version}\nFROM ${from}\n`;
const registry = 'registry: registry.example.org:5000\nnamespace: home/lab\n';

const fixtures: readonly {readonly title: string; readonly files: FileChanges; readonly change: FileChanges}[] = [
  {
    title: 'Dockerfiles, no gantry.yaml',
    files: {'containers/api/Dockerfile': docker('1.0'), 'containers/web/Dockerfile': docker('v2.0-r4')},
    change: {'containers/web/index.html': 'x'},
  },
  {
    title: 'both builders, a registry, and a chain of images',
    files: {
      'gantry.yaml': registry,
      'containers/base/Dockerfile': docker('12.1'),
      'containers/web/Dockerfile': docker('2.0', 'registry.example.org:5000/home/lab/base:v12'),
      'containers/web/default.nix': '{pkgs}: let version = "2.0.1"; in version\n',
    },
    change: {'containers/base/Dockerfile': docker('12.2')},
  },
  {
    title: 'another folder, a native pipeline, and a watched path',
    files: {
      'gantry.yaml': 'directory: images\ncontainers: {web: {watch: [lib]}}\n',
      'images/web/container.ts': "export default {version: 'v3.0+build.7', build() {}};\n",
      'images/ntfy/default.nix': '{pkgs}: let version = "2.11"; in version\n',
      'lib/x.ts': '1',
    },
    change: {'lib/x.ts': '2', 'images/ntfy/a b': 'name with a space'},
  },
  {
    title: 'a change of gantry.yaml that moves every image',
    files: {
      'gantry.yaml': registry,
      'containers/web/Dockerfile': docker('1'),
      'containers/api/Dockerfile': docker('2'),
    },
    change: {'gantry.yaml': registry.replace('home/lab', 'lab')},
  },
  {
    title: 'a deleted container, and nothing else',
    files: {'containers/web/Dockerfile': docker('1'), 'containers/api/Dockerfile': docker('2')},
    change: {'containers/api/Dockerfile': null},
  },
];

const images = ['dagger', 'nix'] as const;

/** main, and a branch of it that is checked out. */
async function branchOf({files, change}: (typeof fixtures)[number]): Promise<GitRepository> {
  const repo = await gitRepository({first: files});
  await repo.branch('topic');
  await repo.checkout('topic');
  await repo.commit('change', change);
  return repo;
}

describe.each(fixtures)('$title', (fixture) => {
  test('gantry tags and compute-tag give the same tags', async () => {
    const repo = await branchOf(fixture);
    const checkout = await ciCheckoutOf(repo, {ref: 'topic'});
    const names = (await gantry(repo.root, ['check', '--all', '--json'])).json().checked as string[];
    expect(names.length).toBeGreaterThan(0);
    let compared = 0;
    for (const container of names) {
      for (const ref of ['HEAD', 'main']) {
        for (const main of ref === 'HEAD' ? [false, true] : [false]) {
          const args = ['tags', container, '--ref', ref, ...(main ? ['--main'] : []), '--json'];
          const said = (await gantry(repo.root, args)).json() as {sha: string; images: Record<string, unknown>[]};
          for (const builder of images) {
            const {outputs} = await runBundle({
              bundle: action('compute-tag'),
              workspace: checkout.root,
              inputs: {container, builder, ref, ...(main ? {'main-branch': 'topic'} : {})},
              event: {name: 'push', payload: {ref: 'refs/heads/topic', before: said.sha, after: said.sha}},
            });
            const image = said.images.find((candidate) => candidate.builder === builder);
            expect(outputs).toEqual(
              image === undefined ? {} : asOutputs({...image, sha: said.sha, builder: undefined}),
            );
            compared += 1;
          }
        }
      }
    }
    expect(compared).toBe(names.length * 6);
  });

  test('gantry detect and detect-changed-containers give the same containers', async () => {
    const repo = await branchOf(fixture);
    const checkout = await ciCheckoutOf(repo, {ref: 'topic'});
    const clone = await cloneOf(repo, {branch: 'topic'});
    const main = await repo.sha('first');
    for (const {args, inputs} of [
      {args: [], inputs: {}},
      {args: ['--base', 'main'], inputs: {base: 'main'}},
      {args: ['--base', main.slice(0, 8), '--head', 'topic'], inputs: {base: main.slice(0, 8), head: 'topic'}},
      {args: ['--base', 'topic', '--head', 'main'], inputs: {base: 'topic', head: 'main'}},
    ]) {
      const said = (await gantry(clone.root, ['detect', ...args, '--json'])).json();
      const {outputs, exitCode} = await runBundle({
        ...{bundle: action('detect-changed-containers'), workspace: checkout.root, inputs},
      });
      expect(exitCode).toBe(0);
      expect(asOutputs(said)).toEqual(outputs);
    }
  });
});

test('in a job, gantry detect takes the event, as the action does', async () => {
  const repo = await branchOf(fixtures[1] as (typeof fixtures)[number]);
  await repo.commit('more', {'containers/web/index.html': 'x'});
  const event = {
    name: 'push',
    payload: {ref: 'refs/heads/topic', before: await repo.sha('change'), after: await repo.sha('more')},
  };
  const checkout = await ciCheckoutOf(repo, {ref: 'topic'});
  const {outputs} = await runBundle({bundle: action('detect-changed-containers'), workspace: checkout.root, event});
  expect(JSON.parse(outputs.containers ?? '')).toEqual(['web']);
  repo.write('event.json', JSON.stringify(event.payload));
  const env = {GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: join(repo.root, 'event.json')};
  const said = (await gantry(repo.root, ['detect', '--json'], env)).json();
  expect(asOutputs(said)).toEqual(outputs);
});

/** Values as a runner gets them. */
function asOutputs(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}
