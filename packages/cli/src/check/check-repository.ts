import {
  findContainers,
  readSettings,
  rememberFiles,
  workingFiles,
  type Container,
  type FileSource,
  type Settings,
} from '@gantry/containers';
import {UnknownRefError, type CommitSha, type Repository} from '@gantry/git';
import type {Environment} from '@gantry/process';
import {isRepositoryProblem} from '../exit-codes';
import type {EvaluateVersion} from '../with-evaluator';
import {checkDependencies} from './check-dependencies';
import {checkService} from './check-service';
import {checkVersions} from './check-versions';
import {checkWatch, readWatch} from './check-watch';
import type {CheckBase} from './find-base';
import {fromProblem, sortFindings, toFindings, type Finding} from './finding';
import {selectContainers, type Selection} from './select-containers';
import {serviceVersionsFile} from './service-versions-file';
import {trackedFiles} from './tracked-files';

export interface CheckRequest {
  readonly repository: Repository;
  readonly selection: Selection;
  readonly env: Environment;
  /** Asks Nix; `undefined` leaves out what only Nix can say. */
  readonly evaluate: EvaluateVersion | undefined;
}

export interface CheckReport {
  /** Names of the containers whose versions were looked at. */
  readonly checked: readonly string[];
  /** `undefined` when nothing was compared. */
  readonly base: CheckBase | undefined;
  readonly findings: readonly Finding[];
  /** Versions that could not be compared, and why. */
  readonly unchecked: readonly {readonly container: string; readonly message: string}[];
}

/**
 * Checks the files as they lie here: of the selected containers their versions, of the repository its settings, watch
 * patterns and dependencies.
 *
 * @throws UsageError for a name that no container has, UnknownRefError for a base that does not exist
 */
export async function checkRepository(request: CheckRequest): Promise<CheckReport> {
  const {repository, selection, env, evaluate} = request;
  const files = rememberFiles(workingFiles(repository.root));
  const read = await readContainers(files);
  if ('findings' in read) return {checked: [], base: undefined, findings: read.findings, unchecked: []};

  const {settings, containers} = read;
  const head = await headOf(repository);
  const tracked = trackedFiles(repository, head);
  const {watch, findings: watchFindings} = await readWatch(files, containers);
  const services = await readServices(files);
  const {selected, base} = await selectContainers(selection, {
    ...{repository, env, settings, containers, watch, head, uncommitted: () => tracked.uncommitted()},
    services: services?.services,
  });

  const findings = [
    ...watchFindings,
    ...(await checkWatch(watch, containers, files, (under) => tracked.list(under))),
    ...(await checkDependencies(files, containers, settings)),
    ...(services?.findings ?? []),
  ];
  const unchecked: {container: string; message: string}[] = [];
  for (const container of selected) {
    const check = await checkVersions(container, files, evaluate);
    findings.push(...check.findings);
    if (services) {
      const found = checkService(container, check.version, services.services);
      // An entry that cannot be read is one finding, not also a missing one.
      findings.push(...found.filter(({code}) => code !== 'service-missing' || services.findings.length === 0));
    }
    if (check.unchecked !== undefined) unchecked.push({container: container.name, message: check.unchecked});
  }
  return {checked: selected.map(({name}) => name), base, findings: sortFindings(findings), unchecked};
}

async function readContainers(
  files: FileSource,
): Promise<{settings: Settings; containers: readonly Container[]} | {findings: readonly Finding[]}> {
  try {
    const settings = await readSettings(files);
    return {settings, containers: await findContainers(files, settings)};
  } catch (error) {
    if (isRepositoryProblem(error)) return {findings: toFindings(error)};
    throw error;
  }
}

/** Services by name, and what is wrong with the file; `undefined` without one. */
async function readServices(files: FileSource) {
  const text = await files.readText(serviceVersionsFile);
  if (text === undefined) return undefined;
  // A repository without the file does not pay for the YAML parser.
  const {parseServiceVersions} = await import('./service-versions');
  const {services, problems} = parseServiceVersions(text);
  const fix = 'correct the line; its shape is "service: version".';
  return {
    services,
    findings: problems.map((problem): Finding => ({...fromProblem(problem), code: 'invalid-service-versions', fix})),
  };
}

/** `undefined` before the first commit. */
async function headOf(repository: Repository): Promise<CommitSha | undefined> {
  try {
    return await repository.resolve('HEAD');
  } catch (error) {
    if (error instanceof UnknownRefError) return undefined;
    throw error;
  }
}
