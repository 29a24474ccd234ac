import {ExecError, GraphQLRequestError} from '@dagger.io/dagger/client';
import {parseDockerfile} from '@gantry/containers';
import {quoteArgument} from '@gantry/process';
import type {BuildFailure} from '../dagger-build-error';
import {cleanEngineMessage} from '../engine-message';
import {findRunStep, listRunSteps} from './run-steps';

/**
 * What failed in the build of a Dockerfile, with the line.
 *
 * @param text - of the Dockerfile
 * @param path - of the Dockerfile, from the repository's root
 * @returns `undefined` when the error is none of Dagger's
 */
export function explainDockerfile(
  error: unknown,
  {container, text, path}: {readonly container: string; readonly text: string; readonly path: string},
): BuildFailure | undefined {
  if (error instanceof ExecError) {
    const step = findRunStep(listRunSteps(text), error.cmd);
    const lines = step === undefined || step.endLine === step.startLine ? '' : `-${step.endLine}`;
    return {
      container,
      phase: 'build',
      message: `exit code ${error.exitCode}`,
      places: [step === undefined ? path : `${path}:${step.startLine}${lines}`],
      command: error.cmd.map(quoteArgument).join(' '),
      exitCode: error.exitCode,
      output: [error.stdout, error.stderr].filter((part) => part !== '').join('\n'),
    };
  }
  if (error instanceof GraphQLRequestError) {
    const message = cleanEngineMessage(error.response.errors?.[0]?.message ?? error.message);
    const line = lineIn(message, text);
    return {container, phase: 'build', message, places: [line === undefined ? path : `${path}:${line}`]};
  }
  return undefined;
}

/** The line that the engine names (`parse error on line 3`), or that of the instruction with what it complains about. */
function lineIn(message: string, text: string): number | undefined {
  const named = /\bline (\d+)/.exec(message)?.[1];
  if (named !== undefined) return Number(named);
  const words = [
    ...[...message.matchAll(/"([^"]+)"/g)].map((match) => match[1]),
    /\bl?stat \/?(\S+):/.exec(message)?.[1],
    /^(\S+): failed to /.exec(message)?.[1],
  ];
  const {instructions} = parseDockerfile(text);
  for (const word of words) {
    if (word === undefined || word.length < 2) continue;
    const uses = (value: string | undefined) => value?.includes(word) === true;
    const found = instructions.find(({flags, text: rest}) => uses(rest) || flags.some(({value}) => uses(value)));
    if (found) return found.startLine;
  }
  return undefined;
}
