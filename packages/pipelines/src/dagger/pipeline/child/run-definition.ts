import {Client, Container, type Platform, type SecretID} from '@dagger.io/dagger/client';
import {connectSession, type SessionAddress} from '../../connect-client';
import type {BuildContext, ContainerDefinition} from '../../container-definition';
import {locationOfMember} from '../member-location';
import type {PipelineFailure, PipelineImage, PipelineMessage, PipelineRequest} from '../protocol';
import {locationsOf} from '../source-locations';
import {describe} from './check-definition';
import {explainStep, type FailedStep} from './explain-step';
import {loadDefinition} from './load-definition';
import {PipelineError} from './pipeline-error';
import {TracingContext} from './tracing-context';

/**
 * Loads a definition, builds it for each platform, and tests what it built. Everything is evaluated when this ends.
 *
 * @param tell - gets each command as the pipeline describes it
 * @throws PipelineError that says what failed, and where
 */
export async function runDefinition(
  request: PipelineRequest,
  session: SessionAddress,
  tell: (message: PipelineMessage) => void,
): Promise<Extract<PipelineMessage, {kind: 'built'}>> {
  const {root} = request;
  const definition = await loadDefinition(request.file, root);
  const failures = new WeakMap<Error, FailedStep>();
  const context = new TracingContext([], connectSession(session), {
    locate: () => locationsOf(captureStack(), root),
    onCall({operation, args}) {
      if (operation === 'withExec' && Array.isArray(args.args)) tell({kind: 'step', command: args.args.map(String)});
    },
    onFailure(error, query) {
      const failed = failures.get(error) ?? explainStep(error, query);
      if (failed) failures.set(error, failed);
    },
  });
  const dag = new Client(context);
  const asFailure = (phase: PipelineFailure['phase'], error: unknown): PipelineError => {
    if (error instanceof PipelineError) return error;
    const failed = error instanceof Error ? failures.get(error) : undefined;
    return new PipelineError({phase, ...(failed ?? explainThrown(error, root))});
  };

  const secrets = Object.fromEntries(
    Object.entries(request.secretIds).map(([name, id]) => [name, dag.loadSecretFromID(id as SecretID)]),
  );
  const images: PipelineImage[] = [];
  for (const platform of platformsFor(definition, request)) {
    const buildContext: BuildContext = {
      dag,
      source: dag.host().directory(request.source),
      root: dag.host().directory(root, {exclude: ['.git']}),
      version: definition.version,
      platform,
      args: request.args,
      secrets,
    };
    try {
      const container = await definition.build(buildContext);
      if (!(container instanceof Container)) throw notAContainer(container, request, root);
      const evaluated = await container.sync();
      images.push({platform, containerId: await evaluated.id()});
      await runTest(definition, container, buildContext, asFailure);
    } catch (error) {
      throw asFailure('build', error);
    }
  }
  return {kind: 'built', version: definition.version, labels: definition.labels ?? {}, images};
}

async function runTest(
  definition: ContainerDefinition,
  container: Container,
  context: BuildContext,
  asFailure: (phase: 'test', error: unknown) => PipelineError,
): Promise<void> {
  try {
    const result = await definition.test?.(container, context);
    // A step that nobody waits for would never run, and the test would pass.
    if (result instanceof Container) await result.sync();
  } catch (error) {
    throw asFailure('test', error);
  }
}

function platformsFor(definition: ContainerDefinition, request: PipelineRequest): readonly Platform[] {
  const own = request.platformsAreForced ? [] : (definition.platforms ?? []);
  return (own.length > 0 ? own : request.platforms) as Platform[];
}

function notAContainer(value: unknown, {file}: PipelineRequest, root: string): PipelineError {
  const hint = value === undefined ? ' (is a `return` missing?)' : '';
  return new PipelineError({
    phase: 'build',
    message: `build() returned ${describe(value)}${hint}; it must return a Dagger Container`,
    locations: [locationOfMember(file, root, 'build')],
  });
}

/** What somebody's code threw, in its own words. */
function explainThrown(error: unknown, root: string): Pick<PipelineFailure, 'message' | 'locations'> {
  if (!(error instanceof Error)) return {message: `it threw ${describe(error)}`, locations: []};
  const message = error.name === 'Error' ? error.message : `${error.name}: ${error.message}`;
  return {message, locations: locationsOf(error.stack, root)};
}

function captureStack(): string {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  try {
    return new Error().stack ?? '';
  } finally {
    Error.stackTraceLimit = limit;
  }
}
