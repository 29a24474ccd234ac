import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {createAccount, formatHtpasswd, type Account} from './accounts';
import {createCertificate, type TestCertificate} from './certificate';
import {dockerRegistryConfiguration, zotConfiguration} from './registry-configuration';
import {startServer} from './start-server';
import {temporaryFolder} from './temporary-folder';
import {untilFileEnd} from './until-file-end';

export type RegistryKind = 'zot' | 'docker-registry';

export interface RegistryOptions {
  readonly kind: RegistryKind;
  /** Nobody has to log in to read and create. */
  readonly anonymousCreate?: boolean;
  /** HTTPS with a certificate of an authority that only this test knows. */
  readonly tls?: boolean;
  /** Users besides `ci` and `admin`; zot lets them read only. */
  readonly accounts?: readonly string[];
}

/** A real registry on a loopback port. */
export interface TestRegistry {
  readonly kind: RegistryKind;
  /** `127.0.0.1:PORT` */
  readonly address: string;
  /** `http://127.0.0.1:PORT` or `https://…` */
  readonly url: string;
  readonly accounts: {readonly ci: Account; readonly admin: Account; readonly [name: string]: Account};
  /** The authority to trust, when it speaks HTTPS. */
  readonly certificate: TestCertificate | undefined;
  /** The folder that it stores in. */
  readonly storage: string;
  /** The requests so far, as its own log tells of them. */
  requests(): readonly LoggedRequest[];
  /** All that it logged. */
  log(): readonly string[];
  stop(): Promise<void>;
}

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/**
 * Starts a registry with empty storage, users `ci` and `admin`, and fresh passwords; it ends with the test file.
 * A zot lets anyone read, `ci` read and create, `admin` do everything. A docker-registry lets both do everything.
 *
 * @throws Error with the end of its log when it does not come up
 */
export async function startRegistry(options: RegistryOptions): Promise<TestRegistry> {
  const folder = temporaryFolder();
  const storage = join(folder, 'storage');
  mkdirSync(storage);
  const certificate = options.tls ? await createCertificate(folder) : undefined;
  const others = (options.accounts ?? []).map((name) => [name, createAccount(name)] as const);
  const accounts = {ci: createAccount('ci'), admin: createAccount('admin'), ...Object.fromEntries(others)};
  const htpasswdFile = join(folder, 'htpasswd');
  writeFileSync(htpasswdFile, formatHtpasswd(Object.values(accounts)));
  const configuration = {storage, htpasswdFile, certificate, anonymousCreate: options.anonymousCreate ?? false};
  const isZot = options.kind === 'zot';
  const file = join(folder, isZot ? 'config.json' : 'config.yml');
  writeFileSync(file, isZot ? zotConfiguration(configuration) : dockerRegistryConfiguration(configuration));
  let port: string | undefined;
  const server = await startServer([options.kind, 'serve', file], {
    cwd: folder,
    // Without an exporter of traces docker-registry 2.8 would complain once a second.
    env: {OTEL_TRACES_EXPORTER: 'none'},
    isReady: (line) => {
      port ??= listeningPort(line);
      return port !== undefined;
    },
  });
  untilFileEnd(() => server.stop());
  const address = `127.0.0.1:${port}`;
  const url = `${certificate ? 'https' : 'http'}://${address}`;
  return {
    kind: options.kind,
    address,
    url,
    accounts,
    certificate,
    storage,
    log: () => server.lines,
    requests: () => server.lines.flatMap((line) => parseRequest(line) ?? []),
    stop: () => server.stop(),
  };
}

/** Both bind port 0 before they log the port that the kernel chose, so a client may connect from then on. */
function listeningPort(line: string): string | undefined {
  const zot = /"port":(\d+).*kernel chosen port|kernel chosen port.*"port":(\d+)/.exec(line);
  if (zot) return zot[1] ?? zot[2];
  return /listening on 127\.0\.0\.1:(\d+)/.exec(line)?.[1];
}

function parseRequest(line: string): LoggedRequest | undefined {
  const dockerRegistry = /"([A-Z]+) (\S+) HTTP\/[\d.]+" (\d{3}) /.exec(line);
  if (dockerRegistry) {
    return {method: dockerRegistry[1] ?? '', path: dockerRegistry[2] ?? '', status: Number(dockerRegistry[3])};
  }
  if (!line.includes('"HTTP API"')) return undefined;
  const {method, path, statusCode} = JSON.parse(line) as {method: string; path: string; statusCode: number};
  return {method, path, status: statusCode};
}
