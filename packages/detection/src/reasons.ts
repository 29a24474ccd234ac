/** Why something is built: the first few reasons in words, and how many more there are. */
export interface Reasons {
  readonly texts: readonly string[];
  readonly more: number;
}

/** So many reasons are spelled out for each container. */
export const maxReasons = 5;

/** Collects reasons for many names, without holding more text than is shown. */
export class ReasonCollector {
  private readonly reasonsByName = new Map<string, {texts: string[]; more: number}>();

  add(name: string, text: string): void {
    const reasons = this.reasonsByName.get(name) ?? {texts: [], more: 0};
    this.reasonsByName.set(name, reasons);
    if (reasons.texts.includes(text)) return;
    if (reasons.texts.length < maxReasons) reasons.texts.push(text);
    else reasons.more += 1;
  }

  addAll(name: string, {texts, more}: Reasons): void {
    for (const text of texts) this.add(name, text);
    const reasons = this.reasonsByName.get(name);
    if (reasons) reasons.more = Math.max(reasons.more, more);
  }

  get(name: string): Reasons | undefined {
    return this.reasonsByName.get(name);
  }

  get all(): ReadonlyMap<string, Reasons> {
    return this.reasonsByName;
  }
}

/** The reasons as lines, the last of which counts what is not shown. */
export function formatReasons({texts, more}: Reasons): string[] {
  return more === 0 ? [...texts] : [...texts, `… and ${more} more ${more === 1 ? 'file' : 'files'}`];
}

/** A path as it stands in a text: quoted when it would break the line, short enough to be read. */
export function formatPath(path: string): string {
  const shown = path.length > 160 ? `${path.slice(0, 80)}…${path.slice(-79)}` : path;
  // eslint-disable-next-line no-control-regex
  return /[\x00-\x1f\x7f-\x9f\u2028\u2029]/.test(shown) ? JSON.stringify(shown) : shown;
}
