import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {run, toolEnvironment} from '@gantry/process';

/** A certificate for `localhost` and `127.0.0.1`, and the authority that signed it. */
export interface TestCertificate {
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly caFile: string;
  /** The authority's certificate, as PEM text. */
  readonly ca: string;
}

/** Makes a certificate authority and a server certificate in `folder`, with openssl; they hold for two days. */
export async function createCertificate(folder: string): Promise<TestCertificate> {
  const openssl = (...args: string[]) =>
    run(['openssl', ...args], {cwd: folder, env: toolEnvironment(process.env), timeoutMs: 30_000});
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const authority = [
    '-addext',
    'basicConstraints=critical,CA:TRUE',
    '-addext',
    'keyUsage=critical,keyCertSign,cRLSign',
  ];
  await openssl(
    'req',
    '-x509',
    ...newKey,
    '-days',
    '2',
    '-subj',
    '/CN=gantry test CA',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    ...authority,
  );
  await openssl('req', ...newKey, '-subj', '/CN=localhost', '-keyout', 'server.key', '-out', 'server.csr');
  writeFileSync(join(folder, 'server.ext'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n');
  const signing = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'server.ext'];
  await openssl('x509', '-req', '-in', 'server.csr', ...signing, '-out', 'server.pem');
  const caFile = join(folder, 'ca.pem');
  return {
    certificateFile: join(folder, 'server.pem'),
    keyFile: join(folder, 'server.key'),
    caFile,
    ca: readFileSync(caFile, 'utf8'),
  };
}
