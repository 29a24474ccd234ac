import {GantryError} from '@gantry/errors';

/** A place in a file; line and column count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong in gantry.yaml, and where. */
export interface SettingsProblem extends Position {
  /** `containers.web.watch[0]`; empty for the document itself. */
  readonly keyPath: string;
  readonly text: string;
}

/** gantry.yaml cannot be used as it is; names every problem with line, column and key. */
export class SettingsError extends GantryError {
  readonly problems: readonly SettingsProblem[];

  constructor(problems: readonly SettingsProblem[], hint = 'correct the lines that are named.') {
    super(problems.map(formatProblem).join('\n'), {code: 'invalid-settings', hint});
    this.problems = problems;
  }
}

/** A name that no container can have, because it would be no legal part of an image's name. */
export class InvalidContainerNameError extends GantryError {
  constructor(message: string, hint = 'use lower-case letters and digits, with single ".", "_" or "-" between them.') {
    super(message, {code: 'invalid-container-name', hint});
  }
}

/** A container that the folder of containers does not hold. */
export class UnknownContainerError extends GantryError {
  constructor(message: string, hint: string) {
    super(message, {code: 'unknown-container', hint});
  }
}

/** A container's version is missing, not readable without running something, or contradicts itself. */
export class VersionError extends GantryError {
  constructor(message: string, hint: string, cause?: unknown) {
    super(message, {code: 'no-version', hint, cause});
  }
}

/** A setting in container.ts that is not written as a literal. */
export class DefinitionError extends GantryError {
  constructor(message: string, hint: string) {
    super(message, {code: 'invalid-definition', hint});
  }
}

/** Containers that need each other in a circle. */
export class DependencyCycleError extends GantryError {
  /** The containers of the circle; the first one is repeated at the end. */
  readonly cycle: readonly string[];

  constructor(cycle: readonly string[]) {
    super(
      cycle.length === 2
        ? `The container ${cycle[0]} depends on itself`
        : `The containers depend on each other in a circle: ${cycle.join(' -> ')}`,
      {code: 'dependency-cycle', hint: 'remove one of these FROM, COPY --from or dependsOn entries.'},
    );
    this.cycle = cycle;
  }
}

/** A `watch` pattern that is not in the grammar. */
export class WatchPatternError extends GantryError {
  constructor(message: string) {
    super(message, {
      code: 'invalid-watch-pattern',
      hint: 'write a path relative to the repository root, with "*", "**", "?" and "{a,b}" where needed.',
    });
  }
}

/** A path that leads out of the folder whose files are read. */
export class OutsidePathError extends GantryError {
  constructor(path: string, root: string) {
    super(`The path ${JSON.stringify(path)} leads out of ${root}`, {
      code: 'outside-path',
      hint: 'replace the symbolic link by the file itself, or name a path inside the repository.',
    });
  }
}

function formatProblem({file, line, column, keyPath, text}: SettingsProblem): string {
  return `${file}:${line}:${column}: ${keyPath === '' ? '' : `${keyPath}: `}${text}`;
}
