import {setTimeout as sleep} from 'node:timers/promises';
import type {RunResult} from '@gantry/process';
import type {Git, GitCall} from './git-command';
import {removeCredentials, RepositoryError, summarizeGitOutput} from './repository-error';

/** Where progress is told. */
export interface Log {
  info(line: string): void;
}

/** The remote `origin`. */
export interface Origin {
  /** Its address without credentials; `undefined` when there is no such remote. */
  url(): Promise<string | undefined>;
  /**
   * Its refs: those of `names`, or all of them. An annotated tag has the commit it points at.
   *
   * @throws RepositoryError `origin-failed`
   */
  listRefs(names?: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * Fetches objects, and moves no ref that is not named in `refspecs`.
   *
   * @returns false when it has not what was asked for
   * @throws RepositoryError `origin-failed`
   */
  fetch(
    refspecs: readonly string[],
    options?: {readonly flags?: readonly string[]; readonly call?: GitCall},
  ): Promise<boolean>;
}

// `--refmap=` keeps the configured refspecs from moving refs/remotes/origin/* on the side.
const fetchFlags = [
  '--quiet',
  '--no-tags',
  '--no-write-fetch-head',
  '--no-auto-maintenance',
  '--no-recurse-submodules',
  '--no-prune',
  '--refmap=',
];

const retryWaitsMs = [300, 2_000];

/** The `origin` of the repository at which `git` runs. Fetches run one after the other. */
export function createOrigin(git: Git, log: Log): Origin {
  let url: Promise<string | undefined> | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const readUrl = () => (url ??= readRemoteUrl(git, 'origin'));

  const ask = async (what: string, args: readonly string[], call?: GitCall): Promise<RunResult> => {
    for (let attempt = 0; ; attempt++) {
      const result = await git.try(args, call);
      const waitMs = retryWaitsMs[attempt];
      if (result.exitCode === 0 || waitMs === undefined || !isTransient(result.stderr)) return result;
      log.info(`${what} failed (${lastLine(result.stderr)}); trying again in ${waitMs / 1000} s`);
      await sleep(waitMs);
    }
  };
  const failure = async (what: string, result: RunResult) => {
    const address = (await readUrl()) ?? 'not configured';
    const message = `${what} from origin (${address}) failed: ${summarizeGitOutput(result.stderr)}`;
    return new RepositoryError('origin-failed', message, {hint: hintFor(result.stderr)});
  };

  return {
    url: readUrl,
    async listRefs(names) {
      const patterns = (names ?? []).flatMap((name) => (name.startsWith('refs/tags/') ? [name, `${name}^{}`] : [name]));
      const what = names ? `Looking up ${names.at(-1)}` : 'Listing the refs';
      const result = await ask(what, ['ls-remote', '--quiet', 'origin', ...patterns]);
      if (result.exitCode !== 0) throw await failure(what, result);
      return parseRefs(result.stdout, names && new Set(names));
    },
    fetch(refspecs, {flags = [], call} = {}) {
      const sources = refspecs.map((refspec) => refspec.replace(/^\+|:.*$/g, ''));
      const shown = sources.length > 3 ? `${sources.length} commits` : sources.join(', ');
      const attempt = async () => {
        log.info(`Fetching ${shown} from origin`);
        const what = `Fetching ${shown}`;
        const result = await ask(what, ['fetch', ...fetchFlags, ...flags, 'origin', ...refspecs], call);
        if (result.exitCode === 0) return true;
        if (isUnknownObject(result.stderr)) return false;
        throw await failure(what, result);
      };
      // Two at a time would fight for the lock of the shallow file.
      const outcome = queue.then(attempt);
      queue = outcome.catch(() => undefined);
      return outcome;
    },
  };
}

/** The address of a remote without credentials; `undefined` when there is none of that name. */
export async function readRemoteUrl(git: Git, name: string): Promise<string | undefined> {
  if (!/^[\w][\w./-]*$/.test(name)) return undefined;
  // `ls-remote --get-url` gives any text back that names no remote; the configuration is exact.
  const configured = await git.try(['config', '--get-all', `remote.${name}.url`]);
  if (configured.exitCode !== 0) return undefined;
  return removeCredentials((await git.run(['ls-remote', '--get-url', name])).replace(/\n$/, ''));
}

function parseRefs(stdout: string, wanted: ReadonlySet<string> | undefined): Map<string, string> {
  const refs = new Map<string, string>();
  for (const line of stdout.split('\n')) {
    const [sha, ref] = line.split('\t');
    if (!sha || !ref) continue;
    // The line `<tag>^{}` follows that of an annotated tag, and says which commit it points at.
    const name = ref.endsWith('^{}') ? ref.slice(0, -3) : ref;
    if (wanted === undefined || wanted.has(name)) refs.set(name, sha);
  }
  return refs;
}

function isUnknownObject(stderr: string): boolean {
  return /not our ref|unadvertised object|couldn't find remote ref|no such remote ref/i.test(stderr);
}

function isTransient(stderr: string): boolean {
  if (isUnknownObject(stderr)) return false;
  return /shallow\.lock|shallow file has changed|early EOF|RPC failed|unexpected disconnect|Connection reset|returned error: (?:408|429|5\d\d)/i.test(
    stderr,
  );
}

function hintFor(stderr: string): string {
  if (/authentication|could not read (?:user|pass)|terminal prompts|permission denied|error: 40[13]/i.test(stderr)) {
    return 'give this step the right to read origin: actions/checkout leaves it in place unless persist-credentials is false.';
  }
  if (/dubious ownership/i.test(stderr)) {
    return 'origin is a folder of another user: serve it over ssh or http, or give it to the user of this job.';
  }
  return 'check that this job can reach origin, or check out with fetch-depth: 0 so that nothing has to be fetched.';
}

function lastLine(text: string): string {
  return summarizeGitOutput(text).split('\n').at(-1) ?? '';
}
