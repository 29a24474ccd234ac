import type {CommitPresence} from './commit-presence';
import type {CommitSha} from './commit-sha';
import type {Git} from './git-command';
import {peelToCommit} from './local-objects';
import type {Log, Origin} from './origin';
import {listCandidates, parseRef} from './ref-name';
import {UnknownRefError} from './repository-error';
import {findShortSha, type ShortShaPorts} from './short-sha';

/** What {@link resolveRef} asks. */
export interface ResolvePorts extends ShortShaPorts {
  readonly git: Git;
  readonly origin: Origin;
  readonly commits: CommitPresence;
  readonly log: Log;
}

/** With fewer digits a word such as `beef` is more likely a name. */
const likelyShaLength = 7;

/** @see Repository.resolve for the rules */
export async function resolveRef(ref: string, ports: ResolvePorts): Promise<CommitSha> {
  const form = parseRef(ref);
  switch (form.kind) {
    case 'head':
      return resolveHead(ports);
    case 'sha':
      return resolveSha(ref, form.sha, ports);
    case 'full':
      return (await resolveName(ref, [form.name], ports)) ?? unknown(ref, ports);
    case 'name': {
      const likely = form.hex !== undefined && form.hex.length >= likelyShaLength ? form.hex : undefined;
      const local = likely && (await findShortSha(likely, 'here', ports));
      const found = local || (await resolveName(ref, candidatesOf(form.name), ports));
      if (found) return found;
      return (form.hex && (await findShortSha(form.hex, 'everywhere', ports))) || unknown(ref, ports);
    }
  }
}

async function resolveHead({git, commits}: ResolvePorts): Promise<CommitSha> {
  const head = await peelToCommit(git, 'HEAD');
  if (head) return commits.note(head);
  throw new UnknownRefError('HEAD', `The repository ${git.directory} has no commit checked out`, {
    hint: 'commit something, or run actions/checkout before this step.',
  });
}

async function resolveSha(ref: string, sha: string, ports: ResolvePorts): Promise<CommitSha> {
  const {git, commits} = ports;
  const here = await peelToCommit(git, sha);
  if (here) return commits.note(here);
  if (!(await commits.fetch(sha))) return unknown(ref, ports);
  const fetched = await peelToCommit(git, sha);
  if (fetched) return commits.note(fetched);
  throw new UnknownRefError(ref, `${sha} is an object of the repository, but no commit`);
}

/** `origin/x` is how people write the branch `x` of origin, which a CI checkout has not under that name. */
function candidatesOf(name: string): readonly string[] {
  const branch = /^origin\/(.+)$/.exec(name)?.[1];
  return [...listCandidates(name), ...(branch === undefined ? [] : [`refs/heads/${branch}`])];
}

async function resolveName(
  ref: string,
  candidates: readonly string[],
  ports: ResolvePorts,
): Promise<CommitSha | undefined> {
  const {origin, commits, log} = ports;
  if ((await origin.url()) !== undefined) {
    const refs = await origin.listRefs(candidates);
    const present = candidates.filter((name) => refs.has(name));
    const [name] = present;
    if (name !== undefined) {
      if (present.length > 1) log.info(`origin has ${present.join(' and ')}; ${ref} means ${name}`);
      const sha = refs.get(name) ?? '';
      const tip =
        (await peelToCommit(ports.git, sha)) ??
        ((await commits.fetch(sha)) ? await peelToCommit(ports.git, sha) : undefined);
      if (tip) return commits.note(tip);
      throw new UnknownRefError(ref, `${name} of origin (${sha}) points at no commit, or moved in this second`);
    }
  }
  return resolveHere(ref, candidates, ports);
}

/** A name that only this repository has. */
async function resolveHere(
  ref: string,
  candidates: readonly string[],
  {git, origin, commits, log}: ResolvePorts,
): Promise<CommitSha | undefined> {
  // A remote-tracking branch of origin counts only where no origin could say better.
  const isStale = ref.startsWith('origin/') && (await origin.url()) !== undefined;
  const tracking = isStale || ref.startsWith('refs/') ? [] : [`refs/remotes/${ref}`];
  const names = [...candidates, ...tracking];
  const listed = await git.run(['for-each-ref', '--format=%(refname)', ...names]);
  const present = new Set(listed.split('\n'));
  const matching = names.filter((name) => present.has(name));
  for (const name of matching) {
    const sha = await peelToCommit(git, name);
    if (!sha) continue;
    if (matching.length > 1) log.info(`There are ${matching.join(' and ')}; ${ref} means ${name}`);
    return commits.note(sha);
  }
  return undefined;
}

async function unknown(ref: string, {git, origin}: ResolvePorts): Promise<never> {
  const url = await origin.url();
  if (url === undefined) {
    throw new UnknownRefError(ref, `${git.directory} has no branch, tag or commit ${ref}, and no remote origin`, {
      hint: 'run actions/checkout before this step, with fetch-depth: 0 when there is no origin to fetch from.',
    });
  }
  throw new UnknownRefError(ref, `origin (${url}) has no branch, tag or commit ${ref}`);
}
