import {CommandError} from '@gantry/process';
import {pushArguments, toLayoutArguments} from '../../src/nix/skopeo';
import {explainPushFailure, isTransientFailure, lastMessage} from '../../src/nix/skopeo-failure';

const target = {registry: 'registry.example.org', repository: 'team/api', tag: 'v1-abc1234-nix', account: 'ci'};

/** What skopeo 1.9 and 1.18 were seen to write; the codes are those of the registry's own client. */
const failures = [
  {
    said: 'writing manifest: uploading manifest v1 to registry.example.org/team/api: denied: requested access to the resource is denied',
    code: 'denied',
    again: false,
  },
  {
    said: 'trying to reuse blob sha256:5031 at destination: checking whether a blob exists: unauthorized: authentication required',
    code: 'unauthorized',
    again: false,
  },
  {
    said: 'unable to retrieve auth token: invalid username/password: unauthorized: authentication required',
    code: 'unauthorized',
    again: false,
  },
  {
    said: 'writing manifest: uploading manifest v1: received unexpected HTTP status: 503 Service Unavailable',
    code: 'server-error',
    again: true,
  },
  {said: 'writing blob: uploading layer chunked: StatusCode: 502, <html>', code: 'server-error', again: true},
  {
    said: 'writing blob: initiating layer upload: toomanyrequests: too many requests to registry',
    code: 'rate-limited',
    again: true,
  },
  {
    said: 'pinging container registry x: Get "https://x/v2/": dial tcp: lookup x: no such host',
    code: 'registry-unreachable',
    again: false,
  },
  {
    said: 'pinging container registry x: Get "https://x/v2/": x509: certificate signed by unknown authority',
    code: 'tls',
    again: false,
  },
  {
    said: 'pinging container registry x: Get "https://x/v2/": http: server gave HTTP response to HTTPS client',
    code: 'tls',
    again: false,
  },
  {
    said: 'writing blob: Patch "https://x/v2/": write tcp: connection reset by peer',
    code: 'connection-lost',
    again: true,
  },
  {
    said: 'writing blob: Patch "http://x/v2/": readfrom tcp 127.0.0.1:54114->127.0.0.1:33985: write tcp 127.0.0.1:54114->127.0.0.1:33985: use of closed network connection',
    code: 'connection-lost',
    again: true,
  },
  {said: 'writing blob: Patch "https://x/v2/": EOF', code: 'connection-lost', again: true},
  {
    said: 'writing blob: uploading layer chunked: StatusCode: 413, request entity too large',
    code: 'too-large',
    again: false,
  },
];

const commandError = (stderr: string) =>
  new CommandError('command-failed', 'failed', {argv: ['skopeo'], exitCode: 1, signal: undefined, stdout: '', stderr});
const stderrOf = (said: string) => `time="2026-01-01T00:00:00Z" level=fatal msg=${JSON.stringify(said)}\n`;

test.each(failures)('$code: $said', ({said, code, again}) => {
  const error = explainPushFailure(commandError(stderrOf(said)), target);
  expect(error).toMatchObject({code, hint: expect.any(String) as string});
  expect(error?.message).toContain(said);
  expect(isTransientFailure(error)).toBe(again);
});

test('a digest with 503 in it is no answer of a server', () => {
  const said = 'open layout/blobs/sha256/0503aa429: no such file or directory';
  expect(explainPushFailure(commandError(stderrOf(said)), target)).toBeUndefined();
});

test('the last word of skopeo is found among its warnings', () => {
  const stderr = `time="x" level=warning msg="careful"\n${stderrOf('a "quoted" end')}`;
  expect(lastMessage(stderr)).toBe('a "quoted" end');
  expect(lastMessage('no such format\n')).toBe('no such format');
});

test('a push has the bytes of the layout, and no credential on its command line', () => {
  const args = pushArguments('layout', {
    ...target,
    digestFile: '/tmp/digest',
    authFile: '/tmp/auth.json',
    plainHttp: true,
    certificateFolder: '/tmp/certificates',
  });
  expect(args.join(' ')).toBe(
    'copy --quiet --all --format oci --digestfile /tmp/digest --authfile /tmp/auth.json --dest-tls-verify=false --dest-cert-dir /tmp/certificates oci:layout:image docker://registry.example.org/team/api:v1-abc1234-nix',
  );
});

test('a layout keeps all platforms, a docker archive has one', () => {
  expect(toLayoutArguments('oci:unpacked', 'layout', 'gzip')).toContain('--all');
  expect(toLayoutArguments('docker-archive:/nix/store/x', 'layout', 'zstd')).toEqual(
    expect.arrayContaining(['--dest-compress-format', 'zstd', 'docker-archive:/nix/store/x', 'oci:layout:image']),
  );
});
