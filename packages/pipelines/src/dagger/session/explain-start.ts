import {sdkVersion} from '../sdk-version';
import {EngineError} from './engine-error';

/** What is known about a session that did not come up. */
export interface FailedStart {
  /** Absolute path of the CLI. */
  readonly cli: string;
  /** What `dagger version` prints; `undefined` when it prints nothing. */
  readonly cliVersion: string | undefined;
  /** The address of the engine; `undefined` when the CLI was left to start its own. */
  readonly engine: string | undefined;
  /** What the CLI printed, in order. */
  readonly lines: readonly string[];
  /** `undefined` when it was still trying. */
  readonly exitCode: number | null | undefined;
  readonly limitMs: number;
  /** Why nothing can be sent to the engine; `undefined` when something listens there, or it was not asked. */
  readonly probed?: string | undefined;
}

/** Tells a version mismatch from an engine that does not answer and from everything else. Pure. */
export function explainStart(start: FailedStart): EngineError {
  const {cli, cliVersion, engine, lines, exitCode, limitMs} = start;
  const text = lines.join('\n');
  const versions = `SDK ${sdkVersion}, CLI ${cliVersion ?? 'unknown'} (${cli})`;
  const where = engine ?? 'the one that the CLI starts with Docker';
  const incompatible = /incompatible (engine|client) version (\S+)/.exec(text);
  if (incompatible) {
    const other =
      incompatible[1] === 'engine' ? `engine ${incompatible[2]}` : `engine that refuses CLI ${incompatible[2]}`;
    return new EngineError(`The Dagger engine does not fit the CLI: ${versions}, ${other} at ${where}`, {
      code: 'engine-version-mismatch',
      hint: `run engine and CLI of version ${sdkVersion}, or set \`dagger-cli\` to the CLI of the engine's version.`,
    });
  }
  const reason =
    start.probed ??
    lastReason(lines) ??
    (exitCode === undefined ? 'it did not answer' : `the CLI ended with ${exitCode}`);
  if (engine !== undefined && (exitCode === undefined || isUnreachable(text))) {
    const patience = exitCode === undefined ? ` within ${limitMs / 1000} s` : '';
    return new EngineError(
      `No Dagger engine answered at ${engine}${patience}: ${reason}. ${versions}, engine unknown`,
      {
        code: 'engine-unreachable',
        hint: 'start the engine, or correct the input `engine` (unix:///…, tcp://…, docker-container://…, kube-pod://…).',
      },
    );
  }
  if (engine === undefined) {
    return new EngineError(`No Dagger engine is named, and the CLI could not start one: ${reason}. ${versions}`, {
      code: 'engine-unreachable',
      hint: 'give the job a Docker socket, or name a running engine in the input `engine` (unix:///…, tcp://…).',
    });
  }
  return new EngineError(`The Dagger session did not start with the engine at ${engine}: ${reason}. ${versions}`, {
    code: 'engine-failed',
    hint: 'see what the CLI says above; `dagger session` with the same engine shows it in full.',
  });
}

function isUnreachable(text: string): boolean {
  return /connection refused|no such file or directory|no such host|i\/o timeout|connection error|unreachable/i.test(
    text,
  );
}

/** The last error in the CLI's own words, without its decoration. */
function lastReason(lines: readonly string[]): string | undefined {
  for (const line of [...lines].reverse()) {
    const found = /^(?:\d+\s*: (?:┆ )*! |Error: )(.*)$/.exec(line)?.[1];
    if (found === undefined) continue;
    const inner = /desc = "(?:transport: )?(.*)"/.exec(found)?.[1] ?? found;
    return inner.replace(/ \[traceparent:[^\]]*\]/, '').replaceAll('\\"', '"');
  }
  return undefined;
}
