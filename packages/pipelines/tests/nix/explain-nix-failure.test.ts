import {explainNixFailure} from '../../src/nix/explain-nix-failure';

const explain = (stderr: string) =>
  explainNixFailure({subject: 'containers/api/default.nix', stderr, root: '/work/tree'});

/** The words of several versions of Nix for one failure. */
const buildFailures = [
  {
    version: '2.8',
    stderr:
      "building '/nix/store/aaa-dep.drv'...\noops\nerror: builder for '/nix/store/aaa-dep.drv' failed with exit code 3\nerror: 1 dependencies of derivation '/nix/store/bbb-image.drv' failed to build\n",
    reason: 'failed with exit code 3',
  },
  {
    version: '2.18',
    stderr:
      "error: builder for '/nix/store/aaa-dep.drv' failed with exit code 3;\n       last 2 log lines:\n       > step\n       > oops\n       For full logs, run 'nix log /nix/store/aaa-dep.drv'.\nerror: 1 dependencies of derivation '/nix/store/bbb-image.drv' failed to build\n",
    reason: 'failed with exit code 3',
  },
  {
    version: '2.30',
    stderr:
      "error: Cannot build '/nix/store/aaa-dep.drv'.\n       Reason: builder failed with exit code 3.\n       Output paths:\n         /nix/store/ccc-dep\n       Last 1 log lines:\n       > oops\nerror: Cannot build '/nix/store/bbb-image.drv'.\n       Reason: 1 dependency failed.\n",
    reason: 'builder failed with exit code 3',
  },
  {
    version: 'any, a hash mismatch',
    stderr:
      "error: hash mismatch in fixed-output derivation '/nix/store/aaa-dep.drv':\n         specified: sha256-AAA=\n            got:    sha256-BBB=\nerror: 1 dependencies of derivation '/nix/store/bbb-image.drv' failed to build\n",
    reason: 'specified: sha256-AAA=, got: sha256-BBB=',
  },
];

test.each(buildFailures)('a failed build in the words of $version', ({stderr, reason}) => {
  const error = explain(stderr);
  expect(error).toMatchObject({code: 'nix-build-failed', derivation: '/nix/store/aaa-dep.drv'});
  expect(error.message).toContain(reason);
});

test('the trace of newer versions ends in the error, and in its place', () => {
  const stderr = `error:
       … while calling the 'derivationStrict' builtin
         at <nix/derivation-internal.nix>:37:12:
           36|
       … while evaluating derivation 'image'
         whose name attribute is located at /work/tree/containers/api/default.nix:2:3

       error: undefined variable 'pkg'
       at /work/tree/containers/api/default.nix:9:14:
            8|   contents = [
            9|     (pkg.hello)
             |      ^
`;
  const error = explain(stderr);
  expect(error.message).toBe(
    "Nix could not evaluate containers/api/default.nix at containers/api/default.nix:9:14: undefined variable 'pkg'",
  );
  expect(error).toMatchObject({
    code: 'nix-evaluation-failed',
    position: {path: 'containers/api/default.nix', line: 9, column: 14},
  });
});

test('a place outside of the checkout keeps its whole path', () => {
  const stderr = 'error: the attribute is broken\n\n       at /nix/store/abc-source/pkgs/x.nix:5:1:\n';
  expect(explain(stderr).position).toEqual({path: '/nix/store/abc-source/pkgs/x.nix', line: 5, column: 1});
});

test('what an expression throws is told without a place when Nix tells none', () => {
  const error = explain('error: no luck\n');
  expect(error.position).toBeUndefined();
  expect(error.message).toBe('Nix could not evaluate containers/api/default.nix: no luck');
});

test.each([
  "error: file 'nixpkgs' was not found in the Nix search path (add it using $NIX_PATH or -I)\n\n at /x.nix:1:1:\n",
  "error: file 'nixpkgs/lib' was not found in the Nix search path (add it using $NIX_PATH or -I)\n",
  "error: cannot find flake 'flake:nixpkgs' in the flake registries\n",
])('nixpkgs that is not known: %s', (stderr) => {
  expect(explain(stderr)).toMatchObject({code: 'nixpkgs-missing'});
});

test.each([
  "error: cannot connect to socket at '/nix/var/nix/daemon-socket/socket': Connection refused\n",
  "error: creating directory '/nix/store': Permission denied\n",
  "error: opening lock file '/nix/var/nix/db/big-lock': Permission denied\n",
])('a store that cannot be used: %s', (stderr) => {
  expect(explain(stderr)).toMatchObject({code: 'nix-store-unusable'});
});

test.each([
  'error: setgroups failed: Operation not permitted\nerror: unable to start build process\n',
  "error: while setting up the build environment: mounting /proc: Operation not permitted\nerror: builder for '/nix/store/aaa-dep.drv' failed with exit code 1\n",
  "error: this system does not support the kernel namespaces that are required for sandboxing; use '--no-sandbox' to disable sandboxing\n",
  'error: cannot perform a sandboxed build because user namespaces are not enabled; check /proc/sys/user/max_user_namespaces\n',
])('a sandbox that cannot be had: %s', (stderr) => {
  expect(explain(stderr)).toMatchObject({code: 'nix-sandbox-unavailable'});
});

test('a Nix that says nothing is not taken for success', () => {
  expect(explain('').message).toContain('it printed nothing');
});
