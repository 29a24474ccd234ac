/** As many reads as keep a `git cat-file --batch` or a disk busy without thousands of open files. */
const maxParallel = 64;

/** The results in the order of the items, with a bounded number of calls under way. */
export async function mapParallel<Item, Result>(
  items: readonly Item[],
  call: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  let next = 0;
  const work = async () => {
    for (let index = next++; index < items.length; index = next++) results[index] = await call(items[index] as Item);
  };
  await Promise.all(Array.from({length: Math.min(maxParallel, items.length)}, work));
  return results;
}
