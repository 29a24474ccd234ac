// An engine for the tests and the demo: the one that the environment names, or a `dagger-engine` from PATH, started here.
import {mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {connect} from 'node:net';
import {join} from 'node:path';
import {capture, start, stop, waitUntil, which} from './programs.mjs';

const runnerHost = '_EXPERIMENTAL_DAGGER_RUNNER_HOST';

/**
 * @param folder - for the state of an engine that is started here
 * @returns `{address, stop}`, or `{missing}` with the reason
 */
export async function openEngine(folder) {
  if (!which('dagger')) return {missing: 'there is no dagger on PATH'};
  const named = process.env[runnerHost];
  if (named) return {address: named, stop: async () => {}};
  if (
    which('docker') &&
    (await capture(['docker', 'info']).then(
      () => true,
      () => false,
    ))
  )
    return {address: '', stop: async () => {}};
  if (!which('dagger-engine'))
    return {missing: `no engine: ${runnerHost} is not set, and neither docker nor dagger-engine is there`};
  if (process.getuid?.() !== 0) return {missing: 'dagger-engine needs root'};
  if (isRunning('dagger-engine'))
    return {missing: `a dagger-engine runs already, and ${runnerHost} does not say where`};
  return startEngine(folder);
}

/**
 * The engine believes that it owns its container: it writes over resolv.conf, links iptables and rewrites certificates.
 * A mount namespace of its own keeps all of that away from the machine.
 */
async function startEngine(folder) {
  for (const name of ['state', 'overlay']) mkdirSync(join(folder, name), {recursive: true});
  const socket = join(folder, 'engine.sock');
  rmSync(socket, {force: true});
  const config = join(folder, 'engine.toml');
  writeFileSync(config, '[worker.oci]\n  gc = true\n');
  const log = join(folder, 'engine.log');
  const script = `
set -e
# An engine that was killed leaves its bridge behind; the next one cannot make it again.
ip link delete dagger0 2>/dev/null || true
shadow() { mkdir -p "$OVERLAY/$2/u" "$OVERLAY/$2/w"; mount -t overlay overlay -o "lowerdir=$1,upperdir=$OVERLAY/$2/u,workdir=$OVERLAY/$2/w" "$1"; }
mkdir -p /run/buildkit; mount -t tmpfs tmpfs /run/buildkit
shadow /usr/bin bin; shadow /etc etc
[ -d /usr/local/share/ca-certificates ] && shadow /usr/local/share/ca-certificates ca
for program in xtables-legacy-multi xtables-nft-multi; do [ -x /usr/sbin/$program ] && ln -sf /usr/sbin/$program /usr/bin/; done
touch /etc/dnsmasq-resolv.conf
exec dagger-engine --config "$CONFIG" --root "$STATE" --addr "unix://$SOCKET"
`;
  const child = start(['unshare', '--mount', '--propagation', 'private', '/bin/sh', '-c', script], {
    log: openSync(log, 'a'),
    detached: true,
    env: {
      HOME: folder,
      LANG: 'C.UTF-8',
      DO_NOT_TRACK: '1',
      PATH: '/usr/local/bin:/usr/bin:/usr/sbin:/bin:/sbin',
      OVERLAY: join(folder, 'overlay'),
      CONFIG: config,
      STATE: join(folder, 'state'),
      SOCKET: socket,
    },
  });
  try {
    await waitUntil(() => accepts(socket), {limitMs: 60_000, what: 'dagger-engine', child});
  } catch (error) {
    await stop(child);
    return {missing: `dagger-engine did not start (${error.message}); its log is ${log}`};
  }
  return {address: `unix://${socket}`, stop: () => stop(child, 60_000)};
}

function isRunning(name) {
  return readdirSync('/proc')
    .filter((pid) => /^[0-9]+$/.test(pid))
    .some((pid) => {
      try {
        // pid (name) state …; one that has ended and is not yet waited for is a Z.
        const [, command, state] = /^\d+ \((.*)\) (\S)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
        return command === name && state !== 'Z';
      } catch {
        return false;
      }
    });
}

function accepts(socket) {
  return new Promise((resolve) => {
    const connection = connect(socket, () => {
      connection.destroy();
      resolve(true);
    });
    connection.on('error', () => resolve(false));
  });
}
