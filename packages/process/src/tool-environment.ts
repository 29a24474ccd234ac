import type {Environment} from './run';

const inherited = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'TMPDIR',
  'TZ',
  'LANG',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'NIX_SSL_CERT_FILE',
  'CURL_CA_BUNDLE',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'all_proxy',
  'XDG_CACHE_HOME',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'XDG_RUNTIME_DIR',
];

/**
 * The part of an environment that any tool needs (where programs, home, temporary folder, proxies and certificates are),
 * and nothing that could be a secret of the job. Messages come in English, plain and without paging.
 *
 * @param env - the environment of this process
 * @param extra - what this tool needs besides
 */
export function toolEnvironment(env: Environment, extra: Environment = {}): Environment {
  const chosen = Object.fromEntries(
    inherited.filter((name) => env[name] !== undefined).map((name) => [name, env[name]]),
  );
  return {...chosen, LC_ALL: 'C.UTF-8', NO_COLOR: '1', TERM: 'dumb', PAGER: 'cat', ...extra};
}
