import {fitList, setOutputs, type Log} from '@gantry/action-kit';
import {GantryError} from '@gantry/errors';
import type {ImageResult} from '@gantry/pipelines/images';

/**
 * Prints the table of results, sets the outputs, and fails when an image failed.
 *
 * @throws GantryError `build-failed` that names each failed container
 */
export function reportResults(results: readonly ImageResult[], log: Log): void {
  log.info(formatResults(results));
  const fitted = fitList(results);
  if (fitted.left > 0)
    log.warning(`The output "images" has no room for the last ${fitted.left} of ${results.length} images.`);
  const [only] = results;
  setOutputs({
    images: fitted.items,
    ...(only !== undefined && results.length === 1
      ? {reference: only.reference, digest: only.digest, tags: only.tags, status: only.status}
      : {}),
  });
  const broken = results.filter(({status, reason}) => status === 'failed' || reason?.startsWith('it is built on'));
  if (broken.length === 0) return;
  const names = broken.map(({container, reason}) => `- ${container}: ${reason ?? 'failed'}`).join('\n');
  const published = results.some(
    ({status, reference}) => (status === 'built' || status === 'exists') && reference !== '',
  );
  throw new GantryError(`${broken.length} of ${results.length} containers could not be built:\n${names}`, {
    code: 'build-failed',
    hint: `the log above shows each failure in full${published ? '; the others are published' : ''}.`,
  });
}

/** The results as a table for a log, one line each. */
export function formatResults(results: readonly ImageResult[]): string {
  if (results.length === 0) return 'Nothing to build.';
  const rows = results.map(({container, builder, status, tags, digest, durationMs}) => [
    container,
    builder,
    status,
    `${(durationMs / 1000).toFixed(1)} s`,
    digest === '' ? '-' : digest.slice(0, 19),
    tags.join(' ') || '-',
  ]);
  const table = [['container', 'builder', 'status', 'time', 'digest', 'tags'], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
