// What the scripts tell while they work: one line when a step begins, its time when it ends, and never silence for long.
const started = performance.now();

export function say(text = '') {
  process.stderr.write(`${text}\n`);
}

/** Runs one step, saying what it is, that it still runs (every 15 s), and how long it took. */
export async function step(title, work) {
  const begun = performance.now();
  say(`→ ${title}`);
  const tick = setInterval(() => say(`  … ${title}: ${seconds(begun)} so far`), 15_000);
  try {
    const result = await work();
    say(`  ✓ ${seconds(begun)}`);
    return result;
  } catch (error) {
    say(`  ✗ ${seconds(begun)}`);
    throw error;
  } finally {
    clearInterval(tick);
  }
}

export function totalTime() {
  return seconds(started);
}

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** Rows of texts as an aligned table; the first row is its head. */
export function formatTable(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  const line = (row) =>
    row
      .map((cell, column) => String(cell).padEnd(widths[column]))
      .join('  ')
      .trimEnd();
  return [line(rows[0]), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.slice(1).map(line)].join('\n');
}
