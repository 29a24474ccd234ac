import {tmpdir} from 'node:os';
import {runAction, setOutputs} from '@gantry/action-kit';
import type {Container} from '@gantry/containers';
import {readRunContext} from '@gantry/events';
import {openRepository} from '@gantry/git';
import {readInputs} from './inputs';
import {main} from './main';

const gitLimitMs = 10 * 60_000;

void runAction(async ({env, log}) => {
  const inputs = readInputs();
  const context = readRunContext(env, {eventName: inputs.eventName});
  const repository = await openRepository(env.GITHUB_WORKSPACE || process.cwd(), {env, timeoutMs: gitLimitMs, log});
  const ports = {
    repository,
    context,
    log,
    temporaryFolder: env.RUNNER_TEMP || tmpdir(),
    async evaluateVersion(container: Container, root: string) {
      const {createVersionEvaluator} = await import('@gantry/pipelines/nix');
      return createVersionEvaluator({root, env})(container);
    },
  };
  setOutputs({...(await main(inputs, ports))});
});
