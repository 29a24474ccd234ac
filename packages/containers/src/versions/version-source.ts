/** Where a version stands, and what it says there. */
export interface VersionSource {
  /** From the repository root. */
  readonly file: string;
  readonly line: number;
  /** As it is written, spaces at both ends removed; never empty. */
  readonly version: string;
}

/** Whether two texts name one version: a leading `v` does not count. */
export function isSameVersion(a: string, b: string): boolean {
  return withoutV(a) === withoutV(b);
}

function withoutV(version: string): string {
  return version.replace(/^[vV](?=[0-9])/, '');
}
