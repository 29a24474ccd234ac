import {flag, optional, parseInputs, parseList, withDefault} from '@gantry/action-kit';
import {parseBranch, parseContainerName, parseDirectory, parseNamespace, parseRegistryHost} from '@gantry/containers';
import {parseRef} from '@gantry/git';

export type Inputs = ReturnType<typeof readInputs>;

/** @throws InputError that names every input that cannot be used */
export function readInputs() {
  return parseInputs({
    directory: optional('directory', parseDirectory),
    containers: optional('containers', parseContainers),
    base: withDefault('base', 'auto', parseRefText),
    head: withDefault('head', 'HEAD', parseRefText),
    registry: optional('registry', parseRegistryHost),
    namespace: optional('namespace', parseNamespace),
    mainBranch: optional('main-branch', parseBranch),
    eventName: optional('event-name'),
    eventPath: optional('event-path'),
    plainHttp: flag('plain-http', false),
    caFile: optional('ca-file'),
  });
}

/** An input of a dispatch is empty in a run of a push: that is no list. `[]` is one, without names. */
function parseContainers(text: string): 'all' | readonly string[] | undefined {
  const names = parseList(text);
  if (names.length === 0 && !text.startsWith('[')) return undefined;
  return names.length === 1 && names[0] === 'all' ? 'all' : names.map(parseContainerName);
}

function parseRefText(text: string): string {
  parseRef(text);
  return text;
}
