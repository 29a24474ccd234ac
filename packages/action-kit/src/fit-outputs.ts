import {maxOutputBytes} from './outputs';

/** A list that fits into one output, and how many of its items had to go. */
export interface FittedList<Item> {
  readonly items: readonly Item[];
  readonly left: number;
}

/**
 * The first items whose JSON fits into one output; all of them, nearly always.
 *
 * @param items - most important first
 */
export function fitList<Item>(items: readonly Item[]): FittedList<Item> {
  let sizeBytes = 2;
  let count = 0;
  for (const item of items) {
    sizeBytes += Buffer.byteLength(JSON.stringify(item)) + 1;
    if (sizeBytes > maxOutputBytes) break;
    count += 1;
  }
  return {items: items.slice(0, count), left: items.length - count};
}
