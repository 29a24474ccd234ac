import {keyOf} from '../dockerfile/run-steps';
import {parseProgress, type ProgressLine} from './parse-progress';

/** Who wants the lines of a step: one image that is being built. */
export interface StepListener {
  /** Keys of the commands that this image describes so far; see `keyOf`. */
  readonly commandKeys: ReadonlySet<string>;
  info(line: string): void;
}

/**
 * Sorts the progress of a shared session to the images that are built in it. A step belongs to each image that describes
 * the same command: the engine runs it once for all of them. A step of none (an engine's own) is left out.
 */
export class StepLog {
  private readonly listeners = new Set<StepListener>();
  private readonly commands = new Map<string, string>();
  private readonly current = new Map<StepListener, string>();
  private readonly ended = new Map<string, string>();

  constructor(private readonly onConnected: (versions: {readonly cli: string; readonly engine: string}) => void) {}

  add(listener: StepListener): void {
    this.listeners.add(listener);
  }

  /** Takes one line of the session. */
  accept(line: string): void {
    const progress = parseProgress(line);
    if (progress !== undefined) this.take(progress);
  }

  private take(progress: ProgressLine): void {
    if (progress.kind === 'connected') return this.onConnected(progress);
    if (progress.kind === 'pull') return;
    if (progress.kind === 'exec') {
      this.commands.set(progress.id, progress.command);
      return;
    }
    const command = this.commands.get(progress.id);
    if (command === undefined) return;
    if (progress.kind === 'output') return this.tell(progress.id, command, progress.text);
    const said = progress.state === 'cached' ? 'cached' : `${progress.state} in ${progress.seconds}`;
    // A step that waits for its turn is reported as done in no time, and again when it has run.
    if (said === 'done in 0.0s' || this.ended.get(progress.id) === said) return;
    this.ended.set(progress.id, said);
    this.tell(progress.id, command, said);
  }

  /** The command comes before its first line, and again whenever lines of another one came between. */
  private tell(id: string, command: string, text: string): void {
    const key = keyOf(command.replace(/\\[nt]/g, ' '));
    for (const listener of this.listeners) {
      if (![...listener.commandKeys].some((own) => own !== '' && key.includes(own))) continue;
      if (this.current.get(listener) !== id) listener.info(`$ ${shorten(command)}`);
      this.current.set(listener, id);
      listener.info(`  ${text}`);
    }
  }
}

const maxNameLength = 100;

/** The command on one line of a log; the shell that runs it is left out. */
function shorten(command: string): string {
  const inner = /^(?:\S*\/)?(?:busybox )?(?:sh|bash|ash) -\w*c '(.*)'(?: \([^)]*\))?$/.exec(command)?.[1] ?? command;
  const text = inner.replaceAll(/\\[nt]|\s+/g, ' ').trim();
  return text.length > maxNameLength ? `${text.slice(0, maxNameLength - 1)}…` : text;
}
