import {openRepository} from '@gantry/git';
import {gitEnvironment, type GitRepository} from '@gantry/testing';
import {detect, type Detection, type DetectRequest, type TagSource} from '../src';

export const zeros = '0'.repeat(40);

/** The push of `after` to a branch that was at `before`; `undefined` for a new one. */
export function push(before: string | undefined, after: string, ref = 'refs/heads/main'): DetectRequest['context'] {
  return {event: {kind: 'push', ref, before, after}, ref};
}

export const schedule: DetectRequest['context'] = {event: {kind: 'schedule'}, ref: 'refs/heads/main'};

export type Told = Detection & {readonly warnings: readonly string[]; readonly lines: readonly string[]};

/** Detects in a real repository, and keeps what was said. */
export async function detectIn(
  repository: GitRepository,
  context: DetectRequest['context'],
  options: Partial<DetectRequest> & {readonly tags?: Readonly<Record<string, readonly string[]>>} = {},
): Promise<Told> {
  const warnings: string[] = [];
  const lines: string[] = [];
  const log = {info: (line: string) => lines.push(line), warning: (line: string) => warnings.push(line)};
  const detection = await detect({
    history: await openRepository(repository.root, {env: gitEnvironment(), timeoutMs: 60_000, log}),
    context,
    head: 'HEAD',
    base: 'auto',
    containers: undefined,
    overrides: options.tags ? {registry: 'registry.example.org', namespace: 'home'} : {},
    openRegistry: () => Promise.resolve(tagSource(options.tags ?? {})),
    log,
    ...options,
  });
  return {...detection, warnings, lines};
}

/** A registry that holds these tags, by `namespace/name`. */
export function tagSource(tags: Readonly<Record<string, readonly string[]>>): TagSource {
  return {listTags: (repository) => Promise.resolve(tags[repository] ?? [])};
}

/** Names in their order, with the builders where a container has or owes only some of them. */
export function namesOf({containers}: Detection): string[] {
  return containers.map(({name}) => name);
}

export function imagesOf({containers}: Detection): string[] {
  return containers.flatMap(({name, builders}) => builders.map((builder) => `${name}:${builder}`)).sort();
}

export function reasonsOf({containers}: Detection): Record<string, readonly string[]> {
  return Object.fromEntries(containers.map(({name, reasons}) => [name, reasons]));
}
