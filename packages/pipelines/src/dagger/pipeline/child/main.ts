import {registerHooks} from '../../loader/register-hooks';
import type {SessionAddress} from '../../connect-client';
import {locationOfMember} from '../member-location';
import type {PipelineMessage, PipelineRequest} from '../protocol';
import {PipelineError} from './pipeline-error';
import {runDefinition} from './run-definition';

/**
 * The pipeline process: loads one `container.ts`, runs it in the session that the environment names, and reports over the
 * channel to its parent. It ends when the parent does.
 *
 * @param hooksFile - absolute path of the bundle that makes Node load TypeScript
 */
export function runPipelineProcess(hooksFile: string): void {
  process.once('disconnect', () => process.exit(1));
  process.once('message', (request: PipelineRequest) => {
    const address = takeSessionAddress();
    registerHooks(hooksFile);
    // Without the channel, the process has nothing left to do exactly when `build` waits for something that never comes.
    process.channel?.unref();
    const tell = (message: PipelineMessage) => void process.send?.(message);
    process.once('beforeExit', () => finish({kind: 'failed', failure: neverEnds(request)}));
    runDefinition(request, address, tell).then(finish, (error: unknown) =>
      finish({kind: 'failed', failure: failureOf(error)}),
    );
  });
}

/** The first outcome counts; it has to be sent before the process may end. */
function finish(message: PipelineMessage): void {
  process.removeAllListeners('disconnect');
  process.removeAllListeners('beforeExit');
  process.channel?.ref();
  process.send?.(message, undefined, undefined, () => process.exit(0));
}

function takeSessionAddress(): SessionAddress {
  const {DAGGER_SESSION_PORT: port = '', DAGGER_SESSION_TOKEN: token = ''} = process.env;
  return {port: Number(port), token};
}

function failureOf(error: unknown): Extract<PipelineMessage, {kind: 'failed'}>['failure'] {
  if (error instanceof PipelineError) return error.failure;
  return {
    phase: 'build',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    locations: [],
  };
}

function neverEnds({root, file}: PipelineRequest): Extract<PipelineMessage, {kind: 'failed'}>['failure'] {
  return {
    phase: 'build',
    message: 'it waits for something that never comes: a promise in it is never settled',
    locations: [locationOfMember(file, root, 'build')],
  };
}
