import {connect} from 'node:net';

/**
 * Why nothing can be sent to an engine's address, in words.
 *
 * @param engine - `unix:///…` or `tcp://host:port`; of other addresses nothing is said
 * @returns `undefined` when something listens there
 */
export async function probeEngine(engine: string | undefined, limitMs: number): Promise<string | undefined> {
  const target = engine === undefined ? undefined : targetOf(engine);
  if (target === undefined) return undefined;
  return new Promise((resolve) => {
    const socket = connect(target);
    const settle = (reason: string | undefined) => {
      socket.destroy();
      resolve(reason);
    };
    socket.setTimeout(limitMs, () => settle('no answer to a connection'));
    socket.once('connect', () => settle(undefined));
    socket.once('error', (error: NodeJS.ErrnoException) => settle(reasons[error.code ?? ''] ?? error.message));
  });
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such socket',
  ECONNREFUSED: 'nothing listens there',
  EACCES: 'this user may not open the socket',
  ENOTFOUND: 'the name of the host is not known',
};

function targetOf(engine: string): {path: string} | {host: string; port: number} | undefined {
  const path = /^unix:\/\/(\/.+)$/.exec(engine)?.[1];
  if (path !== undefined) return {path};
  const [, host, port] = /^tcp:\/\/(\[[0-9a-f:]+\]|[^:/]+):(\d+)\/?$/i.exec(engine) ?? [];
  return host === undefined || port === undefined ? undefined : {host: host.replace(/[[\]]/g, ''), port: Number(port)};
}
