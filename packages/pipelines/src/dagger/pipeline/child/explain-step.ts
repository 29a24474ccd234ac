import {ExecError, GraphQLRequestError} from '@dagger.io/dagger/client';
import {quoteArgument} from '@gantry/process';
import {cleanEngineMessage} from '../../engine-message';
import type {PipelineFailure} from '../protocol';
import {queriesOf, type TracedCall, type TracingContext} from './tracing-context';

/** A failed query: which step it was, what it said, and where the pipeline describes it. */
export type FailedStep = Pick<PipelineFailure, 'message' | 'locations' | 'step'>;

/**
 * @param context - the query that somebody waited for
 * @returns `undefined` when the error is none of Dagger's
 */
export function explainStep(error: Error, context: TracingContext): FailedStep | undefined {
  if (error instanceof ExecError) {
    const call = findExec(error.cmd, context);
    const output = [error.stdout, error.stderr].filter((text) => text !== '').join('\n');
    return {
      message: `exit code ${error.exitCode}`,
      locations: (call ?? context.calls.at(-1))?.locations ?? [],
      step: {command: error.cmd.map(quoteArgument).join(' '), exitCode: error.exitCode, output},
    };
  }
  if (error instanceof GraphQLRequestError) {
    const [first] = error.response.errors ?? [];
    const call = findCall(first?.path, context);
    return {
      message: cleanEngineMessage(first?.message ?? error.message),
      locations: (call ?? context.calls.at(-1))?.locations ?? [],
      step: {output: ''},
    };
  }
  return undefined;
}

/** The `withExec` that ran this command. An entrypoint stands before its arguments; an expanded one differs from what is written. */
function findExec(command: readonly string[], context: TracingContext): TracedCall | undefined {
  const execs = [...queriesOf(context)].flatMap(({calls}) => calls.filter(({operation}) => operation === 'withExec'));
  const argsOf = ({args}: TracedCall): readonly string[] => (Array.isArray(args.args) ? (args.args as string[]) : []);
  const same = (call: TracedCall, tail: readonly string[]) =>
    argsOf(call).length > 0 && JSON.stringify(argsOf(call)) === JSON.stringify(tail);
  return (
    execs.find((call) => same(call, command)) ??
    execs.find((call) => same(call, command.slice(-argsOf(call).length))) ??
    execs.find((call) => call.args.expand === true && argsOf(call).length === command.length)
  );
}

/** The call at the end of the path that the server names (`container`, `from`). */
function findCall(path: unknown, context: TracingContext): TracedCall | undefined {
  if (!Array.isArray(path) || path.length === 0) return undefined;
  for (const {calls} of queriesOf(context)) {
    if (path.every((operation, index) => calls[index]?.operation === operation)) return calls[path.length - 1];
  }
  return undefined;
}
