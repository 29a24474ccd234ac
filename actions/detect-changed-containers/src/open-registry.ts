import {readFile} from 'node:fs/promises';
import type {Log} from '@gantry/action-kit';
import type {TagSource} from '@gantry/detection';
import {GantryError} from '@gantry/errors';
import type {Inputs} from './inputs';

/** A registry, as the account that registry-login left for this job; anonymous without one. */
export async function openRegistry(
  registry: string,
  {plainHttp, caFile}: Pick<Inputs, 'plainHttp' | 'caFile'>,
  {env, log}: {readonly env: Readonly<Record<string, string | undefined>>; readonly log: Log},
): Promise<TagSource> {
  // Most runs compare commits, or have nothing to ask: they do not pay for loading a registry client.
  const {createRegistryClient, readCredentials} = await import('@gantry/oci');
  const credentials = await readCredentials(registry, env);
  const ca = caFile === undefined ? undefined : await readCertificates(caFile);
  return createRegistryClient({
    registry,
    plainHttp,
    log,
    maxParallel: 16,
    ...(credentials === undefined ? {} : {credentials}),
    ...(ca === undefined ? {} : {ca}),
  });
}

async function readCertificates(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new GantryError(`The file ${file} of the input \`ca-file\` cannot be read`, {
      code: 'ca-file-unreadable',
      hint: 'name a PEM file of this job.',
      cause,
    });
  }
}
