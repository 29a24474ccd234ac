/** Runs `work` for each item, at most `limit` at a time, in order of the items. Ends when all have ended. */
export async function runLimited<Item>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({length: Math.min(limit, items.length)}, worker));
}
