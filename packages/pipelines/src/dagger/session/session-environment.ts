import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {toolEnvironment, type Environment} from '@gantry/process';

/**
 * The environment of the `dagger session` process. A pipeline can read it (`secret("env://…")`), so it holds no token and
 * no credential of the job: registry credentials are looked for in an empty folder, and pushing does not go through it.
 *
 * @param engine - address of the engine; `undefined` leaves the CLI to start its own
 * @param privateFolder - absolute path of a folder of this session
 */
export function sessionEnvironment(env: Environment, engine: string | undefined, privateFolder: string): Environment {
  const dockerConfig = join(privateFolder, 'docker');
  mkdirSync(dockerConfig, {recursive: true});
  return toolEnvironment(env, {
    DOCKER_CONFIG: dockerConfig,
    DAGGER_NO_NAG: '1',
    DO_NOT_TRACK: '1',
    ...pick(env, ['DOCKER_HOST', 'KUBECONFIG']),
    ...(engine === undefined ? {} : {_EXPERIMENTAL_DAGGER_RUNNER_HOST: engine}),
  });
}

function pick(env: Environment, names: readonly string[]): Environment {
  return Object.fromEntries(names.filter((name) => env[name] !== undefined).map((name) => [name, env[name]]));
}
