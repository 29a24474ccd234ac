import {InputError, oneOf, optional, parseInputs} from '@gantry/action-kit';
import {buildInputs} from '@gantry/build-action';

export type Inputs = ReturnType<typeof readInputs>;

/** @throws InputError that names every input that cannot be used */
export function readInputs() {
  const inputs = parseInputs({
    ...buildInputs,
    file: optional('file', parseFile),
    attribute: optional('attribute', notAnOption),
    flake: optional('flake', notAnOption),
    nixpkgs: optional('nixpkgs', notAnOption),
    compression: oneOf('compression', ['gzip', 'zstd']),
  });
  if (inputs.flake === undefined) return inputs;
  // A flake names its file, its output and its nixpkgs itself: a second word on any of them would do nothing.
  const others = {file: inputs.file === 'default.nix' ? undefined : inputs.file, ...pick(inputs)};
  const useless = Object.entries(others).filter(([, value]) => value !== undefined);
  if (useless.length === 0) return inputs;
  throw new InputError(
    useless.map(([name]) => `"${name}" has no meaning together with "flake"; leave one of them out`),
  );
}

function pick({attribute, nixpkgs}: {readonly attribute: string | undefined; readonly nixpkgs: string | undefined}) {
  return {attribute, nixpkgs};
}

function parseFile(text: string): string {
  if (text.startsWith('/') || text.split('/').includes('..')) {
    throw new Error(`must be a path in the container's folder, not "${text}"`);
  }
  return notAnOption(text);
}

/** These become arguments of Nix. */
function notAnOption(text: string): string {
  if (text.startsWith('-')) throw new Error(`must not begin with "-", and is "${text}"`);
  // eslint-disable-next-line no-control-regex -- exactly these are what must not be there
  if (/[\x00-\x1f\x7f]/.test(text)) throw new Error('must not hold control characters');
  return text;
}
