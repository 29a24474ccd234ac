import {accessSync, constants, statSync} from 'node:fs';
import {delimiter, isAbsolute, resolve} from 'node:path';
import type {Environment} from '@gantry/process';
import {sdkVersion} from '../sdk-version';
import {EngineError} from './engine-error';

/**
 * The Dagger CLI to use: the one that is named, else `_EXPERIMENTAL_DAGGER_CLI_BIN`, else `dagger` from PATH. None is
 * downloaded: which program runs on a build machine is for its owner to say.
 *
 * @param named - a path, or the name of a program on PATH
 * @returns an absolute path
 * @throws EngineError `dagger-cli-missing`
 */
export function findCli(named: string | undefined, env: Environment): string {
  const wanted = named || env._EXPERIMENTAL_DAGGER_CLI_BIN || 'dagger';
  const path = env.PATH ?? '';
  const candidates =
    isAbsolute(wanted) || wanted.includes('/')
      ? [resolve(wanted)]
      : path.split(delimiter).map((folder) => resolve(folder, wanted));
  const found = candidates.find(isProgram);
  if (found !== undefined) return found;
  const where = candidates.length === 1 ? '' : ` on PATH (${path})`;
  throw new EngineError(`The Dagger CLI ${wanted} was not found${where}; the SDK is ${sdkVersion}`, {
    code: 'dagger-cli-missing',
    hint:
      `install it in the job image (https://dl.dagger.io/dagger/install.sh with DAGGER_VERSION=${sdkVersion}), ` +
      'or name its path in the input `dagger-cli`.',
  });
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
