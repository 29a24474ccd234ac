import {Context, type Connection} from '@dagger.io/dagger/client';
import type {SourceLocation} from '../protocol';

/** One call of the Dagger API, and where the pipeline made it. */
export interface TracedCall {
  readonly operation: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Innermost first; empty when no file of the repository took part. */
  readonly locations: readonly SourceLocation[];
}

type QueryTree = ConstructorParameters<typeof Context>[0];

/**
 * The query that a Dagger object stands for, extended by where each of its calls stands. Dagger evaluates lazily: an error
 * comes when somebody waits, far from the line that described the failing step.
 */
export class TracingContext extends Context {
  /** The calls that lead here, first one first. */
  readonly calls: readonly TracedCall[];

  constructor(
    private readonly tree: QueryTree,
    private readonly connection: Connection,
    private readonly trace: Trace,
    calls: readonly TracedCall[] = [],
  ) {
    super(tree, connection);
    this.calls = calls;
  }

  override copy(): TracingContext {
    return new TracingContext([], this.connection, this.trace);
  }

  override select(operation: string, args?: Record<string, unknown>): TracingContext {
    const call = {operation, args: {...args}, locations: this.trace.locate()};
    this.trace.onCall(call);
    return new TracingContext([...(this.tree ?? []), {operation, args: args ?? {}}], this.connection, this.trace, [
      ...this.calls,
      call,
    ]);
  }

  override selectNode(id: string, typeName: string): TracingContext {
    const node = {operation: 'node', args: {id}, inlineType: typeName};
    return new TracingContext([...(this.tree ?? []), node], this.connection, this.trace, this.calls);
  }

  override async execute<Result>(): Promise<Result> {
    try {
      return await super.execute<Result>();
    } catch (error) {
      if (error instanceof Error) this.trace.onFailure(error, this);
      throw error;
    }
  }
}

/** Who wants to know about calls and failures. */
export interface Trace {
  /** Where the pipeline is now, from the stack. */
  locate(): readonly SourceLocation[];
  onCall(call: TracedCall): void;
  /** `context` is the query that failed. The same error may come again. */
  onFailure(error: Error, context: TracingContext): void;
}

/** Every query that takes part in one: itself, and those that its arguments stand for, however deep. */
export function* queriesOf(context: TracingContext): Generator<TracingContext> {
  yield context;
  for (const call of context.calls) {
    for (const value of Object.values(call.args).flat()) {
      const inner = (value as {_ctx?: unknown} | null | undefined)?._ctx;
      if (inner instanceof TracingContext) yield* queriesOf(inner);
    }
  }
}
