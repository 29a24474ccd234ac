import type {RunContext} from './run-context';

/**
 * Whether a run builds main itself: a push to the main branch, or the daily catch-up (a schedule runs on the default
 * branch). A manual dispatch never does, whatever it is dispatched on.
 *
 * @param mainBranch - `main`, without `refs/heads/`
 */
export function buildsMain({event, ref}: Pick<RunContext, 'event' | 'ref'>, mainBranch: string): boolean {
  const main = `refs/heads/${mainBranch}`;
  if (event.kind === 'push') return event.ref === main;
  return event.kind === 'schedule' && ref === main;
}
