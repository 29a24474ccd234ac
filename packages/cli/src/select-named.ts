import type {Container} from '@gantry/containers';
import {selectContainers, UnknownContainerError} from '@gantry/pipelines/plan';
import {UsageError} from './usage-error';

/**
 * The container that somebody named.
 *
 * @param where - where was looked, for the error
 * @throws UsageError that lists what there is
 */
export function selectNamed(containers: readonly Container[], name: string, where: string): Container {
  try {
    return selectContainers(containers, [name], where)[0] as Container;
  } catch (error) {
    throw error instanceof UnknownContainerError ? UsageError.from(error) : error;
  }
}
