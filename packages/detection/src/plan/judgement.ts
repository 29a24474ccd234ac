import type {CommitSha} from '@gantry/git';
import type {Head} from '../head';
import type {ImageVerdict} from './image-verdict';

/** What is known of all images before their dependencies are looked at. */
export interface Judgement {
  readonly images: readonly ImageVerdict[];
  /** See `Detection.base`. */
  readonly base: CommitSha | undefined;
  /** See `Detection.registryIsRecord`. */
  readonly registryIsRecord: boolean;
}

/** All images, to be built for one reason. */
export function buildAll(head: Pick<Head, 'containers'>, reason: string): ImageVerdict[] {
  return judgeAll(head, {kind: 'build', reason});
}

/** All images, with one verdict. */
export function judgeAll({containers}: Pick<Head, 'containers'>, verdict: ImageVerdict['verdict']): ImageVerdict[] {
  return containers.flatMap((container) => container.builders.map((builder) => ({container, builder, verdict})));
}
