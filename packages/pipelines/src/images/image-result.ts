import type {Builder} from '@gantry/tags';

/**
 * What became of one image. `built`: built now (and published, unless the step does not push); `exists`: the registry had
 * all of its tags, or got the missing ones; `skipped`: there was nothing to build, `reason` says why.
 */
export type ImageStatus = 'built' | 'exists' | 'skipped' | 'failed';

/** One entry of the output `images`. Texts are empty when they are not known. */
export interface ImageResult {
  readonly container: string;
  readonly builder: Builder;
  /** With one leading `v`. */
  readonly version: string;
  /** `registry/repository:tag@digest`; without a push, empty. */
  readonly reference: string;
  readonly digest: string;
  readonly tags: readonly string[];
  readonly status: ImageStatus;
  readonly durationMs: number;
  /** Why it was skipped or failed, in one line. */
  readonly reason?: string;
}
