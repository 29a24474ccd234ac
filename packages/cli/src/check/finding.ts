import {SettingsError, type Container, type SettingsProblem} from '@gantry/containers';
import type {GantryError} from '@gantry/errors';

/** One thing that is wrong in the repository. */
export interface Finding {
  /** A fixed word to test for. */
  readonly code: string;
  /** `undefined` when it concerns no single container. */
  readonly container?: string | undefined;
  /** Where, from the repository's root. */
  readonly file: string;
  readonly line?: number | undefined;
  /** The key in a YAML file: `containers.web.watch[0]`. */
  readonly key?: string | undefined;
  /** What is wrong. */
  readonly message: string;
  /** What to write, as an imperative sentence. */
  readonly fix: string;
}

/**
 * An error about the repository as findings: one for each problem that it names.
 *
 * @param container - what was looked at; `undefined` for the repository as a whole
 */
export function toFindings(error: GantryError, container?: Pick<Container, 'name' | 'path'>): Finding[] {
  const {code, hint: fix = 'correct it.'} = error;
  if (error instanceof SettingsError) {
    return error.problems.map((problem) => ({...fromProblem(problem), code, fix}));
  }
  const {file, line, message} = splitPlace(error.message, container?.path ?? '');
  return [{code, container: container?.name, file: file ?? container?.path ?? '.', line, message, fix}];
}

/** A problem of a YAML file, without its code and what to do. */
export function fromProblem({file, line, keyPath, text}: SettingsProblem) {
  const [, quoted, plain] =
    /^containers\.(?:"([^"\\]+)"|([\w-]+))/.exec(file.startsWith('gantry.') ? keyPath : '') ?? [];
  const container = quoted ?? plain;
  return {container, file, line, key: keyPath === '' ? undefined : keyPath, message: text};
}

/** Errors begin with their place: `containers/web/Dockerfile:3: …`, `containers/web/default.nix has …`, `gantry.yaml:3: …`, `"containers/Web" …`. */
function splitPlace(message: string, folder: string): {file?: string; line?: number; message: string} {
  const [, quoted] = folder === '' ? (/^"([^"\\]+)"/.exec(message) ?? []) : [];
  if (quoted !== undefined) return {file: quoted, message};
  const start = folder !== '' && message.startsWith(`${folder}/`) ? folder.length + 1 : 0;
  const [, name, line, rest] = /^([^\s:/]+)(?::(\d+)(?::\d+)?: ([^]*))?/.exec(message.slice(start)) ?? [];
  if (name === undefined || (start === 0 && rest === undefined)) return {message};
  const file = `${message.slice(0, start)}${name}`;
  return rest === undefined ? {file, message} : {file, line: Number(line), message: rest};
}

/** In the order of the files; a file's findings by line. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const keyOf = ({file, line = 0, key = '', message}: Finding) =>
    [file, String(line).padStart(9, '0'), key, message].join('\0');
  return [...findings].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
