import type {Environment} from '@gantry/process';
import {isJsonObject} from '../manifest/json';
import type {Credentials} from './credentials';
import {CredentialsError} from './credentials-error';

const helperTimeoutMs = 30_000;

/**
 * Asks `docker-credential-<name> get`.
 *
 * @param serverAddress - what it knows the registry by
 * @returns `undefined` when it has nothing for that registry
 * @throws CredentialsError when it is missing, fails or answers with something else
 * @see https://github.com/docker/docker-credential-helpers
 */
export async function askCredentialHelper(
  name: string,
  serverAddress: string,
  env: Environment,
): Promise<Credentials | undefined> {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) {
    throw new CredentialsError(
      `${JSON.stringify(name)} is not the name of a credential helper`,
      'correct credsStore and credHelpers in the auth file: a name such as "pass" or "ecr-login".',
    );
  }
  // Few registries have a helper, and running programs is what takes long to load.
  const {toolEnvironment, tryRun} = await import('@gantry/process');
  const program = `docker-credential-${name}`;
  const result = await tryRun([program, 'get'], {
    // A helper is there to hold secrets, and is configured by the environment (AWS_PROFILE, GOOGLE_APPLICATION_CREDENTIALS).
    env: toolEnvironment(env, env),
    input: serverAddress,
    timeoutMs: helperTimeoutMs,
    maxOutputBytes: 1024 * 1024,
  }).catch((error: unknown) => {
    throw new CredentialsError(
      `${program} could not be asked for the credentials of ${serverAddress}`,
      `install ${program}, or take it out of credsStore and credHelpers of the auth file.`,
      error,
    );
  });
  if (result.exitCode !== 0) {
    // The one answer that all helpers give in the same words.
    if (/credentials not found/i.test(result.stdout + result.stderr)) return undefined;
    const said = (result.stdout || result.stderr).trim().split('\n')[0] ?? '';
    throw new CredentialsError(
      `${program} failed for ${serverAddress} with exit code ${result.exitCode}: ${said.slice(0, 300)}`,
      `run "echo ${serverAddress} | ${program} get" by hand to see why.`,
    );
  }
  return readAnswer(result.stdout, program, serverAddress);
}

function readAnswer(stdout: string, program: string, serverAddress: string): Credentials | undefined {
  let json: unknown;
  try {
    json = JSON.parse(stdout);
  } catch {
    json = undefined;
  }
  const {Username: username, Secret: password} = isJsonObject(json) ? json : {};
  if (typeof username !== 'string' || typeof password !== 'string') {
    throw new CredentialsError(
      `${program} answered for ${serverAddress} without Username and Secret`,
      `run "echo ${serverAddress} | ${program} get" by hand to see what it says.`,
    );
  }
  return username === '' || password === '' ? undefined : {username, password};
}
