import {spawn, type ChildProcessByStdio} from 'node:child_process';
import type {Readable, Writable} from 'node:stream';
import type {Git} from './git-command';
import {RepositoryError, summarizeGitOutput} from './repository-error';

/** An object as git stores it. */
export interface StoredObject {
  readonly type: string;
  readonly content: Buffer;
}

interface Request {
  readonly name: string;
  resolve(object: StoredObject | undefined): void;
  reject(error: unknown): void;
}

type Batch = ChildProcessByStdio<Writable, Readable, Readable>;

/**
 * Reads many objects through one `git cat-file --batch`: a new process for each of some thousand small files would take
 * most of the time. The process ends with this one, and does not keep it alive.
 *
 * @see https://git-scm.com/docs/git-cat-file#_batch_output
 */
export class ObjectReader {
  private batch: Batch | undefined;
  private readonly waiting: Request[] = [];
  private chunks: Buffer[] = [];
  private received = 0;
  private needed = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly git: Git) {}

  /**
   * @param name - an object name without a line feed, such as a sha
   * @returns `undefined` when there is no such object
   * @throws RepositoryError when git fails, or a promised object cannot be fetched in time
   */
  read(name: string): Promise<StoredObject | undefined> {
    return new Promise((resolve, reject) => {
      this.waiting.push({name, resolve, reject});
      try {
        this.batch ??= this.start();
        this.keepAlive(true);
        this.batch.stdin.write(`${name}\n`);
      } catch (error) {
        this.fail(this.batch, error);
      }
    });
  }

  private start(): Batch {
    // A conversation, which a run of one program from start to end cannot hold.
    const batch = spawn('git', ['cat-file', '--batch'], {
      cwd: this.git.directory,
      env: {...this.git.env},
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stderr = '';
    batch.stderr.on('data', (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(-4096)));
    batch.stdout.on('data', (chunk: Buffer) => this.receive(chunk));
    batch.stdin.on('error', () => undefined);
    batch.once('error', (cause) =>
      this.fail(batch, new RepositoryError('git-not-found', 'git could not be run', {cause})),
    );
    batch.once('close', () => {
      const message = `Reading from ${this.git.directory} failed: ${summarizeGitOutput(stderr) || 'git ended early'}`;
      this.fail(batch, new RepositoryError('git-failed', message));
    });
    return batch;
  }

  private receive(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.received += chunk.length;
    this.keepAlive(true);
    for (let request = this.waiting[0]; request; request = this.waiting[0]) {
      const answer = this.takeAnswer();
      if (answer === 'incomplete') return;
      this.waiting.shift();
      request.resolve(answer);
    }
    this.keepAlive(false);
  }

  private takeAnswer(): StoredObject | undefined | 'incomplete' {
    if (this.received < this.needed) return 'incomplete';
    const buffer = this.chunks.length === 1 ? (this.chunks[0] as Buffer) : Buffer.concat(this.chunks);
    this.chunks = [buffer];
    const lineEnd = buffer.indexOf(0x0a);
    if (lineEnd < 0) return 'incomplete';
    const header = buffer.toString('utf8', 0, lineEnd);
    const found = /^[0-9a-f]{40,64} (\w+) (\d+)$/.exec(header);
    // Anything else is one line, `<name> missing`.
    const end = found ? lineEnd + 1 + Number(found[2]) + 1 : lineEnd + 1;
    if (buffer.length < end) {
      // A big file comes in many chunks; they are put together once, when all are there.
      this.needed = end;
      return 'incomplete';
    }
    this.needed = 0;
    const rest = buffer.subarray(end);
    this.chunks = rest.length > 0 ? [rest] : [];
    this.received = rest.length;
    if (!found) return undefined;
    return {type: found[1] ?? '', content: Buffer.from(buffer.subarray(lineEnd + 1, end - 1))};
  }

  private keepAlive(busy: boolean): void {
    clearTimeout(this.timer);
    const {batch} = this;
    if (!batch) return;
    for (const handle of [batch, batch.stdin, batch.stdout, batch.stderr] as unknown as NodeJS.Timeout[]) {
      if (busy) handle.ref();
      else handle.unref();
    }
    if (!busy) return;
    this.timer = setTimeout(() => {
      const message = `Reading from ${this.git.directory} did not go on for ${this.git.timeoutMs / 1000} s`;
      this.fail(batch, new RepositoryError('git-timed-out', message));
      batch.kill();
    }, this.git.timeoutMs);
  }

  private fail(batch: Batch | undefined, error: unknown): void {
    if (batch !== this.batch) return;
    clearTimeout(this.timer);
    this.batch = undefined;
    this.chunks = [];
    this.received = 0;
    this.needed = 0;
    for (const request of this.waiting.splice(0)) request.reject(error);
  }
}
