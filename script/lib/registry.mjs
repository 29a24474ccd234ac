// A registry on loopback: zot, hardened as in production, or Debian's registry where there is no zot.
import {randomBytes} from 'node:crypto';
import {mkdirSync, openSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {capture, start, stop, waitUntil, which} from './programs.mjs';

/**
 * Starts a registry whose account `zot-ci` may read and create, and, on zot, nothing else; anyone may read there.
 *
 * @param folder - an empty folder for its state
 * @returns address (`127.0.0.1:port`), kind, account, and `stop`
 */
export async function startRegistry(folder) {
  const kind = which('zot') ? 'zot' : which('docker-registry') ? 'docker-registry' : undefined;
  if (kind === undefined) throw new Error('there is neither zot nor docker-registry on PATH');
  mkdirSync(folder, {recursive: true});
  const account = {username: 'zot-ci', password: randomBytes(18).toString('base64url')};
  const admin = {username: 'admin', password: randomBytes(18).toString('base64url')};
  const htpasswd = join(folder, 'htpasswd');
  const lines = await Promise.all(
    [account, admin].map(({username, password}) => capture([which('htpasswd'), '-niB', username], {input: password})),
  );
  writeFileSync(htpasswd, lines.map((line) => line.trim()).join('\n') + '\n', {mode: 0o600});
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const log = openSync(join(folder, 'registry.log'), 'a');
  const storage = join(folder, 'storage');
  let child;
  if (kind === 'zot') {
    const config = join(folder, 'zot.json');
    writeFileSync(config, JSON.stringify(zotConfiguration({storage, port, htpasswd}), undefined, 2));
    child = start([which('zot'), 'serve', config], {log});
  } else {
    const config = join(folder, 'registry.yml');
    writeFileSync(config, debianConfiguration({storage, address}));
    child = start([which('docker-registry'), 'serve', config], {log});
  }
  await waitUntil(async () => (await fetch(`http://${address}/v2/`)).status < 500, {
    limitMs: 20_000,
    what: kind,
    child,
  });
  return {kind, address, account, admin, log: join(folder, 'registry.log'), stop: () => stop(child)};
}

function zotConfiguration({storage, port, htpasswd}) {
  return {
    distSpecVersion: '1.1.1',
    storage: {rootDirectory: storage, gc: true},
    http: {
      address: '127.0.0.1',
      port: String(port),
      auth: {htpasswd: {path: htpasswd}, failDelay: 1},
      accessControl: {
        repositories: {
          '**': {
            anonymousPolicy: ['read'],
            policies: [{users: ['zot-ci'], actions: ['read', 'create']}],
          },
        },
        adminPolicy: {users: ['admin'], actions: ['read', 'create', 'update', 'delete']},
      },
    },
    log: {level: 'info'},
  };
}

// Debian's registry knows no rights: whoever may log in may do everything, so it is left open on loopback.
function debianConfiguration({storage, address}) {
  return `version: 0.1
log: {level: warn}
storage: {filesystem: {rootdirectory: ${storage}}}
http: {addr: "${address}"}
`;
}

/**
 * A port that nothing listens on now.
 *
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const {port} = server.address();
      server.close(() => resolve(port));
    });
  });
}
