import {runAction, setOutputs} from '@gantry/action-kit';
import {readRunContext} from '@gantry/events';
import {openRepository} from '@gantry/git';
import {readInputs} from './inputs';
import {main} from './main';
import {openRegistry} from './open-registry';

const gitLimitMs = 10 * 60_000;

void runAction(async ({env, log}) => {
  const inputs = readInputs();
  const context = readRunContext(env, {eventName: inputs.eventName, eventPath: inputs.eventPath});
  const history = await openRepository(env.GITHUB_WORKSPACE || process.cwd(), {env, timeoutMs: gitLimitMs, log});
  const outputs = await main(inputs, {
    history,
    context,
    openRegistry: (registry) => openRegistry(registry, inputs, {env, log}),
    log,
  });
  setOutputs({...outputs});
});
