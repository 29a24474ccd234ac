/** One line of a session's progress, as far as somebody wants to know. */
export type ProgressLine =
  | {readonly kind: 'connected'; readonly cli: string; readonly engine: string}
  /** A command is described; it runs now, later, or never. */
  | {readonly kind: 'exec'; readonly id: string; readonly command: string}
  /** An image is looked for. */
  | {readonly kind: 'pull'; readonly id: string; readonly image: string}
  /** What a step prints. */
  | {readonly kind: 'output'; readonly id: string; readonly text: string}
  | {
      readonly kind: 'end';
      readonly id: string;
      readonly state: 'done' | 'cached' | 'failed';
      readonly seconds: string;
    };

/**
 * Reads a line of `--progress plain`. What it does not know is nothing: the form belongs to the CLI and may grow.
 *
 * @returns `undefined` for a line that tells nothing
 */
export function parseProgress(line: string): ProgressLine | undefined {
  const [, id, text] = /^(\d+)\s*: (?:┆ )*(.*)$/.exec(line) ?? [];
  if (id === undefined || text === undefined) return undefined;
  const output = /^\[[\d.hms]+\] \| (.*)$/.exec(text);
  if (output) {
    const connected = /connected name=\S* client-version=(\S+) server-version=(\S+)/.exec(text);
    if (connected) return {kind: 'connected', cli: connected[1] ?? '', engine: connected[2] ?? ''};
    return {kind: 'output', id, text: output[1] ?? ''};
  }
  const end = /^\w+\.(?:withExec|from) (DONE|CACHED|ERROR) \[([\d.hms]+)\]$/.exec(text);
  if (end) {
    const state = end[1] === 'DONE' ? 'done' : end[1] === 'CACHED' ? 'cached' : 'failed';
    return {kind: 'end', id, state, seconds: end[2] ?? ''};
  }
  const pull = /^Container\.from\(address: "([^"]+)"/.exec(text);
  if (pull) return {kind: 'pull', id, image: pull[1] ?? ''};
  const exec = /^withExec (.*)$/.exec(text);
  if (exec) return {kind: 'exec', id, command: exec[1] ?? ''};
  return undefined;
}
