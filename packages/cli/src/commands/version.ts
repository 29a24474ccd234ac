import {findContainers, readSettings, readVersion, workingFiles, type Builder} from '@gantry/containers';
import type {Repository} from '@gantry/git';
import {exitCodes, type ExitCode} from '../exit-codes';
import {openWorkspace} from '../open-workspace';
import {readCommit} from '../read-commit';
import {selectNamed} from '../select-named';
import type {Terminal} from '../terminal';
import {UsageError} from '../usage-error';
import {withCommitEvaluator, workingEvaluator} from '../with-evaluator';

export interface VersionRequest {
  readonly name: string;
  /** Default: the first that the container has; `dagger` comes first. */
  readonly builder?: Builder | undefined;
  /** `undefined` reads the files as they lie here. */
  readonly ref?: string | undefined;
  readonly json?: boolean | undefined;
}

/** What `--json` prints. */
interface VersionDocument {
  readonly container: string;
  readonly builder: Builder;
  /** As it is written. */
  readonly version: string;
  /** `null` for the files as they lie here. */
  readonly sha: string | null;
}

/** Prints the version of one container. */
export async function runVersion(request: VersionRequest, terminal: Terminal): Promise<ExitCode> {
  const repository = await openWorkspace(terminal);
  const document =
    request.ref === undefined
      ? await readHere(request, repository, terminal)
      : await readAt(request.ref, request, repository, terminal);
  terminal.print(request.json ? JSON.stringify(document) : document.version);
  return exitCodes.done;
}

async function readHere(
  {name, builder: wanted}: VersionRequest,
  {root}: Repository,
  {env}: Terminal,
): Promise<VersionDocument> {
  const files = workingFiles(root);
  const settings = await readSettings(files);
  const container = selectNamed(await findContainers(files, settings), name, settings.directory || 'the root');
  const builder = chooseBuilder(container, wanted);
  const version = await readVersion(files, container, builder, {evaluateVersion: workingEvaluator(root, env)});
  return {container: name, builder, version, sha: null};
}

async function readAt(
  ref: string,
  {name, builder: wanted}: VersionRequest,
  repository: Repository,
  {env}: Terminal,
): Promise<VersionDocument> {
  const {sha, files, container} = await readCommit(repository, ref, name);
  const builder = chooseBuilder(container, wanted);
  const version = await withCommitEvaluator({repository, sha, env}, (evaluateVersion) =>
    readVersion(files, container, builder, {evaluateVersion}),
  );
  return {container: name, builder, version, sha};
}

function chooseBuilder(
  {path, builders}: {readonly path: string; readonly builders: readonly Builder[]},
  wanted: Builder | undefined,
): Builder {
  const builder = wanted === undefined ? builders[0] : builders.find((one) => one === wanted);
  if (builder !== undefined) return builder;
  throw new UsageError(`${path} has nothing that ${wanted} builds`, {
    code: 'no-build-file',
    hint: `ask for ${builders.join(' or ')}.`,
  });
}
