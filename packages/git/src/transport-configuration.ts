import {registerSecret} from '@gantry/errors';
import {splitNul, type Git} from './git-command';

// What decides how a remote is reached; `remote.origin.promisor` and the like describe the objects here instead.
const transportKeys =
  /^(?:(?:http|https|url|credential|ssh|protocol|gitproxy)\.|core\.(?:sshcommand|gitproxy|askpass)$|remote\.origin\.(?:url|proxy|proxyauthmethod|uploadpack|vcs|serveroption)$)/;

/**
 * The entries of a repository's own configuration (files that it includes as well) by which it reaches its remotes, so
 * that another repository can do the same. They may hold a token (actions/checkout leaves `http.….extraheader`), which
 * is registered as a secret; pass them by environment, never in an argument.
 */
export async function readTransportConfiguration(git: Git): Promise<(readonly [key: string, value: string])[]> {
  const parts = splitNul(await git.run(['config', '--list', '--includes', '--show-scope', '-z']));
  const entries: (readonly [string, string])[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const scope = parts[index];
    const [key = '', ...rest] = (parts[index + 1] ?? '').split('\n');
    // Entries of other scopes reach the other repository by themselves.
    if ((scope !== 'local' && scope !== 'worktree') || !transportKeys.test(key)) continue;
    const value = rest.length === 0 ? 'true' : rest.join('\n');
    if (key.endsWith('.extraheader')) registerSecret(value.replace(/^[^:]*:\s*(?:basic|bearer)?\s*/i, ''));
    entries.push([key, value]);
  }
  return entries;
}
