import {join} from 'node:path';
import type {Container} from '@gantry/containers';
import type {Environment} from '@gantry/process';
import {evaluateNixVersion} from './evaluate-version';

export interface VersionEvaluatorOptions {
  /** Absolute path of a checkout of the commit whose versions are asked for. */
  readonly root: string;
  /** The environment of this process. */
  readonly env: Environment;
  /** What `<nixpkgs>` means; see {@link resolveNixpkgs}. */
  readonly nixpkgs?: string | undefined;
  /** Limit for one version, in milliseconds. Default: two minutes, for a nixpkgs that has to be fetched first. */
  readonly timeoutMs?: number | undefined;
}

/**
 * Asks Nix for the versions of containers whose `nix` settings in gantry.yaml name an attribute of default.nix or a package
 * of nixpkgs.
 *
 * @returns what `readVersion` takes as `evaluateVersion`; it gives `undefined` for a container without these settings
 */
export function createVersionEvaluator(
  options: VersionEvaluatorOptions,
): (container: Container) => Promise<string | undefined> {
  const {root, env, nixpkgs, timeoutMs = 120_000} = options;
  return async ({path, nixFile, settings: {nix}}) => {
    const subject = `${path}/${nixFile ?? 'default.nix'}`;
    const source =
      nix?.attribute !== undefined
        ? ({kind: 'attribute', file: join(root, subject), attribute: nix.attribute} as const)
        : nix?.package !== undefined
          ? ({kind: 'package', package: nix.package} as const)
          : undefined;
    return source && evaluateNixVersion({source, subject, root, nixpkgs, env, timeoutMs});
  };
}
