import * as core from '@actions/core';
import {GantryError} from '@gantry/errors';

/** The most that one output may hold, in bytes of UTF-8. A runner loses every output of a step when a line has 64 KiB. */
export const maxOutputBytes = 60_000;

/**
 * Sets outputs. Texts are passed as they are, everything else as JSON on one line.
 *
 * @throws GantryError `output-too-large` when a value exceeds {@link maxOutputBytes}: who calls this cuts lists first
 */
export function setOutputs(outputs: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(outputs)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const sizeBytes = Buffer.byteLength(text);
    if (sizeBytes > maxOutputBytes) {
      throw new GantryError(`The output "${name}" has ${sizeBytes} bytes; a runner takes ${maxOutputBytes}`, {
        code: 'output-too-large',
        hint: 'name fewer containers in one step.',
      });
    }
    core.setOutput(name, text);
  }
}
