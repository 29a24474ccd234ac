/** What the pipeline process is told, as its first message. */
export interface PipelineRequest {
  /** Absolute path of the checkout's top folder. */
  readonly root: string;
  /** Absolute path of the container's folder. */
  readonly source: string;
  /** Absolute path of the `container.ts`. */
  readonly file: string;
  /** At least one. */
  readonly platforms: readonly string[];
  /** The step names them; else those of the definition win. */
  readonly platformsAreForced: boolean;
  readonly args: Readonly<Record<string, string>>;
  /** Ids of secrets of the session, by the names that the pipeline knows. */
  readonly secretIds: Readonly<Record<string, string>>;
}

/** A place in a file of the repository. */
export interface SourceLocation {
  /** Relative to the repository's root, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** What went wrong in a pipeline, in plain data: it crosses from one process to the other. */
export interface PipelineFailure {
  readonly phase: 'load' | 'definition' | 'build' | 'test';
  readonly message: string;
  /** Where it stands, innermost first. */
  readonly locations: readonly SourceLocation[];
  /** Set when a step of Dagger failed. */
  readonly step?: {
    /** What ran, as somebody would type it; `undefined` when no command did (a missing file, an image that is not there). */
    readonly command?: string;
    readonly exitCode?: number;
    readonly output: string;
  };
}

/** One image that the pipeline made. */
export interface PipelineImage {
  readonly platform: string;
  /** Id of the evaluated container in the shared session. */
  readonly containerId: string;
}

/** What the pipeline process says. `step` comes for each command as soon as it is described, long before it runs. */
export type PipelineMessage =
  | {readonly kind: 'step'; readonly command: readonly string[]}
  | {
      readonly kind: 'built';
      readonly version: string;
      readonly labels: Readonly<Record<string, string>>;
      readonly images: readonly PipelineImage[];
    }
  | {readonly kind: 'failed'; readonly failure: PipelineFailure};
