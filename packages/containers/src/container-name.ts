import {InvalidContainerNameError} from './errors';

const maxNameLength = 128;

/**
 * A container's name: one component of an OCI repository path, so that `<namespace>/<name>` is a legal image name.
 *
 * @throws InvalidContainerNameError for everything else: `/`, `..`, upper case, spaces, an empty text
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests
 */
export function parseContainerName(text: string): string {
  if (isContainerName(text)) return text;
  const shown = JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
  throw new InvalidContainerNameError(`${shown} is no container name${reason(text)}`);
}

/** Whether {@link parseContainerName} accepts the text. */
export function isContainerName(text: string): boolean {
  return text.length <= maxNameLength && /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(text);
}

function reason(text: string): string {
  if (text === '') return ': it is empty';
  if (text.includes('/')) return ': it has a "/", and a name is one folder, not a path';
  if (text.length > maxNameLength) return `: it has ${text.length} characters, and ${maxNameLength} are allowed`;
  if (isContainerName(text.toLowerCase())) return `: it has upper-case letters (write ${text.toLowerCase()})`;
  return '';
}
