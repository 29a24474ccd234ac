import {parseDockerfile} from '@gantry/containers';

/** A `RUN` of a Dockerfile: which lines it has, and what it runs. */
export interface RunStep {
  readonly startLine: number;
  readonly endLine: number;
  /** Without the shell before it and without white space, so that it compares with what an engine says it ran. */
  readonly key: string;
}

/** The `RUN` instructions of a Dockerfile, in order. */
export function listRunSteps(text: string): RunStep[] {
  return parseDockerfile(text).instructions.flatMap(({keyword, text: command, hereDocuments, startLine, endLine}) => {
    if (keyword !== 'RUN') return [];
    const body =
      hereDocuments.length > 0 && command.startsWith('<<')
        ? hereDocuments.map(({content}) => content).join('')
        : command;
    return [{startLine, endLine, key: keyOf(execForm(body) ?? body)}];
  });
}

/**
 * The step that ran a command. The same text may stand in several places: then the first counts.
 *
 * @param command - as the engine ran it, the shell included
 */
export function findRunStep(steps: readonly RunStep[], command: readonly string[]): RunStep | undefined {
  const [whole, last] = [keyOf(command.join(' ')), keyOf(command.at(-1) ?? '')];
  return (
    steps.find(({key}) => key === whole || key === last) ?? steps.find(({key}) => key !== '' && whole.includes(key))
  );
}

/** Letters, digits and signs of a command, without spaces, quotes and backslashes: what no quoting and no joining of lines changes. */
export function keyOf(command: string): string {
  return command.replace(/[\s'"\\]+/g, '');
}

function execForm(text: string): string | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    return (JSON.parse(text) as string[]).join(' ');
  } catch {
    return undefined;
  }
}
