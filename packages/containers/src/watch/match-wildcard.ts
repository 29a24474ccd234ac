/**
 * Whether a sequence fits a pattern of items and stars, where a star stands for any number of items. When an item does not
 * fit, only the last star is widened: no backtracking over earlier ones is needed, so no pattern can make it slow.
 */
export function matchWildcard<Item>(
  items: readonly Item[],
  pattern: readonly Item[],
  star: Item,
  fits: (item: Item, part: Item) => boolean,
): boolean {
  let item = 0;
  let part = 0;
  let lastStar = -1;
  let resumeAt = 0;
  while (item < items.length) {
    const expected = pattern[part];
    if (part < pattern.length && expected === star) {
      lastStar = part;
      resumeAt = item;
      part += 1;
    } else if (part < pattern.length && fits(items[item] as Item, expected as Item)) {
      item += 1;
      part += 1;
    } else if (lastStar !== -1) {
      part = lastStar + 1;
      resumeAt += 1;
      item = resumeAt;
    } else {
      return false;
    }
  }
  while (part < pattern.length && pattern[part] === star) part += 1;
  return part === pattern.length;
}
