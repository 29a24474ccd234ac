import {readdirSync} from 'node:fs';
import {temporaryFolder} from '@gantry/testing';
import {sessionEnvironment} from '../../src/dagger/session/session-environment';

test('the session sees no token, no credential and no auth file of the job', () => {
  const secrets = {
    GITHUB_TOKEN: 't',
    ACTIONS_RUNTIME_TOKEN: 't',
    INPUT_PASSWORD: 'p',
    REGISTRY_AUTH_FILE: '/a',
    DOCKER_AUTH_CONFIG: '{}',
    DAGGER_CLOUD_TOKEN: 't',
    SSH_AUTH_SOCK: '/s',
  };
  const folder = temporaryFolder();
  const env = sessionEnvironment(
    {...secrets, PATH: '/bin', HOME: '/root', DOCKER_CONFIG: '/job/docker', DOCKER_HOST: 'unix:///d'},
    'unix:///e',
    folder,
  );
  for (const name of Object.keys(secrets)) expect(env).not.toHaveProperty(name);
  expect(env).toMatchObject({PATH: '/bin', DOCKER_HOST: 'unix:///d', _EXPERIMENTAL_DAGGER_RUNNER_HOST: 'unix:///e'});
  expect(env.DOCKER_CONFIG?.startsWith(folder)).toBe(true);
  expect(readdirSync(env.DOCKER_CONFIG ?? '')).toEqual([]);
});
