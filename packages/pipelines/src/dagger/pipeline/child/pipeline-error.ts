import type {PipelineFailure} from '../protocol';

/** A failure that is explained already. */
export class PipelineError extends Error {
  constructor(readonly failure: PipelineFailure) {
    super(failure.message);
    this.name = 'PipelineError';
  }
}
