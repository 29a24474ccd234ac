import type {Settings, ContainerSettings} from '@gantry/containers';

export interface SettingsChanges {
  /** Containers whose entry differs in something that may change their image, and which keys. */
  readonly byContainer: ReadonlyMap<string, string>;
  /** Why every container counts as changed; `undefined` when none of these settings differ. */
  readonly everything: string | undefined;
}

/** Settings that say where the containers are, and where their images go. */
export type GlobalKey = 'registry' | 'namespace' | 'directory';

// `service` names a row of service-versions.yaml, and never reaches an image.
const imageKeys = ['watch', 'dependsOn', 'labels', 'nix'] as const satisfies readonly (keyof ContainerSettings)[];

/**
 * Compares gantry.yaml of two commits. A new watch path counts as a change of the container: nobody knows what changed
 * below it while it was not watched.
 *
 * @param overridden - global settings that an input replaces, so that the file's do not matter
 */
export function compareSettings(base: Settings, head: Settings, overridden: ReadonlySet<GlobalKey>): SettingsChanges {
  const byContainer = new Map<string, string>();
  for (const name of new Set([...base.containers.keys(), ...head.containers.keys()])) {
    const [before, after] = [base.containers.get(name), head.containers.get(name)];
    const keys = imageKeys.filter((key) => canonical(before?.[key]) !== canonical(after?.[key]));
    if (keys.length > 0) byContainer.set(name, `${keys.join(' and ')} changed in gantry.yaml`);
  }
  const keys = (['registry', 'namespace', 'directory'] as const).filter(
    (key) => !overridden.has(key) && base[key] !== head[key],
  );
  return {byContainer, everything: keys.length === 0 ? undefined : `${keys.join(' and ')} changed in gantry.yaml`};
}

/** One text for equal values; an entry that is left out equals an empty one. */
function canonical(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.length === 0 ? '' : JSON.stringify([...(value as unknown[])].sort());
  if (typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return entries.length === 0 ? '' : JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
