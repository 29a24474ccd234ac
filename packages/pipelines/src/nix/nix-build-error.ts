import {GantryError} from '@gantry/errors';

export type NixBuildErrorCode =
  | 'nix-missing'
  | 'nix-store-unusable'
  | 'nix-sandbox-unavailable'
  | 'nixpkgs-missing'
  | 'nix-evaluation-failed'
  | 'nix-build-failed'
  | 'nix-result-unsupported'
  | 'skopeo-missing'
  | 'image-unreadable'
  | 'disk-full';

export interface NixBuildErrorDetails {
  readonly code: NixBuildErrorCode;
  readonly hint?: string;
  readonly cause?: unknown;
  /** The derivation that failed, as a store path ending in `.drv`. */
  readonly derivation?: string | undefined;
  /** Where in a `.nix` file the evaluation stopped. */
  readonly position?: SourcePosition | undefined;
}

/** A place in a source file; `path` is relative to the repository's top folder when the file lies in it. */
export interface SourcePosition {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** An image that Nix could not make, or made in a way that cannot be published. */
export class NixBuildError extends GantryError {
  declare readonly code: NixBuildErrorCode;
  readonly derivation: string | undefined;
  readonly position: SourcePosition | undefined;

  constructor(message: string, details: NixBuildErrorDetails) {
    super(message, details);
    this.derivation = details.derivation;
    this.position = details.position;
  }
}
