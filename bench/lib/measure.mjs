// Times of programs, side by side: the machine is as busy for one as for the other.

/**
 * Times several subjects in turn, `rounds` times, each round in the opposite order of the one before. A first round is
 * not counted: it fills the caches.
 *
 * @param subjects - by name, `{prepare?, run}`; only `run` is timed, and it gets what `prepare` gave
 * @returns by name, the milliseconds of each round, in the order of the rounds
 */
export async function timePaired(subjects, rounds) {
  const names = Object.keys(subjects);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      const prepared = await subjects[name].prepare?.();
      const begun = performance.now();
      await subjects[name].run(prepared);
      const elapsedMs = performance.now() - begun;
      await subjects[name].clean?.(prepared);
      if (round > 0) times[name].push(elapsedMs);
    }
  }
  return times;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median of what `combine` makes of the same round of several series: noise that both have in common cancels. */
export function pairedMedian(series, combine) {
  return median(series[0].map((_, round) => combine(...series.map((values) => values[round]))));
}

export function milliseconds(value) {
  return value < 10_000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(1)} s`;
}

export function ratio(value) {
  return `${value.toFixed(2)} ×`;
}

/** A number after `--name`; `fallback` without it. */
export function readNumber(name, fallback) {
  const place = process.argv.indexOf(`--${name}`);
  if (place < 0) return fallback;
  const value = Number(process.argv[place + 1]);
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} needs a whole number`);
  return value;
}
