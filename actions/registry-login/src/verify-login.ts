import type {Log} from '@gantry/action-kit';
import {checkCredentials, createRegistryClient, RegistryError} from '@gantry/oci';
import type {Inputs} from './inputs';
import {LoginError} from './login-error';
import type {Login} from './main';

/** A login that takes longer than this is broken; the job shall hear of it soon. */
const requestLimitMs = 10_000;
const retry = {maxRetries: 3, budgetMs: 20_000};

/**
 * Asks the registry whether it takes the credentials and, for `verify: push`, whether the account may create in the
 * repository.
 *
 * @returns what it found, as the end of a sentence
 * @throws LoginError whose cause tells what was asked and answered
 */
export async function verifyLogin({registry, credentials}: Login, inputs: Inputs, log: Log): Promise<string> {
  const {ca, plainHttp, repository} = inputs;
  const options = {registry, credentials, ca, plainHttp, timeoutMs: requestLimitMs, retry, log};
  try {
    const answer = await checkCredentials(options);
    if (inputs.verify === 'push' && repository !== undefined) {
      await createRegistryClient(options).probePush(repository);
      return `it may create in ${repository}`;
    }
    if (answer === 'accepted') return 'the registry took the credentials';
    log.warning(`${registry} asks nobody to log in, so it did not look at the credentials of ${credentials.username}`);
    return 'the registry asks nobody to log in';
  } catch (error) {
    throw explain(error, {registry, credentials}, repository);
  }
}

function explain(error: unknown, {registry, credentials}: Login, repository: string | undefined): unknown {
  if (!(error instanceof RegistryError)) return error;
  const account = `account ${credentials.username}`;
  const status = error.status === undefined ? '' : ` (${error.status})`;
  const isAboutRepository = repository !== undefined && error.path.startsWith(`/v2/${repository}/`);
  if (isAboutRepository && (error.code === 'denied' || error.code === 'unauthorized')) {
    return new LoginError(`${registry} knows the ${account}, but does not let it create in ${repository}${status}`, {
      code: 'push-refused',
      cause: error,
    });
  }
  if (error.code === 'unauthorized' || error.code === 'denied') {
    return new LoginError(`${registry} refused the credentials of ${account}${status}`, {
      code: 'login-refused',
      cause: error,
    });
  }
  return new LoginError(`The login of ${account} at ${registry} could not be checked`, {
    code: error.code,
    cause: error,
  });
}
