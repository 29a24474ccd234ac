import {toolEnvironment, type Environment} from '@gantry/process';

/** What Nix itself is configured with; see "Common Environment Variables" in its manual. */
const nixVariables = [
  'NIX_PATH',
  'NIX_REMOTE',
  'NIX_CONFIG',
  'NIX_CONF_DIR',
  'NIX_USER_CONF_FILES',
  'NIX_STORE_DIR',
  'NIX_STATE_DIR',
  'NIX_LOG_DIR',
  'NIX_DAEMON_SOCKET_PATH',
  'NIXPKGS_ALLOW_BROKEN',
  'NIXPKGS_ALLOW_INSECURE',
  'NIXPKGS_ALLOW_UNFREE',
  'NIXPKGS_ALLOW_UNSUPPORTED_SYSTEM',
];

/**
 * The environment of Nix: where its store and its settings are, and no credential of the job. An expression can read
 * every variable of the evaluating process, so this is also all that the repository's code gets to see.
 *
 * @param nixpkgs - the entry of `NIX_PATH` under the name `nixpkgs`, before those that are there already
 */
export function nixEnvironment(env: Environment, nixpkgs?: string): Environment {
  const chosen = Object.fromEntries(nixVariables.map((name) => [name, env[name]]));
  const path = [nixpkgs === undefined ? undefined : `nixpkgs=${nixpkgs}`, env.NIX_PATH].filter(Boolean).join(':');
  return toolEnvironment(env, {...chosen, ...(path === '' ? {} : {NIX_PATH: path})});
}
