import {oneOf, optional, parseInputs, required, withDefault} from '@gantry/action-kit';
import {parseBranch, parseContainerName, parseDirectory, parseNamespace} from '@gantry/containers';
import {parseRegistry} from '@gantry/oci';

export type Inputs = ReturnType<typeof readInputs>;

/** @throws InputError that names every input that cannot be used */
export function readInputs() {
  return parseInputs({
    container: required('container', parseContainerName),
    builder: oneOf('builder', ['dagger', 'nix']),
    directory: optional('directory', parseDirectory),
    ref: withDefault('ref', 'HEAD', (text) => text),
    version: optional('version'),
    mainBranch: optional('main-branch', parseBranch),
    registry: optional('registry', parseRegistry),
    namespace: optional('namespace', parseNamespace),
    eventName: optional('event-name'),
  });
}
