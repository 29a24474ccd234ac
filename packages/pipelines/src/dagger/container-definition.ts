import type {Client, Container, Directory, Platform, Secret} from '@dagger.io/dagger/client';

/** What a `container.ts` exports as its default: the native pipeline of one container. */
export interface ContainerDefinition {
  /** The version of the app inside, with or without a leading `v`. It is read without running the file: a plain text. */
  readonly version: string;
  /** Makes the image. Called once for each platform; what it returns is evaluated, labelled and published. */
  build(context: BuildContext): Container | Promise<Container>;
  /** Platforms of the image, `linux/amd64` and the like. Default: the engine's own. The input `platforms` wins. */
  readonly platforms?: readonly string[];
  /** Containers that have to be built before this one. */
  readonly dependsOn?: readonly string[];
  /** Paths from the repository's root, wildcards allowed, that change this container besides its own folder. */
  readonly watch?: readonly string[];
  /** Labels of the image. Those of gantry.yaml and of the step win. */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Checks the built image; nothing is published before it has passed. It fails by throwing, and by a step of Dagger that
   * fails; a container that it returns is evaluated.
   */
  test?(container: Container, context: BuildContext): unknown;
}

/** What `build` and `test` get. */
export interface BuildContext {
  /** The Dagger client. Nothing runs until its result is asked for. */
  readonly dag: Client;
  /** The container's folder. */
  readonly source: Directory;
  /** The whole repository, without `.git`; it is only sent to the engine when it is used. */
  readonly root: Directory;
  /** The definition's `version`, as it is written there. */
  readonly version: string;
  /** The platform that this call builds. */
  readonly platform: Platform;
  /** The `build-args` of the step. */
  readonly args: Readonly<Record<string, string>>;
  /** The `secrets` of the step, by their ids. */
  readonly secrets: Readonly<Record<string, Secret>>;
}
