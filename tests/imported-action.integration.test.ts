import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {toolEnvironment, tryRun} from '@gantry/process';
import {describeWith, gitRepository, temporaryFolder} from '@gantry/testing';
import {serveActions} from './serve-actions';

const root = join(__dirname, '..');

jest.setTimeout(300_000);

// What another repository does: one `uses:` line with the address of the forge.
describeWith(['forgejo-runner', 'git'], 'actions imported by another repository, through the Forgejo runner', () => {
  test.each(['v1', 'main'])(
    'detect and compute-tag work at @%s with nothing but the committed bundles',
    async (ref) => {
      const forge = await serveActions(root);
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
