import type {Container} from '@gantry/containers';
import type {Digest, RegistryClient} from '@gantry/oci';
import type {Builder} from '@gantry/tags';
import type {ImagePlan} from '../plan';

/** Where a build writes what people read while they wait. Lines carry the container's name already. */
export interface BuildLog {
  info(line: string): void;
  warning(line: string): void;
}

/** One image to build, from one checkout of one commit. */
export interface BuildRequest {
  readonly plan: ImagePlan;
  readonly container: Container;
  /** Absolute path of the checkout's top folder; it holds the commit `plan.sha`. */
  readonly root: string;
  /** Absolute path of the container's folder in that checkout. */
  readonly source: string;
  /** Labels that the image gets; deterministic, without the wall clock. */
  readonly labels: Readonly<Record<string, string>>;
  /** Absolute path of an empty folder for this image alone; its owner removes it. */
  readonly workFolder: string;
  /** Aborted when the image's time is over or the run is cancelled: the build ends then, and leaves no process. */
  readonly signal: AbortSignal;
  readonly log: BuildLog;
}

/** An image that is built and not yet published. */
export interface BuiltImage {
  /** `undefined` when the builder knows it only after the push. */
  readonly digest: Digest | undefined;
  /**
   * Uploads the image under `firstTag`, or by digest alone.
   *
   * @returns the digest that the registry holds now
   * @throws RegistryError or CommandError when the registry refuses it
   */
  push(target: {
    readonly client: RegistryClient;
    readonly repository: string;
    readonly firstTag: string;
  }): Promise<Digest>;
  /** Writes the image as an OCI archive (a tar of an OCI image layout) to an absolute path. */
  exportTo(file: string): Promise<void>;
}

/** One way from a container's build file to an image. */
export interface ImageBuilder {
  readonly builder: Builder;
  /**
   * Builds one image. The first call may start an engine; nothing is started before.
   *
   * @throws GantryError that says which step failed, where, with its output's end
   */
  build(request: BuildRequest): Promise<BuiltImage>;
  /** Ends what the builds started. Safe to call more than once. */
  close(): Promise<void>;
}
