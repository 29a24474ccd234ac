import type {ImagePlan} from './image-plan';

/**
 * The labels of an image. Each follows from the commit alone, so that a commit built again gives the same image:
 * `created` is the commit's time, never the clock's.
 *
 * @param sourceUrl - web address of the repository; `undefined` when it is not known
 * @param extra - labels of the container and of the step; they win
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.1/annotations.md#pre-defined-annotation-keys
 */
export function imageLabels(
  plan: ImagePlan,
  sourceUrl: string | undefined,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    'org.opencontainers.image.title': plan.container,
    'org.opencontainers.image.version': plan.version,
    'org.opencontainers.image.revision': plan.sha,
    'org.opencontainers.image.created': new Date(plan.commitTime * 1000).toISOString().replace('.000Z', 'Z'),
    ...(sourceUrl === undefined ? {} : {'org.opencontainers.image.source': sourceUrl}),
    ...extra,
  };
}
