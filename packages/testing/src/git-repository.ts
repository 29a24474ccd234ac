import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {run} from '@gantry/process';
import {formatFastImport, type FileChanges} from './git-changes';
import {firstCommitTime, gitEnvironment} from './git-environment';
import {temporaryFolder} from './temporary-folder';

const person = 'Test Person <test@example.org>';

export interface GitRepositoryOptions {
  /** The first branch. Default: `main`. */
  readonly branch?: string;
  /** Default: `sha1`. */
  readonly objectFormat?: 'sha1' | 'sha256';
  /** Name of the folder, inside a temporary one. Default: `repository`. */
  readonly folder?: string;
}

/**
 * A real repository with a work tree, as a forge would serve it: any sha may be fetched, and partial clones work.
 * Each entry of `commits` is a commit on top of the one before it, under a name that {@link GitRepository.sha} knows.
 * Dates are fixed and a minute apart, so the shas are the same in every run.
 */
export async function gitRepository(
  commits: Readonly<Record<string, FileChanges>> = {},
  options: GitRepositoryOptions = {},
): Promise<GitRepository> {
  const root = join(temporaryFolder(), options.folder ?? 'repository');
  mkdirSync(root);
  const repository = new GitRepository(root);
  const format = `--object-format=${options.objectFormat ?? 'sha1'}`;
  await repository.git('init', '--quiet', format, `--initial-branch=${options.branch ?? 'main'}`);
  await repository.configure({
    'gc.auto': '0',
    'maintenance.auto': 'false',
    'uploadpack.allowAnySHA1InWant': 'true',
    'uploadpack.allowFilter': 'true',
  });
  for (const [name, changes] of Object.entries(commits)) await repository.commit(name, changes);
  return repository;
}

/** A repository of a test; made by {@link gitRepository} or `cloneOf`. */
export class GitRepository {
  readonly root: string;
  private readonly shaByName = new Map<string, string>();
  private time = firstCommitTime;

  constructor(root: string) {
    this.root = root;
  }

  /** Its address as a remote; local clones through it work as over a network. */
  get url(): string {
    return `file://${encodeURI(this.root)}`;
  }

  /** Runs git in it; gives stdout without the last line end. */
  async git(...args: string[]): Promise<string> {
    return this.runGit(args, {});
  }

  /**
   * Adds a commit to the branch that is checked out (or to `options.branch`), and keeps the work tree equal to it.
   *
   * @param name - its message, and what {@link sha} finds it by
   * @param options.time - of the commit, in unix seconds; default: a minute after the last one
   */
  async commit(
    name: string,
    changes: FileChanges = {},
    options: {readonly branch?: string; readonly time?: number} = {},
  ): Promise<string> {
    const current = await this.git('symbolic-ref', '--quiet', 'HEAD').catch(() => 'HEAD');
    const ref = options.branch === undefined ? current : `refs/heads/${options.branch}`;
    const parent = await this.git('rev-parse', '--verify', '--quiet', `${ref}^{commit}`).catch(() => undefined);
    const time = options.time ?? this.nextTime();
    // fast-import moves no detached HEAD, and refuses a ref named HEAD: it gets a name of its own.
    const target = ref === 'HEAD' ? 'refs/gantry-test/detached' : ref;
    const stream = formatFastImport({ref: target, parent, message: name, person, time}, changes);
    const sha = await this.runGit(['fast-import', '--quiet', '--done', '--force'], {input: stream});
    if (ref === 'HEAD') await this.git('checkout', '--quiet', '--detach', sha);
    else if (ref === current && !(await this.isBare())) await this.git('reset', '--quiet', '--hard');
    this.shaByName.set(name, sha);
    return sha;
  }

  /** Makes a branch, or moves it (as a force push does), without checking it out. */
  async branch(name: string, at = 'HEAD'): Promise<void> {
    await this.git('update-ref', `refs/heads/${name}`, await this.sha(at));
  }

  /** Checks out a branch, or detached any other name. */
  async checkout(name: string): Promise<void> {
    const isBranch = await this.git('show-ref', '--verify', '--quiet', `refs/heads/${name}`).then(
      () => true,
      () => false,
    );
    await this.git('checkout', '--quiet', '--force', ...(isBranch ? [name] : ['--detach', await this.sha(name)]), '--');
  }

  /** Moves the branch that is checked out, with its work tree. */
  async reset(name: string): Promise<void> {
    await this.git('reset', '--quiet', '--hard', await this.sha(name));
  }

  /** Merges `other` into the branch that is checked out, always with a merge commit. */
  async merge(name: string, other: string): Promise<string> {
    const args = ['merge', '--quiet', '--no-ff', '--allow-unrelated-histories', '-m', name, await this.sha(other)];
    await this.runGit(args, {time: this.nextTime()});
    const sha = await this.git('rev-parse', 'HEAD');
    this.shaByName.set(name, sha);
    return sha;
  }

  /** Makes a tag, or moves it; an annotated one has an object of its own. */
  async tag(name: string, at = 'HEAD', options: {readonly annotated?: boolean} = {}): Promise<void> {
    const kind = options.annotated ? ['--annotate', '--message', `tag ${name}`] : [];
    await this.runGit(['tag', '--force', ...kind, name, await this.sha(at)], {time: this.nextTime()});
  }

  /** The full sha of a commit by the name it was made under, else of any revision that git understands. */
  async sha(name = 'HEAD'): Promise<string> {
    return this.shaByName.get(name) ?? (await this.git('rev-parse', '--verify', `${name}^{commit}`));
  }

  /** Writes a file of the work tree without committing it; `null` removes it. */
  write(path: string, content: string | Uint8Array | null): void {
    const file = join(this.root, path);
    if (content === null) return rmSync(file, {recursive: true});
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, content);
  }

  /** Sets entries of its own configuration. */
  async configure(settings: Readonly<Record<string, string>>): Promise<void> {
    for (const [key, value] of Object.entries(settings)) await this.git('config', key, value);
  }

  private async isBare(): Promise<boolean> {
    return (await this.git('rev-parse', '--is-bare-repository')) === 'true';
  }

  private nextTime(): number {
    this.time += 60;
    return this.time;
  }

  private async runGit(args: readonly string[], options: {time?: number; input?: Buffer}): Promise<string> {
    const {stdout} = await run(['git', ...args], {
      cwd: this.root,
      env: gitEnvironment(options.time ?? this.time),
      timeoutMs: 120_000,
      ...(options.input === undefined ? {} : {input: options.input}),
    });
    return stdout.replace(/\n$/, '');
  }
}
