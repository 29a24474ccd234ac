import type {Log} from '@gantry/action-kit';
import {detect, type DetectedContainer, type Detection, type DetectRequest} from '@gantry/detection';
import {fitOutputs, type Outputs} from './fit-outputs';
import type {Inputs} from './inputs';

export interface Ports extends Pick<DetectRequest, 'history' | 'context' | 'openRegistry'> {
  readonly log: Log;
}

/** Detects, tells why, and makes the outputs, cut to what a runner takes. */
export async function main(inputs: Inputs, {history, context, openRegistry, log}: Ports): Promise<Outputs> {
  const {directory, registry, namespace, mainBranch} = inputs;
  const detection = await detect({
    history,
    context,
    head: inputs.head,
    base: inputs.base,
    containers: inputs.containers,
    overrides: {directory, registry, namespace, mainBranch},
    openRegistry,
    log,
  });
  await explain(detection, log);
  const {outputs, warnings} = fitOutputs(detection);
  for (const warning of warnings) log.warning(warning);
  return outputs;
}

async function explain({containers}: Detection, log: Log): Promise<void> {
  const count = containers.length;
  if (count === 0) return log.info('Nothing has to be built.');
  await log.group(count === 1 ? '1 container has to be built' : `${count} containers have to be built`, async () => {
    for (const container of containers) log.info(describeContainer(container));
    return Promise.resolve();
  });
}

function describeContainer({name, builders, reasons}: DetectedContainer): string {
  return `${name} (${builders.join(', ')}): ${reasons.join('; ')}`;
}
