import type {Builder, Container} from '@gantry/containers';
import type {Changes} from '../changes/changes';

/** What is known of one image of head before its dependencies are looked at. */
export interface ImageVerdict {
  readonly container: Container;
  readonly builder: Builder;
  readonly verdict:
    | {
        /** It has to be built, whatever changed. */
        readonly kind: 'build';
        readonly reason: string;
      }
    | {
        /** It is as it was at a base; this is what differs since. */
        readonly kind: 'compare';
        readonly changes: Changes;
      }
    | {
        /** It exists for head itself. */
        readonly kind: 'done';
      };
}
