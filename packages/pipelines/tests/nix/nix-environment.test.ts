import {toNixArguments} from '../../src/nix/build-store-path';
import {readLocalSettings} from '../../src/nix/local-settings';
import {nixEnvironment} from '../../src/nix/nix-environment';

test('Nix sees its own settings and nothing of the job', () => {
  const env = nixEnvironment({
    PATH: '/bin',
    HOME: '/root',
    NIX_CONFIG: 'cores = 2',
    NIX_REMOTE: 'daemon',
    REGISTRY_AUTH_FILE: '/x',
    DOCKER_CONFIG: '/y',
    GITHUB_TOKEN: 'z',
    INPUT_PASSWORD: 'p',
  });
  expect(env).toMatchObject({PATH: '/bin', HOME: '/root', NIX_CONFIG: 'cores = 2', NIX_REMOTE: 'daemon'});
  for (const name of ['REGISTRY_AUTH_FILE', 'DOCKER_CONFIG', 'GITHUB_TOKEN', 'INPUT_PASSWORD']) {
    expect(env).not.toHaveProperty(name);
  }
});

test.each([
  {before: undefined, nixpkgs: undefined, after: undefined},
  {before: 'nixpkgs=/a', nixpkgs: undefined, after: 'nixpkgs=/a'},
  {before: undefined, nixpkgs: '/b', after: 'nixpkgs=/b'},
  {before: 'nixpkgs=/a:other=/c', nixpkgs: '/b', after: 'nixpkgs=/b:nixpkgs=/a:other=/c'},
])('NIX_PATH $before and the input $nixpkgs give $after', ({before, nixpkgs, after}) => {
  expect(nixEnvironment({NIX_PATH: before}, nixpkgs).NIX_PATH).toBe(after);
});

test.each([
  {title: 'somebody else than root', env: {}, userId: 1000},
  {title: 'a daemon', env: {NIX_REMOTE: 'daemon'}, userId: 0},
  {title: 'a remote store', env: {NIX_REMOTE: 'ssh-ng://builder.example.org'}, userId: 0},
  {title: 'no Nix at all', env: {PATH: '/nonexistent'}, userId: 0},
])('nothing is changed for $title', async ({env, userId}) => {
  expect(await readLocalSettings(env, userId)).toEqual({options: [], notes: []});
});

test('a file is built by the command line that every Nix has, a flake by the new one', () => {
  const common = {workFolder: '/work', settings: {options: ['--option', 'build-users-group', ''], notes: []}};
  expect(toNixArguments({...common, target: {kind: 'file', file: '/tree/default.nix', attribute: 'image'}})).toEqual([
    ...['nix-build', '/tree/default.nix', '-A', 'image', '--out-link', '/work/result'],
    ...['--option', 'build-users-group', ''],
  ]);
  expect(toNixArguments({...common, target: {kind: 'flake', reference: '.#image'}})).toEqual([
    ...['nix', '--extra-experimental-features', 'nix-command flakes', 'build', '--json', '--print-build-logs'],
    ...['--out-link', '/work/result', '--option', 'build-users-group', '', '.#image'],
  ]);
});
