import {join} from 'node:path';
import {
  findContainers,
  listDependencies,
  listWatch,
  orderByDependencies,
  readSettings,
  readVersion,
  rememberFiles,
  unmatchedWatchPatterns,
  workingFiles,
  type Builder,
} from '../src';

const files = rememberFiles(workingFiles(join(__dirname, 'homelab')));

async function open() {
  const settings = await readSettings(files);
  return {settings, containers: await findContainers(files, settings)};
}

// Written by hand, from the files.
const versions: [string, Builder, string][] = [
  ['base', 'dagger', '3.20.3'],
  ['caddy', 'dagger', 'v2.8.4'],
  ['ddns-updater', 'dagger', '2.9.0'],
  ['forgejo-runner', 'dagger', '6.3.1'],
  ['gitea', 'dagger', 'v1.22.6'],
  ['jellyfin', 'dagger', '10.10.3'],
  ['miniflux', 'dagger', '2.2.3'],
  ['mosquitto', 'dagger', '2.0.20-r0'],
  ['navidrome', 'dagger', 'v0.61.1'],
  ['nettest', 'dagger', '1.4.0'],
  ['nettest', 'nix', '1.4.0'],
  ['nginx', 'dagger', '1.26.2-r0'],
  ['ntfy', 'nix', '2.11.0'],
  ['photoprism', 'dagger', '240915-e1280b2fb'],
  ['php-fpm', 'dagger', '8.3.14-r0'],
  ['radicale', 'dagger', '3.3.1'],
  ['restic-server', 'dagger', '0.13.0+build.7'],
  ['smokeping', 'dagger', '2.8.2-r3'],
  ['smokeping', 'nix', '2.8.2'],
  ['step-ca', 'nix', 'v0.28.1'],
  ['transmission', 'dagger', '4.0.6-r4'],
  ['unbound', 'nix', '1.22.0'],
  ['vaultwarden', 'dagger', '1.32.5'],
  ['wireguard', 'nix', 'evaluated: wireguard-tools'],
];

test('every image of the repository is found', async () => {
  const {containers} = await open();
  const images = containers.flatMap(({name, builders}) => builders.map((builder) => [name, builder]));
  expect(images).toEqual(versions.map(([name, builder]) => [name, builder]));
});

test.each(versions)('%s by %s is %s', async (name, builder, version) => {
  const container = (await open()).containers.find((candidate) => candidate.name === name);
  if (!container) throw new Error(`there is no ${name}`);
  const read = await readVersion(files, container, builder, {
    evaluateVersion: ({settings}) => Promise.resolve(`evaluated: ${settings.nix?.package}`),
  });
  expect(read).toBe(version);
});

test('what needs what, and in which order', async () => {
  const {settings, containers} = await open();
  const dependencies = await listDependencies(files, containers, settings);
  expect([...dependencies].filter(([, needed]) => needed.length > 0)).toEqual([
    ['nginx', ['base']],
    ['php-fpm', ['base', 'caddy', 'nginx']],
    ['radicale', ['base']],
  ]);
  expect(orderByDependencies(['php-fpm', 'radicale', 'base', 'caddy'], dependencies)).toEqual([
    ['base', 'caddy'],
    ['php-fpm', 'radicale'],
  ]);
});

test('every watch pattern means a file', async () => {
  const {containers} = await open();
  const watch = await listWatch(files, containers);
  expect(Object.fromEntries(watch)).toEqual({jellyfin: ['lib/media']});
  expect(unmatchedWatchPatterns(await files.listFiles(''), watch)).toEqual([]);
});
