import {join} from 'node:path';
import {describeWith} from '@gantry/testing';
import {holdings, openForge, type Forge} from './forge';

jest.setTimeout(300_000);

interface Case {
  readonly title: string;
  readonly builder?: 'dagger' | 'nix';
  readonly inputs: Record<string, string>;
  readonly vars?: Record<string, string>;
  readonly password?: string;
  readonly words: RegExp;
}

const cases: readonly Case[] = [
  {
    title: 'an unknown container',
    inputs: {container: 'nope'},
    words: /nope[^]*there are [^]*echo/,
  },
  {
    title: 'a container name that is a path',
    inputs: {container: '../x'},
    words: /\.\.\/x/,
  },
  {
    title: 'a ref that nobody has',
    inputs: {container: 'echo', ref: 'no-such-branch'},
    words: /no-such-branch/,
  },
  {
    title: 'a ref that looks like an option',
    inputs: {container: 'echo', ref: '--upload-pack=x'},
    words: /--upload-pack=x/,
  },
  {
    title: 'a container without a version',
    inputs: {container: 'versionless'},
    words: /containers\/versionless\/Dockerfile[^]*ARG CONTAINER_APP_VERSION=/,
  },
  {
    title: 'a version that no tag can carry',
    inputs: {container: 'illegal'},
    words: /The version "1\.0 beta" has " ", which no image tag may have/,
  },
  {
    title: 'a version of 300 characters',
    inputs: {container: 'endless'},
    words: /128 are allowed/,
  },
  {
    title: 'a wrong password',
    inputs: {container: 'echo'},
    password: 'not-the-password',
    words: /refused the credentials of account "?ci/,
  },
  {
    title: 'a registry that does not answer',
    inputs: {container: 'echo'},
    vars: {REGISTRY: '127.0.0.1:9'},
    words: /127\.0\.0\.1:9[^]*Next: /,
  },
  {
    title: 'an engine that does not answer',
    inputs: {container: 'echo'},
    vars: {DAGGER_ENGINE: 'unix:///nonexistent/engine.sock'},
    words: /engine[^]*\/nonexistent\/engine\.sock[^]*0\.21\./i,
  },
  {
    title: 'a Nix expression that does not evaluate',
    builder: 'nix',
    inputs: {container: 'broken'},
    words: /broken\/default\.nix/,
  },
];

describeWith(
  ['forgejo-runner', 'zot', 'dagger', 'nix-build', 'skopeo', 'busybox', 'git'],
  'what cannot be built',
  () => {
    let forge: Forge;

    beforeAll(async () => {
      forge = await openForge(join(__dirname, '..'));
      const {writeFileSync, mkdirSync} = await import('node:fs');
      const add = (name: string, file: string, text: string) => {
        const folder = join(forge.repository.directory, 'containers', name);
        mkdirSync(folder);
        writeFileSync(join(folder, file), text);
      };
      add('versionless', 'Dockerfile', 'FROM scratch\n');
      add('illegal', 'Dockerfile', 'ARG CONTAINER_APP_VERSION="1.0 beta"\nFROM scratch\n');
      add('endless', 'Dockerfile', `ARG CONTAINER_APP_VERSION=${'9'.repeat(300)}\nFROM scratch\n`);
      add('broken', 'default.nix', 'let version = "1.0.0"; in { inherit version; image = nowhere; }\n');
      await forge.repository.commit('containers that cannot be built');
      await forge.repository.push();
    });

    test.each(cases)(
      '$title: a clear error, and nothing is published',
      async ({builder = 'dagger', inputs, ...given}) => {
        const event = await forge.repository.dispatch(inputs, 'build.yaml');
        const run = await forge.run(builder, event, {inputs, ...given});
        expect(run.log).toMatch(given.words);
        expect(run.log).toMatch(/Next: /);
        expect(run.ok).toBe(false);
        expect(run.log).not.toContain(forge.registry.accounts.ci.password);
        expect(await holdings(forge.registry.address)).toEqual({});
      },
    );
  },
);
