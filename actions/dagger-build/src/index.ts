import {realpathSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {runAction} from '@gantry/action-kit';
import {readInputs} from './inputs';
import {main} from './main';

void runAction(async ({env, log}) => {
  const bundle = realpathSync(process.argv[1] ?? '');
  await main(readInputs(env), {env, log, pipelineProgram: join(dirname(bundle), 'pipeline', 'index.js')});
});
