import {existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {run, toolEnvironment, tryRun} from '@gantry/process';
import {describeWith, gitEnvironment, gitRepository, startGitServer, temporaryFolder} from '@gantry/testing';

const root = join(__dirname, '..');

jest.setTimeout(300_000);

/** This project as a forge would serve it: what is committed, and no node_modules. */
async function serveActions(): Promise<string> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'gantry'));
  const bare = join(folder, 'gantry/gantry');
  const git = (...args: string[]) => run(['git', ...args], {cwd: root, env: gitEnvironment(), timeoutMs: 60_000});
  const staged = join(mkdtempSync(join(folder, 'staged-')), 'repository');
  const {stdout} = await git('ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', 'actions');
  for (const path of stdout.split('\0').filter((name) => name !== '')) {
    mkdirSync(join(staged, path, '..'), {recursive: true});
    writeFileSync(join(staged, path), readFileSync(join(root, path)));
  }
  const inStaged = (...args: string[]) =>
    run(['git', ...args], {cwd: staged, env: gitEnvironment(), timeoutMs: 60_000});
  await inStaged('init', '--quiet', '--initial-branch=main');
  await inStaged('add', '--all');
  await inStaged('commit', '--quiet', '--message', 'actions');
  await inStaged('tag', 'v1');
  await inStaged('clone', '--quiet', '--bare', staged, bare);
  return (await startGitServer(folder)).url;
}

// What another repository does: one `uses:` line with the address of the forge.
describeWith(['forgejo-runner', 'git'], 'actions imported by another repository, through the Forgejo runner', () => {
  test.each(['v1', 'main'])(
    'detect and compute-tag work at @%s with nothing but the committed bundles',
    async (ref) => {
      const forge = await serveActions();
      const actions = `${forge}/gantry/gantry/actions`;
      const folder = temporaryFolder();
      const result = join(folder, 'result.json');
      const other = await gitRepository({
        first: {'containers/api/Dockerfile': 'ARG CONTAINER_APP_VERSION=1.4.0\nFROM scratch\n'},
      });
      const base = await other.sha('first');
      await other.commit('second', {
        'containers/web/Dockerfile': 'ARG CONTAINER_APP_VERSION=2.0.0\nFROM scratch\n',
        '.forgejo/workflows/tags.yaml': `on: push
jobs:
  tags:
    runs-on: docker
    steps:
      - uses: https://data.forgejo.org/actions/checkout@v4
      - id: changed
        uses: ${actions}/detect-changed-containers@${ref}
        with:
          base: ${base}
      - id: tag
        uses: ${actions}/compute-tag@${ref}
        with:
          container: \${{ fromJSON(steps.changed.outputs.containers)[0] }}
      - env:
          CONTAINERS: \${{ steps.changed.outputs.containers }}
          TAG: \${{ steps.tag.outputs.tag }}
        run: printf '{"containers":%s,"tag":"%s"}' "$CONTAINERS" "$TAG" >'${result}'
`,
      });
      const ran = await tryRun(
        ['forgejo-runner', 'exec', '--image', '-self-hosted', '--workflows', '.forgejo/workflows/tags.yaml'],
        {cwd: other.root, env: toolEnvironment(process.env, {HOME: folder}), timeoutMs: 200_000},
      );
      if (!existsSync(result)) throw new Error(ran.stdout + ran.stderr);
      const sha = await other.sha('second');
      expect(JSON.parse(readFileSync(result, 'utf8'))).toEqual({containers: ['web'], tag: `v2.0.0-${sha.slice(0, 7)}`});
    },
  );
});
