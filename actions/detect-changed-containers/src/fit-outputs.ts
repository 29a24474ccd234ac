import {fitList, maxOutputBytes} from '@gantry/action-kit';
import type {DetectedContainer, Detection} from '@gantry/detection';

interface MatrixEntry {
  readonly container: string;
  readonly builder: string;
  readonly level: number;
}

export interface Outputs {
  readonly containers: readonly string[];
  readonly dagger: readonly string[];
  readonly nix: readonly string[];
  readonly matrix: {readonly include: readonly MatrixEntry[]};
  readonly levels: readonly (readonly string[])[];
  readonly any: boolean;
  readonly count: number;
  readonly reasons: Readonly<Record<string, readonly string[]>>;
  readonly base: string;
  readonly head: string;
}

/**
 * The outputs, each small enough for a runner. Names that do not fit are cut in the same place from every list, so that
 * what one output names the others name too; `matrix` and `reasons`, which are longer for each name, are cut further on
 * their own.
 *
 * @returns with a warning for each cut, which says how much is missing and how it gets built
 */
export function fitOutputs({containers, base, head, registryIsRecord}: Detection): {
  readonly outputs: Outputs;
  readonly warnings: readonly string[];
} {
  const warnings: string[] = [];
  const kept = fitNames(containers);
  const left = containers.length - kept.length;
  if (left > 0) {
    const next = registryIsRecord
      ? 'The next run finds them by itself.'
      : 'Build them by their names, or with `base: last-published`: a later run does not find them.';
    warnings.push(
      `${count(left, 'container')} of ${containers.length} did not fit into the outputs and will not be built now. ${next}`,
    );
  }
  const include = kept.flatMap(({name, builders, level}) =>
    builders.map((builder): MatrixEntry => ({container: name, builder, level})),
  );
  const fittedInclude = fitMatrix(include);
  if (fittedInclude.length < include.length) {
    const missing = include.length - fittedInclude.length;
    warnings.push(
      `${count(missing, 'entry', 'entries')} of ${include.length} did not fit into \`matrix\`; \`dagger\` and \`nix\` name them.`,
    );
  }
  const reasons = fitReasons(kept);
  const unexplained = kept.length - reasons.length;
  if (unexplained > 0) {
    warnings.push(
      `The reasons of ${count(unexplained, 'container')} did not fit into \`reasons\`; they stand in the log above.`,
    );
  }
  return {
    warnings,
    outputs: {
      containers: kept.map(({name}) => name),
      dagger: namesOf(kept, 'dagger'),
      nix: namesOf(kept, 'nix'),
      matrix: {include: fittedInclude},
      levels: toLevels(kept),
      any: kept.length > 0,
      count: kept.length,
      reasons: Object.fromEntries(reasons),
      base: base ?? '',
      head,
    },
  };
}

/** The first containers whose `levels`, the longest of the plain lists, fit. */
function fitNames(containers: readonly DetectedContainer[]): readonly DetectedContainer[] {
  let sizeBytes = 2;
  let level = -1;
  for (const [index, container] of containers.entries()) {
    sizeBytes += Buffer.byteLength(JSON.stringify(container.name)) + 1 + (container.level === level ? 0 : 2);
    level = container.level;
    if (sizeBytes > maxOutputBytes) return containers.slice(0, index);
  }
  return containers;
}

function fitMatrix(include: readonly MatrixEntry[]): readonly MatrixEntry[] {
  const wrapper = Buffer.byteLength(JSON.stringify({include: []})) - 2;
  const {items} = fitList(include);
  const sizeBytes = Buffer.byteLength(JSON.stringify(items)) + wrapper;
  return sizeBytes <= maxOutputBytes ? items : items.slice(0, -1);
}

/** As many reasons for each as fit for all; only when one each is too much, for the first containers alone. */
function fitReasons(containers: readonly DetectedContainer[]): readonly (readonly [string, readonly string[]])[] {
  for (const most of [Infinity, 3, 1]) {
    const entries = containers.map(({name, reasons}) => [name, shorten(reasons, most)] as const);
    if (Buffer.byteLength(JSON.stringify(Object.fromEntries(entries))) <= maxOutputBytes) return entries;
  }
  return fitList(containers.map(({name, reasons}) => [name, shorten(reasons, 1)] as const)).items;
}

function shorten(reasons: readonly string[], most: number): readonly string[] {
  return reasons.length <= most ? reasons : [...reasons.slice(0, most), '…'];
}

function namesOf(containers: readonly DetectedContainer[], builder: 'dagger' | 'nix'): string[] {
  return containers.filter(({builders}) => builders.includes(builder)).map(({name}) => name);
}

function toLevels(containers: readonly DetectedContainer[]): string[][] {
  const levels: string[][] = [];
  for (const {name, level} of containers) (levels[level] ??= []).push(name);
  return levels;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
