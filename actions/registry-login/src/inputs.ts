import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {flag, InputError, maskSecret, oneOf, optional, parseInputs, required, type Input} from '@gantry/action-kit';
import {parseRegistry, parseRepository, type Credentials} from '@gantry/oci';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Inputs {
  /** `undefined`: the one of gantry.yaml. */
  readonly registry: string | undefined;
  readonly credentials: Credentials;
  readonly verify: 'auth' | 'push' | 'none';
  /** What `verify: push` asks about. */
  readonly repository: string | undefined;
  /** Certificates in PEM. */
  readonly ca: string | undefined;
  readonly plainHttp: boolean;
}

const maxCertificateBytes = 1024 * 1024;

/**
 * Reads the inputs, and hides the password from here on.
 *
 * @throws InputError that names every input that cannot be used
 */
export function readInputs(env: Environment): Inputs {
  const {username, password, ...inputs} = parseInputs({
    // First, so that no complaint about another input shows it.
    password: passwordInput(env),
    username: required('username', parseUsername),
    registry: optional('registry', parseRegistry),
    verify: oneOf('verify', ['auth', 'push', 'none']),
    repository: optional('repository', parseRepository),
    ca: optional('ca-file', (path) => readCertificates(resolve(env.GITHUB_WORKSPACE || '.', path))),
    plainHttp: flag('plain-http', false),
  });
  maskSecret(Buffer.from(`${username}:${password}`).toString('base64'));
  if (inputs.verify === 'push' && inputs.repository === undefined) {
    throw new InputError(['"repository" is missing; `verify: push` asks about one repository, such as team/app']);
  }
  return {...inputs, credentials: {username, password}};
}

/** The text as it stands: spaces may belong to a password, the line end of a pasted secret does not. */
function passwordInput(env: Environment): Input<string> {
  return {
    name: 'password',
    parse() {
      const password = (env.INPUT_PASSWORD ?? '').replace(/[\r\n]+$/, '');
      if (password === '') {
        throw new Error('is empty; create the secret that it comes from. A run for a foreign fork is given no secrets');
      }
      maskSecret(password);
      return password;
    },
  };
}

/** @see https://www.rfc-editor.org/rfc/rfc7617#section-2 */
function parseUsername(text: string): string {
  // eslint-disable-next-line no-control-regex -- that is what is looked for
  if (/[\x00-\x1f\x7f]/.test(text)) throw new Error('has a control character');
  if (text.includes(':')) throw new Error('has a colon, which ends the name in HTTP; give the password in "password"');
  return text;
}

function readCertificates(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`names ${path}, which cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
  if (text.length > maxCertificateBytes || !text.includes('-----BEGIN CERTIFICATE-----')) {
    throw new Error(`names ${path}, which holds no certificate in PEM`);
  }
  return text;
}
