import {isAbsolute, join} from 'node:path';
import {CommandError, run, type Environment} from '@gantry/process';
import {NixBuildError} from './nix-build-error';

/** A file that does not exist is an empty registry to Nix. */
const noRegistryFile = '/var/empty/registry.json';

/**
 * The input `nixpkgs` as an entry of `NIX_PATH`: a path or the URL of an archive as it is, a path in the checkout made
 * absolute, and a flake reference (`github:NixOS/nixpkgs/nixos-25.05`) fetched, because Nix before 2.12 takes none in
 * `NIX_PATH`.
 *
 * @param root - absolute path of the checkout
 * @param env - the environment of Nix
 * @throws NixBuildError `nixpkgs-missing` when it cannot be fetched
 */
export async function resolveNixpkgs(
  nixpkgs: string,
  {root, env, signal}: {readonly root: string; readonly env: Environment; readonly signal: AbortSignal},
): Promise<string> {
  if (/^https?:\/\//.test(nixpkgs) || isAbsolute(nixpkgs)) return nixpkgs;
  if (/^\.{1,2}(?:\/|$)/.test(nixpkgs)) return join(root, nixpkgs);
  const features = ['--extra-experimental-features', 'nix-command flakes'];
  // A reference with a scheme needs no registry of flakes, and older versions download that first all the same.
  const isDirect = /^(?!flake:)[a-z][a-z0-9+.-]*:/.test(nixpkgs);
  const registry = isDirect ? ['--option', 'flake-registry', noRegistryFile] : [];
  try {
    const argv = ['nix', ...features, 'flake', 'prefetch', '--json', ...registry, '--', nixpkgs] as const;
    const {stdout} = await run(argv, {env, signal, cwd: root, timeoutMs: 30 * 60_000});
    const {storePath} = JSON.parse(stdout) as {storePath?: unknown};
    if (typeof storePath === 'string') return storePath;
    throw new Error(`nix flake prefetch names no storePath: ${stdout.slice(0, 200)}`);
  } catch (cause) {
    if (signal.aborted || (cause instanceof CommandError && cause.code === 'command-not-found')) throw cause;
    throw new NixBuildError(`The input nixpkgs names ${nixpkgs}, and Nix cannot fetch that.`, {
      code: 'nixpkgs-missing',
      hint: 'write an absolute path, ./path in the repository, the https:// address of an archive, or a flake reference such as github:NixOS/nixpkgs/nixos-25.05.',
      cause,
    });
  }
}
