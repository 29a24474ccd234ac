import {CommandError, run, type Environment} from '@gantry/process';
import {explainNixFailure} from './explain-nix-failure';
import {readLocalSettings} from './local-settings';
import {NixBuildError} from './nix-build-error';
import {nixEnvironment} from './nix-environment';
import {resolveNixpkgs} from './resolve-nixpkgs';

export interface EvaluateVersionRequest {
  /** Where the version is: a value of a `.nix` file (a text, or something that has a `version`), or a package of nixpkgs. */
  readonly source:
    | {readonly kind: 'attribute'; readonly file: string; readonly attribute: string}
    | {readonly kind: 'package'; readonly package: string};
  /** How people call it, for errors: `containers/api/default.nix`. */
  readonly subject: string;
  /** Absolute path of the checkout. */
  readonly root: string;
  /** What `<nixpkgs>` means; see {@link resolveNixpkgs}. */
  readonly nixpkgs?: string | undefined;
  /** The environment of this process. */
  readonly env: Environment;
  /** Limit for the evaluation, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Walks from a value along names. Functions on the way are called, as `nix-build -A` does it. Names come as JSON text, so
 * that none of them is ever read as Nix code.
 */
const walk = `
  {names, ...}@args: let
    call = value: if builtins.isFunction value then value {} else value;
    step = value: name: let set = call value; in
      if builtins.isAttrs set && set ? \${name} then set.\${name} else throw "there is no attribute \${name}";
    start = if args ? file then import (/. + args.file) else import <nixpkgs>;
    found = builtins.foldl' step start (builtins.fromJSON names);
    value = call found;
  in if builtins.isString value then value else value.version or (throw "it has no version")`;

/**
 * The version that a Nix expression states, found by evaluation; nothing is built.
 *
 * @throws NixBuildError: `nix-missing`, `nixpkgs-missing` or `nix-evaluation-failed`
 */
export async function evaluateNixVersion(request: EvaluateVersionRequest): Promise<string> {
  const {source, subject, root, timeoutMs} = request;
  const plain = nixEnvironment(request.env);
  const signal = AbortSignal.timeout(timeoutMs);
  const env =
    request.nixpkgs === undefined
      ? plain
      : nixEnvironment(request.env, await resolveNixpkgs(request.nixpkgs, {root, env: plain, signal}));
  const names = (source.kind === 'attribute' ? source.attribute : source.package).split('.');
  const file = source.kind === 'attribute' ? ['--argstr', 'file', source.file] : [];
  const {options} = await readLocalSettings(plain);
  const args = ['--eval', '--json', '--strict', '-E', walk, '--argstr', 'names', JSON.stringify(names), ...file];
  try {
    const {stdout} = await run(['nix-instantiate', ...args, ...options], {env, cwd: root, timeoutMs, signal});
    const version: unknown = JSON.parse(stdout);
    if (typeof version === 'string') return version;
    throw new NixBuildError(`${subject} has a version that is no text: ${stdout.trim().slice(0, 100)}`, {
      code: 'nix-evaluation-failed',
    });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    if (error.code === 'command-not-found') {
      throw new NixBuildError(`The version of ${subject} is found by Nix, which is not installed on this machine.`, {
        code: 'nix-missing',
        hint: 'install Nix in an earlier step, or write `version = "…";` into the file.',
        cause: error,
      });
    }
    if (error.code === 'command-timed-out' || signal.aborted) {
      throw new NixBuildError(`Evaluating the version of ${subject} did not end within ${timeoutMs / 1000} s.`, {
        code: 'nix-evaluation-failed',
        hint: 'write `version = "…";` into the file: that is read without Nix.',
        cause: error,
      });
    }
    throw explainNixFailure({subject: `the version of ${subject}`, stderr: error.stderr, root, cause: error});
  }
}
