import {GantryError} from '@gantry/errors';

/**
 * A tag that somebody wrote.
 *
 * @throws GantryError `invalid-tag` when no registry would take it
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests
 */
export function parseImageTag(text: string): string {
  if (/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(text)) return text;
  throw new GantryError(`${JSON.stringify(text.slice(0, 140))} is not a legal image tag`, {
    code: 'invalid-tag',
    hint: 'use at most 128 letters, digits, ".", "_" and "-", and begin with none of "." and "-".',
  });
}
