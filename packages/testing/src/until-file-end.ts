type Disposal = () => void | Promise<void>;

const disposals: Disposal[] = [];

// At the top of a test file, where an import stands, jest takes hooks; inside a test it would refuse them.
if (typeof afterAll === 'function') afterAll(disposeAll, 60_000);

/**
 * Calls `dispose` when the test file ends; what was made last goes first. Works from inside a test, from a hook and from
 * the top of the file. Outside jest, in a benchmark, call {@link disposeAll} at the end.
 */
export function untilFileEnd(dispose: Disposal): void {
  disposals.push(dispose);
}

/** Gives back everything that {@link untilFileEnd} was told of. Jest calls it by itself. */
export async function disposeAll(): Promise<void> {
  const failures: unknown[] = [];
  for (let dispose = disposals.pop(); dispose; dispose = disposals.pop()) {
    try {
      await dispose();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} things of this test were left behind`);
}
