import {exportVariable, readState, runAction} from '@gantry/action-kit';
import {removeLogin} from './remove-login';

void runAction(async ({env, log}) => {
  const [folder, login] = [readState('folder'), readState('login')];
  if (folder === '' || login === '') return log.info('There is no login to take away.');
  try {
    const removal = await removeLogin(folder, login, env);
    if (removal.kind === 'nothing') return log.info(`${folder} is gone already.`);
    log.info(`Logged out of ${removal.registry}.`);
    if (removal.kind === 'entry') return;
    log.info(`Removed ${folder}.`);
    // Post steps of earlier actions run after this one: a docker logout must find the file that its login wrote.
    exportVariable('REGISTRY_AUTH_FILE', removal.before.REGISTRY_AUTH_FILE ?? '');
    exportVariable('DOCKER_CONFIG', removal.before.DOCKER_CONFIG ?? '');
  } catch (error) {
    // The images are built and pushed: what is left is private, and the runner deletes its temporary folder.
    log.warning(`${folder} could not be cleaned up: ${error instanceof Error ? error.message : String(error)}`);
  }
});
