import {isAbsolute, relative} from 'node:path';
import {NixBuildError, type SourcePosition} from './nix-build-error';

export interface NixFailure {
  /** What was asked of Nix, as a person says it: `containers/api/default.nix`. */
  readonly subject: string;
  /** All that Nix wrote to stderr. */
  readonly stderr: string;
  /** Absolute path of the checkout; positions in it are told relative to it. */
  readonly root: string;
  readonly cause?: unknown;
}

/**
 * From the text of a failed Nix to an error that says which kind of failure it is. Nix has one exit status for most of
 * them, so its words decide; those of 2.8 to 2.30 are known.
 */
export function explainNixFailure(failure: NixFailure): NixBuildError {
  const {subject, stderr, root, cause} = failure;
  const {message, rest} = lastError(stderr);
  if (
    /file 'nixpkgs(?:\/[^']*)?' was not found in the Nix search path|cannot find flake 'flake:nixpkgs'/.test(stderr)
  ) {
    return new NixBuildError(`${subject} needs nixpkgs, and Nix knows none on this machine.`, {
      code: 'nixpkgs-missing',
      hint: 'set the input `nixpkgs` to a path, an archive URL or a flake reference, or set NIX_PATH in the job.',
      cause,
    });
  }
  if (
    /cannot connect to socket at|creating directory '\/nix|(?:opening|acquiring).*'\/nix\/var\/nix\/(?:db|gc)/.test(
      message,
    )
  ) {
    return new NixBuildError(`Nix cannot use its store: ${message}.`, {
      code: 'nix-store-unusable',
      hint: 'start the Nix daemon, or run the job as a user who may write /nix (root, in most job images).',
      cause,
    });
  }
  if (
    /unable to start build process|does not support the kernel namespaces|cannot perform a sandboxed build|setting up the build environment/.test(
      stderr,
    )
  ) {
    return new NixBuildError(
      `Nix cannot set up its sandbox on this machine, so ${subject} was not built: ${message}.`,
      {
        code: 'nix-sandbox-unavailable',
        hint: 'give the job a container that may make namespaces, or let Nix build without them: NIX_CONFIG="sandbox-fallback = true", at last "sandbox = false".',
        cause,
      },
    );
  }
  const failed = failedDerivation(stderr);
  if (failed !== undefined) {
    return new NixBuildError(`Building ${failed.path} for ${subject} failed: ${failed.reason}.`, {
      code: 'nix-build-failed',
      derivation: failed.path,
      cause,
    });
  }
  const position = findPosition(rest, root) ?? findPosition(stderr, root);
  const where = position === undefined ? '' : ` at ${position.path}:${position.line}:${position.column}`;
  return new NixBuildError(`Nix could not evaluate ${subject}${where}: ${message}`, {
    code: 'nix-evaluation-failed',
    position,
    cause,
  });
}

/** The last `error:` of the text, without the lines that show source code. Newer Nix puts its trace before it. */
function lastError(stderr: string): {message: string; rest: string} {
  const starts = [...stderr.matchAll(/^[ \t]*error:[ \t]*(?=\S)/gm)];
  const last = starts.at(-1);
  if (last === undefined) return {message: stderr.trim().split('\n').at(-1) || 'it printed nothing', rest: stderr};
  const rest = stderr.slice(last.index + last[0].length);
  const paragraph = (rest.split(/\n[ \t]*\n/)[0] ?? '').split('\n');
  const words = paragraph.map((line) => line.trim()).filter((line) => line !== '');
  const place = words.findIndex((line) => /^at .*:\d+:\d+:?$/.test(line));
  const message = place === -1 ? words : words.slice(0, place);
  return {message: message.join('; ').replace(/\.$/, ''), rest};
}

/** The derivation that failed itself, not those that wait for it; it comes first. */
function failedDerivation(stderr: string): {path: string; reason: string} | undefined {
  const match =
    /error: (builder for|Cannot build|hash mismatch in fixed-output derivation|build of|a '[^']+' with features \{[^}]*\} is required to build) '(\/[^']+\.drv)'(.*)\n?((?:[ \t].*\n?)*)/.exec(
      stderr,
    );
  if (!match) return undefined;
  const [, kind = '', path = '', line = '', block = ''] = match;
  if (kind.startsWith('hash mismatch')) {
    const hashes = block.split('\n').map((text) => text.trim().replace(/:\s+/, ': '));
    return {
      path,
      reason: `its content has another hash than the expression says (${hashes.filter(Boolean).join(', ')})`,
    };
  }
  if (kind.startsWith('a ')) return {path, reason: `${kind.replace(' is required to build', '')} is required`};
  // Since 2.29: "error: Cannot build '…'." and then "Reason: builder failed with exit code 1."
  const reason = /^\s*Reason: (.+)$/m.exec(block)?.[1] ?? line;
  return {path, reason: reason.replace(/[;:.\s]+$/, '').trim() || 'Nix gave no reason'};
}

function findPosition(text: string, root: string): SourcePosition | undefined {
  for (const [, path = '', line, column] of text.matchAll(/(?:^|\s)at (\/[^\n]+?):(\d+):(\d+):?\s*$/gm)) {
    const inRoot = relative(root, path);
    const isInside = inRoot !== '' && !inRoot.startsWith('..') && !isAbsolute(inRoot);
    return {path: isInside ? inRoot : path, line: Number(line), column: Number(column)};
  }
  return undefined;
}
