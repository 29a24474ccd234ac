import {GantryError} from '@gantry/errors';

/** Bytes that should be a manifest, an index or a config of an image and are not. */
export class InvalidManifestError extends GantryError {
  constructor(message: string, cause?: unknown) {
    super(message, {
      code: 'invalid-manifest',
      hint: 'build and push the image again; the tool that wrote it, or the registry that keeps it, has damaged it.',
      cause,
    });
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** The longest manifest, index or config that is read: what registries accept, too. */
export const maxManifestBytes = 4 * 1024 * 1024;

/** @throws InvalidManifestError when it is too long, no UTF-8 or no JSON object; `what` names it */
export function parseJsonObject(bytes: Uint8Array, what: string): JsonObject {
  if (bytes.length > maxManifestBytes) {
    throw new InvalidManifestError(`${what} has ${bytes.length} bytes; ${maxManifestBytes} are allowed`);
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes));
  } catch (error) {
    throw new InvalidManifestError(`${what} is not JSON`, error);
  }
  if (!isJsonObject(value)) throw new InvalidManifestError(`${what} is not a JSON object`);
  return value;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
