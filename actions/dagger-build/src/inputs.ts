import {InputError, keyValues, list, maskSecret, optional, parseInputs} from '@gantry/action-kit';
import {buildInputs} from '@gantry/build-action';

export type Inputs = ReturnType<typeof readInputs>;

/**
 * @param env - the job's environment, which holds the secrets that the step names
 * @throws InputError that names every input that cannot be used
 */
export function readInputs(env: Readonly<Record<string, string | undefined>>) {
  const inputs = parseInputs({
    ...buildInputs,
    platforms: list('platforms', parsePlatform),
    buildArgs: keyValues('build-args'),
    secrets: {...keyValues('secrets'), parse: (text: string) => readSecrets(keyValues('secrets').parse(text), env)},
    engine: optional('engine', parseEngine),
    daggerCli: optional('dagger-cli'),
    export: optional('export'),
  });
  if (inputs.export?.endsWith('.tar') && (inputs.containers === 'all' || inputs.containers.length !== 1)) {
    throw new InputError(['"export" names one file, but there is not one container: name a folder']);
  }
  return inputs;
}

function parsePlatform(text: string): string {
  if (/^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9]+)?$/.test(text)) return text;
  throw new Error(`has "${text}", which is no platform such as linux/amd64`);
}

function parseEngine(text: string): string {
  if (/^[a-z][a-z+-]*:\/\/\S+$/.test(text)) return text;
  throw new Error(`must be an address such as unix:///run/dagger/engine.sock or tcp://engine:1234, not "${text}"`);
}

function readSecrets(
  names: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const [id, name] of Object.entries(names)) {
    const value = env[name];
    if (!value) throw new Error(`takes "${id}" from ${name}, which the environment of the step does not have`);
    maskSecret(value);
    values[id] = value;
  }
  return values;
}
