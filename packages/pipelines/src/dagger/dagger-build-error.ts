import {GantryError} from '@gantry/errors';

/** What is known of a build that failed. */
export interface BuildFailure {
  readonly container: string;
  /** What the pipeline was at: reading the file, running it, running a step, testing the image. */
  readonly phase: 'load' | 'definition' | 'build' | 'test';
  readonly message: string;
  /** `containers/web/container.ts:12`, innermost first. */
  readonly places: readonly string[];
  /** The step that failed, as somebody would type it. */
  readonly command?: string | undefined;
  readonly exitCode?: number | undefined;
  /** All that the step printed. */
  readonly output?: string | undefined;
}

const outputTailLines = 40;

/** A container that could not be built: which step failed, where it stands, and what it said. */
export class DaggerBuildError extends GantryError {
  declare readonly code: 'invalid-definition' | 'step-failed' | 'build-failed' | 'test-failed';
  readonly failure: BuildFailure;

  constructor(failure: BuildFailure) {
    super(describeFailure(failure), {code: codeOf(failure), hint: hintOf(failure)});
    this.failure = failure;
  }
}

function describeFailure({container, phase, message, places, command, exitCode, output = ''}: BuildFailure): string {
  const [place, ...callers] = places;
  const where = place === undefined ? '' : ` at ${place}${callers.map((caller) => `, called from ${caller}`).join('')}`;
  const lines = output.trim() === '' ? [] : output.trimEnd().split('\n');
  const tail = lines.slice(-outputTailLines).map((line) => `  ${line}`);
  const left = lines.length - tail.length;
  const shown =
    tail.length === 0
      ? []
      : [left > 0 ? `the last ${tail.length} of ${lines.length} lines of its output:` : 'its output:', ...tail];
  if (command === undefined) return [`${subject(container, phase)} failed${where}: ${message}`, ...shown].join('\n');
  const ended = exitCode === undefined ? message : `exit code ${exitCode}`;
  return [`${subject(container, phase)} failed${where}: ${ended}`, 'the step:', indent(command), ...shown].join('\n');
}

function subject(container: string, phase: BuildFailure['phase']): string {
  if (phase === 'test') return `The test of ${container}`;
  if (phase === 'build') return `The build of ${container}`;
  return `Reading the definition of ${container}`;
}

function codeOf({phase, command}: BuildFailure): DaggerBuildError['code'] {
  if (phase === 'load' || phase === 'definition') return 'invalid-definition';
  if (phase === 'test') return 'test-failed';
  return command === undefined ? 'build-failed' : 'step-failed';
}

function hintOf({phase, command, places: [place]}: BuildFailure): string {
  const where = place ?? 'the definition';
  if (phase === 'definition') return `correct ${where}; see ContainerDefinition in the documentation of container.ts.`;
  if (phase === 'test') return `see what the test at ${where} expects; nothing was published.`;
  if (phase === 'load' || command === undefined) return `correct ${where}.`;
  return `correct the step at ${where}; its whole output stands in the log.`;
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
