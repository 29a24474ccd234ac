import {pathToFileURL} from 'node:url';
import type {ContainerDefinition} from '../../container-definition';
import {parseLoadProblem} from '../../loader/load-problem';
import {locationOfMember} from '../member-location';
import {locationsOf, relativeTo} from '../source-locations';
import {checkDefinition} from './check-definition';
import {PipelineError} from './pipeline-error';

/**
 * Loads a `container.ts` and checks what it exports.
 *
 * @param file - absolute path
 * @param root - absolute path of the repository
 * @throws PipelineError of the phase `load` or `definition`, with the line
 */
export async function loadDefinition(file: string, root: string): Promise<ContainerDefinition> {
  const module = await importModule(file, root);
  const problem = checkDefinition(module);
  if (problem === undefined) return module.default as ContainerDefinition;
  throw new PipelineError({
    phase: 'definition',
    message: problem.message,
    locations: [locationOfMember(file, root, problem.member)],
  });
}

async function importModule(file: string, root: string): Promise<{readonly default?: unknown}> {
  try {
    return (await import(/* webpackIgnore: true */ pathToFileURL(file).href)) as {default?: unknown};
  } catch (error) {
    const {message, stack} = error instanceof Error ? error : {message: String(error), stack: undefined};
    const problem = parseLoadProblem(message);
    const locations = problem
      ? [{file: relativeTo(root, problem.file) ?? problem.file, line: problem.line}]
      : locationsOf(stack, root);
    throw new PipelineError({phase: 'load', message: problem?.message ?? message, locations});
  }
}
