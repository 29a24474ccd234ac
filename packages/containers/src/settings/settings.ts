import type {Position} from '../errors';

/** gantry.yaml, checked. Everything works without the file. */
export interface Settings {
  /** `host[:port]`, without a scheme. */
  readonly registry?: string;
  /** The part of the repository names before the container's: `home` or `team/apps`. */
  readonly namespace?: string;
  /** The folder of containers from the repository root; `''` is the root itself. */
  readonly directory: string;
  readonly mainBranch: string;
  readonly containers: ReadonlyMap<string, ContainerSettings>;
}

/** What gantry.yaml says about one container. */
export interface ContainerSettings {
  /** Paths outside of the container's folder that belong to it as well; see `parseWatchPattern`. */
  readonly watch: readonly string[];
  /** Names of the containers whose images this one needs. */
  readonly dependsOn: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** Its key in service-versions.yaml; `null` when it is no tracked service; `undefined` when nothing is said. */
  readonly service?: string | null;
  /** Where Nix evaluates the version: an attribute of default.nix, or a package of nixpkgs. */
  readonly nix?: {readonly attribute?: string; readonly package?: string};
  /** Where the entry stands. */
  readonly position?: Position;
}

export const defaultContainerSettings: ContainerSettings = {watch: [], dependsOn: [], labels: {}};

export const defaultSettings: Settings = {directory: 'containers', mainBranch: 'main', containers: new Map()};
