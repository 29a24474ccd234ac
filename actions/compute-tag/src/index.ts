import {runAction, setOutputs} from '@gantry/action-kit';
import {readRunContext} from '@gantry/events';
import {openRepository} from '@gantry/git';
import {readInputs} from './inputs';
import {main} from './main';

const gitLimitMs = 10 * 60_000;

void runAction(async ({env, log}) => {
  const inputs = readInputs();
  const context = readRunContext(env, {eventName: inputs.eventName});
  const repository = await openRepository(env.GITHUB_WORKSPACE || process.cwd(), {env, timeoutMs: gitLimitMs, log});
  setOutputs({...(await main(inputs, {repository, context, log}))});
});
