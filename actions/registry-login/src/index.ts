import {exportVariable, runAction, saveState, setOutputs} from '@gantry/action-kit';
import {readInputs} from './inputs';
import {keepLogin} from './keep-login';
import {main} from './main';
import {readSettingsOf} from './read-settings';
import {verifyLogin} from './verify-login';

void runAction(async ({env, log}) => {
  const inputs = readInputs(env);
  const outputs = await main(inputs, {
    log,
    readSettings: () => readSettingsOf(env),
    verify: (login) => verifyLogin(login, inputs, log),
    async keep(login) {
      const kept = await keepLogin(login, env, log);
      // Before anything else can fail: from here on there is something to take away.
      saveState('folder', kept.folder);
      saveState('login', kept.id);
      exportVariable('REGISTRY_AUTH_FILE', kept.file);
      exportVariable('DOCKER_CONFIG', kept.folder);
      return kept;
    },
  });
  setOutputs({...outputs});
});
