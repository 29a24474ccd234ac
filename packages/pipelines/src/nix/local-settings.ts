import {CommandError, tryRun, type Environment, type RunResult} from '@gantry/process';

export interface LocalSettings {
  /** Arguments for nix-build, nix-instantiate and nix. */
  readonly options: readonly string[];
  /** Why they are needed, for the log; empty when nothing is changed. */
  readonly notes: readonly string[];
}

const probeTimeoutMs = 20_000;
const nothing: LocalSettings = {options: [], notes: []};

/**
 * What Nix must be told on this machine to build at all.
 *
 * As root and without a daemon, Nix runs each build as a user of the group `build-users-group`, `nixbld` by default.
 * A job image that has Nix but not that group (Debian's nix-bin without its daemon package) fails at the first build. Only
 * then the group is set to none, which makes root the builder. The sandbox is never touched: Nix itself builds without
 * it where user namespaces are missing (`sandbox-fallback`).
 *
 * @param env - the environment of Nix
 * @see https://nix.dev/manual/nix/latest/command-ref/conf-file, `build-users-group`
 */
export async function readLocalSettings(env: Environment, userId = process.getuid?.()): Promise<LocalSettings> {
  if (userId !== 0 || env.NIX_REMOTE === 'daemon' || env.NIX_REMOTE?.includes('://')) return nothing;
  const group = await buildUsersGroup(env);
  if (group === '' || (await hasMembers(group, env))) return nothing;
  return {
    options: ['--option', 'build-users-group', ''],
    notes: [
      `The group ${group} (build-users-group) has no members on this machine: Nix builds as root. Its sandbox is unchanged.`,
    ],
  };
}

async function buildUsersGroup(env: Environment): Promise<string> {
  const argv = ['nix', '--extra-experimental-features', 'nix-command', 'show-config', '--json'] as const;
  const result = await askFor(argv, env);
  // `nix show-config` is not there in every version; then Nix decides alone.
  if (result?.exitCode !== 0) return '';
  const settings = JSON.parse(result.stdout) as Record<string, {value?: unknown} | undefined>;
  const value = settings['build-users-group']?.value;
  return typeof value === 'string' ? value : '';
}

async function hasMembers(group: string, env: Environment): Promise<boolean> {
  // name:password:id:member,member. Status 2 means that there is no such group.
  const entry = await askFor(['getent', 'group', '--', group], env);
  // Without getent nothing is known about the group, so nothing is changed.
  if (entry?.exitCode !== 0) return entry?.exitCode !== 2;
  return (entry.stdout.trim().split(':')[3] ?? '') !== '';
}

/** What a program answers; `undefined` when it is not on this machine. */
async function askFor(argv: readonly [string, ...string[]], env: Environment): Promise<RunResult | undefined> {
  try {
    return await tryRun(argv, {env, timeoutMs: probeTimeoutMs});
  } catch (error) {
    if (error instanceof CommandError && error.code === 'command-not-found') return undefined;
    throw error;
  }
}
