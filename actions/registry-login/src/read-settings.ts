import {LoginError} from './login-error';

/**
 * What gantry.yaml of the checkout says. A `pull_request_target` run has secrets and may have checked out what a stranger
 * wrote, so there the file must not choose who gets the password.
 *
 * @throws LoginError for such a run
 */
export async function readSettingsOf(
  env: Readonly<Record<string, string | undefined>>,
): Promise<{readonly registry?: string}> {
  if (env.GITHUB_EVENT_NAME === 'pull_request_target') {
    throw new LoginError('gantry.yaml cannot choose the registry in a run for pull_request_target', {
      code: 'no-registry',
      hint: 'set the input "registry": the checkout may be the work of a stranger, who would be sent the password.',
    });
  }
  // Most workflows name the registry, and a parser of YAML takes its time to load.
  const {readSettings, workingFiles} = await import('@gantry/containers');
  return readSettings(workingFiles(env.GITHUB_WORKSPACE || process.cwd()));
}
