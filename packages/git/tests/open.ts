import {gitEnvironment, type GitRepository} from '@gantry/testing';
import {openRepository, type Repository} from '../src';

/** Opens a repository of a test with the environment of a test; lines of its log go to `lines`. */
export function open(repository: GitRepository | string, lines: string[] = []): Promise<Repository> {
  const directory = typeof repository === 'string' ? repository : repository.root;
  return openRepository(directory, {
    env: gitEnvironment(),
    timeoutMs: 60_000,
    log: {info: (line) => void lines.push(line)},
  });
}

/** What a repository's folder holds besides objects and the list of shallow ends: configuration, refs, hooks, logs. */
export async function stateOf(repository: GitRepository): Promise<string> {
  const [refs, config, status] = await Promise.all([
    repository.git('for-each-ref'),
    repository.git('config', '--list', '--local'),
    repository.git('status', '--porcelain', '--branch'),
  ]);
  const fetchHead = await repository.git('rev-parse', '--verify', '--quiet', 'FETCH_HEAD').catch(() => 'no FETCH_HEAD');
  return [refs, config, status, fetchHead].join('\n');
}
