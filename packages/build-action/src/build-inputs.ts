import {flag, keyValues, list, optional, required, wholeNumber, withDefault, parseList} from '@gantry/action-kit';
import {parseBranch, parseContainerName, parseDirectory, parseNamespace} from '@gantry/containers';
import {parseRegistry} from '@gantry/oci';
import {parseImageTag} from '@gantry/pipelines/plan';

/** The inputs that both build actions have, for `parseInputs`. */
export const buildInputs = {
  /** `undefined` is never given: an empty list is written `[]`, and an empty input means that an earlier step went wrong. */
  containers: required('containers', (text) => {
    const names = parseList(text);
    return names.length === 1 && names[0] === 'all' ? ('all' as const) : names.map(parseContainerName);
  }),
  directory: optional('directory', parseDirectory),
  registry: optional('registry', parseRegistry),
  namespace: optional('namespace', parseNamespace),
  ref: withDefault('ref', 'HEAD', (text) => text),
  tags: list('tags', parseImageTag),
  push: flag('push', true),
  mainBranch: optional('main-branch', parseBranch),
  labels: keyValues('labels'),
  maxParallel: wholeNumber('max-parallel', {min: 1, max: 64, fallback: 4}),
  timeoutMinutes: wholeNumber('timeout-minutes', {min: 1, max: 1440, fallback: 60}),
  plainHttp: flag('plain-http', false),
  caFile: optional('ca-file'),
  eventName: optional('event-name'),
};

/** What {@link buildInputs} become. */
export interface BuildInputs {
  readonly containers: 'all' | readonly string[];
  readonly directory: string | undefined;
  readonly registry: string | undefined;
  readonly namespace: string | undefined;
  readonly ref: string;
  readonly tags: readonly string[];
  readonly push: boolean;
  readonly mainBranch: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly maxParallel: number;
  readonly timeoutMinutes: number;
  readonly plainHttp: boolean;
  readonly caFile: string | undefined;
  readonly eventName: string | undefined;
}
