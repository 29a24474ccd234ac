import {join} from 'node:path';
import {CommandError, quoteArgument, run, tryRun, type Environment} from '@gantry/process';
import {explainNixFailure} from './explain-nix-failure';
import type {LocalSettings} from './local-settings';
import {NixBuildError} from './nix-build-error';

/** What Nix is to build. */
export type NixTarget =
  | {
      readonly kind: 'file';
      /** Absolute path of a `.nix` file. */
      readonly file: string;
      /** Which value of it, such as `image` or `packages.image`; without it, the file's own. */
      readonly attribute?: string | undefined;
    }
  | {
      readonly kind: 'flake';
      /** For example `.#image` or `git+https://example.org/images?rev=…#image`. */
      readonly reference: string;
    };

export interface BuildStorePathRequest {
  readonly target: NixTarget;
  /** How people call the target: `containers/api/default.nix`. */
  readonly subject: string;
  /** Absolute path of the checkout. */
  readonly root: string;
  /** Where Nix runs: relative flake references start there. */
  readonly folder: string;
  /** Gets the links that keep the result from Nix's garbage collector while it is used. */
  readonly workFolder: string;
  /** See {@link nixEnvironment}. */
  readonly env: Environment;
  readonly settings: LocalSettings;
  readonly signal: AbortSignal;
  readonly log: {info(line: string): void};
}

/** The caller's signal is the limit that counts; a run has to have one. */
const mostMs = 24 * 60 * 60_000;
const logTailLines = 40;

/**
 * Builds one target with Nix; what Nix and the builders say goes to the log as it comes.
 *
 * @returns the absolute path of the result in the store
 * @throws NixBuildError that tells missing tools, evaluation and builds apart; CommandError when it is cancelled
 */
export async function buildStorePath(request: BuildStorePathRequest): Promise<string> {
  const argv = toNixArguments(request);
  const {env, signal, folder, log, subject, root} = request;
  log.info(`$ ${argv.map(quoteArgument).join(' ')}`);
  const onLine = (line: string, stream: 'stdout' | 'stderr') => {
    if (stream === 'stderr') log.info(line);
  };
  let stdout: string;
  try {
    ({stdout} = await run(argv, {env, signal, cwd: folder, timeoutMs: mostMs, onLine}));
  } catch (error) {
    if (!(error instanceof CommandError) || signal.aborted) throw error;
    if (error.code === 'command-not-found') throw missingNix(error);
    const failure = explainNixFailure({subject, stderr: error.stderr, root, cause: error});
    throw failure.derivation === undefined ? failure : await withBuildLog(failure, failure.derivation, request);
  }
  return onlyPath(
    request.target.kind === 'flake' ? readJsonPaths(stdout) : stdout.split('\n').filter(Boolean),
    request,
  );
}

/** The command line; the old one for files, because every Nix has it. */
export function toNixArguments({
  target,
  workFolder,
  settings,
}: Pick<BuildStorePathRequest, 'target' | 'workFolder' | 'settings'>): [string, ...string[]] {
  // A link, and not --no-out-link: a collector that runs beside us (min-free) would take the result away.
  const link = ['--out-link', join(workFolder, 'result')];
  if (target.kind === 'file') {
    const attribute = target.attribute === undefined ? [] : ['-A', target.attribute];
    return ['nix-build', target.file, ...attribute, ...link, ...settings.options];
  }
  const features = ['--extra-experimental-features', 'nix-command flakes'];
  // --json is as old as the command; --print-out-paths is not.
  return ['nix', ...features, 'build', '--json', '--print-build-logs', ...link, ...settings.options, target.reference];
}

function readJsonPaths(stdout: string): string[] {
  const results = JSON.parse(stdout) as {outputs?: Record<string, string>}[];
  return results.flatMap(({outputs = {}}) => Object.values(outputs));
}

function onlyPath(paths: readonly string[], {subject}: BuildStorePathRequest): string {
  const [path, second] = [...new Set(paths)];
  if (path !== undefined && second === undefined) return path;
  const found = path === undefined ? 'nothing' : `${paths.length} results: ${paths.slice(0, 5).join(', ')}`;
  throw new NixBuildError(`${subject} gives ${found}; one image is needed.`, {
    code: 'nix-result-unsupported',
    hint: 'name the image by the input `attribute`, or let the file give one derivation with one output.',
  });
}

async function withBuildLog(
  failure: NixBuildError,
  derivation: string,
  {env}: BuildStorePathRequest,
): Promise<NixBuildError> {
  const result = await tryRun(['nix-store', '--read-log', derivation], {env, timeoutMs: 60_000}).catch(() => undefined);
  const text = result?.exitCode === 0 ? result.stdout.trimEnd() : '';
  if (text === '') return failure;
  const lines = text.split('\n');
  const tail = lines.slice(-logTailLines).join('\n');
  const title = lines.length > logTailLines ? `The last ${logTailLines} lines of its log` : 'Its log';
  // No cause: all that Nix said stands in the step's log already, and the end of it would stand here twice.
  return new NixBuildError(`${failure.message}\n${title}:\n${tail}`, {
    code: failure.code,
    derivation,
    hint: `correct what the log shows; \`nix-store --read-log ${derivation}\` prints all of it on the machine that built.`,
  });
}

function missingNix(cause: CommandError): NixBuildError {
  return new NixBuildError('Nix is not installed on this machine.', {
    code: 'nix-missing',
    hint: 'install Nix in an earlier step (apt-get install nix-bin, or cachix/install-nix-action), or use a job image that has it.',
    cause,
  });
}
