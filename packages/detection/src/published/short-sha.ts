const shortLength = 7;

/** The first seven digits of a sha, as a number of 28 bits. */
export function toShortSha(sha: string): number {
  return Number.parseInt(sha.slice(0, shortLength), 16);
}

/** The digits again. */
export function formatShortSha(shortSha: number): string {
  return shortSha.toString(16).padStart(shortLength, '0');
}
