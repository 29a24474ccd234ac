import type {ContainerSettings} from './settings/settings';

/** How an image is built: through Dagger, or by Nix and pushed by skopeo. */
export type Builder = 'dagger' | 'nix';

/** A folder that can be built. */
export interface Container {
  readonly name: string;
  /** Its folder from the repository root: `containers/web`. */
  readonly path: string;
  /** At least one; `dagger` first. */
  readonly builders: readonly Builder[];
  /** What the dagger builder builds: the native pipeline, when there is one. */
  readonly definition?: 'container.ts' | 'Dockerfile';
  /** There is a Dockerfile, whether or not `dagger` builds it. */
  readonly dockerfile?: 'Dockerfile';
  readonly nixFile?: 'default.nix';
  /** From gantry.yaml; the defaults when it says nothing about this container. */
  readonly settings: ContainerSettings;
}
