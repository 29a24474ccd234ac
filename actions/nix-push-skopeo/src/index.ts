import {runAction} from '@gantry/action-kit';
import {reportResults} from '@gantry/build-action';
import {readInputs} from './inputs';
import {main} from './main';

void runAction(async ({env, log}) => {
  const inputs = readInputs();
  reportResults(await main(inputs, {env, log}), log);
});
