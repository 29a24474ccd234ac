/** Why a file of a pipeline could not be loaded, and where. */
export interface LoadProblem {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

const marker = 'gantry-load-problem ';

/** As a message: the hooks run in a thread of their own, from which only the message of an error comes over whole. */
export function formatLoadProblem(problem: LoadProblem): string {
  return marker + JSON.stringify(problem);
}

/** The problem in a message of {@link formatLoadProblem}; `undefined` for any other message. */
export function parseLoadProblem(message: string): LoadProblem | undefined {
  const at = message.indexOf(marker);
  if (at === -1) return undefined;
  return JSON.parse(message.slice(at + marker.length)) as LoadProblem;
}
