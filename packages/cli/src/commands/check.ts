import {checkRepository, type CheckReport} from '../check/check-repository';
import type {Selection} from '../check/select-containers';
import {exitCodes, type ExitCode} from '../exit-codes';
import {openWorkspace} from '../open-workspace';
import type {Terminal} from '../terminal';
import {UsageError} from '../usage-error';
import {workingEvaluator} from '../with-evaluator';

export interface CheckOptions {
  readonly names: readonly string[];
  readonly all?: boolean | undefined;
  readonly base?: string | undefined;
  /** Ask Nix where only Nix can say a version. */
  readonly nix: boolean;
  readonly json?: boolean | undefined;
}

/** Checks, and prints each finding with its place and what to write. */
export async function runCheck(options: CheckOptions, terminal: Terminal): Promise<ExitCode> {
  const selection = chooseSelection(options);
  const repository = await openWorkspace(terminal);
  const {env} = terminal;
  const evaluate = options.nix ? workingEvaluator(repository.root, env) : undefined;
  const report = await checkRepository({repository, selection, env, evaluate});
  if (options.json) terminal.print(JSON.stringify(toDocument(report)));
  else printReport(report, selection, terminal);
  if (report.findings.length > 0) return exitCodes.found;
  // Nobody asked to leave it out, so "all agrees" would be a lie.
  return options.nix && report.unchecked.length > 0 ? exitCodes.service : exitCodes.done;
}

function chooseSelection({names, all, base}: CheckOptions): Selection {
  if (names.length === 0) return all ? {kind: 'all'} : {kind: 'changed', base};
  if (!all && base === undefined) return {kind: 'names', names};
  throw new UsageError(`${all ? '--all' : '--base'} cannot be used together with names`, {
    hint: 'leave one of the two out.',
  });
}

/** What `--json` prints. */
function toDocument({checked, base, findings, unchecked}: CheckReport) {
  return {
    ok: findings.length === 0 && unchecked.length === 0,
    base: base?.kind === 'commit' ? base.sha : null,
    checked,
    findings: findings.map(({code, container = null, file, line = null, key = null, message, fix}) => ({
      ...{code, container, file, line, key, message, fix},
    })),
    unchecked,
  };
}

function printReport(
  {checked, base, findings, unchecked}: CheckReport,
  selection: Selection,
  terminal: Terminal,
): void {
  const {out, err} = terminal.paint;
  if (base?.kind === 'everything') terminal.note(`Everything is checked, because ${base.reason}.`);
  for (const {message} of unchecked) terminal.note(`${err.yellow('not checked:')} ${message}`);
  for (const {file, line, container, key, message, fix} of findings) {
    const place = out.bold(line === undefined ? file : `${file}:${line}`);
    const subject = key ?? container;
    terminal.print(`${place}: ${subject === undefined ? '' : `${subject}: `}${message}\n  Next: ${fix}`);
  }
  const against =
    selection.kind === 'changed' && base?.kind === 'commit'
      ? ` changed since ${base.name} (${base.sha.slice(0, 7)})`
      : '';
  const what = `${count(checked.length, 'container')}${against}`;
  if (findings.length > 0) terminal.print(out.red(`${count(findings.length, 'finding')}, ${what}.`));
  else terminal.print(`${what}: nothing is wrong.`);
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
