import {readFile} from 'node:fs/promises';
import {detect, type DetectedContainer, type Detection, type TagSource} from '@gantry/detection';
import {GantryError} from '@gantry/errors';
import {readRunContext} from '@gantry/events';
import {exitCodes, type ExitCode} from '../exit-codes';
import {openWorkspace} from '../open-workspace';
import type {Terminal} from '../terminal';

export interface DetectRequest {
  readonly base: string;
  readonly head: string;
  readonly plainHttp?: boolean | undefined;
  readonly caFile?: string | undefined;
  readonly json?: boolean | undefined;
}

/** Prints which containers have to be built, and why. */
export async function runDetect(request: DetectRequest, terminal: Terminal): Promise<ExitCode> {
  const history = await openWorkspace(terminal);
  const log = {
    info: (line: string) => terminal.progress(line),
    warning: (line: string) => terminal.note(`${terminal.paint.err.yellow('warning:')} ${line}`),
  };
  // A registry that cannot be asked is a warning; a file that was named and is not there is not.
  const ca = request.caFile === undefined ? undefined : await readCertificates(request.caFile);
  const detection = await detect({
    history,
    // A terminal has no event; in a job the runner's is taken, as the action does.
    context: readRunContext(terminal.env),
    head: request.head,
    base: request.base,
    containers: undefined,
    overrides: {},
    openRegistry: (registry) => openRegistry(registry, {plainHttp: request.plainHttp ?? false, ca}, terminal, log),
    log,
  });
  terminal.print(request.json ? JSON.stringify(toDocument(detection)) : formatDetection(detection, terminal));
  return exitCodes.done;
}

async function openRegistry(
  registry: string,
  {plainHttp, ca}: {readonly plainHttp: boolean; readonly ca: string | undefined},
  {env}: Terminal,
  log: {info(line: string): void; warning(line: string): void},
): Promise<TagSource> {
  const {createRegistryClient, readCredentials} = await import('@gantry/oci');
  const credentials = await readCredentials(registry, env);
  return createRegistryClient({
    ...{registry, plainHttp, log, maxParallel: 16},
    ...(credentials === undefined ? {} : {credentials}),
    ...(ca === undefined ? {} : {ca}),
  });
}

async function readCertificates(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new GantryError(`The file ${file} of --ca-file cannot be read`, {
      code: 'ca-file-unreadable',
      hint: 'name a PEM file.',
      cause,
    });
  }
}

/** What `--json` prints: the outputs of the action detect-changed-containers, as values, none of them cut. */
function toDocument({containers, base, head}: Detection) {
  const namesOf = (builder: string) =>
    containers.filter(({builders}) => builders.some((one) => one === builder)).map(({name}) => name);
  const levels: string[][] = [];
  for (const {name, level} of containers) (levels[level] ??= []).push(name);
  return {
    containers: containers.map(({name}) => name),
    dagger: namesOf('dagger'),
    nix: namesOf('nix'),
    matrix: {
      include: containers.flatMap(({name, builders, level}) =>
        builders.map((builder) => ({container: name, builder, level})),
      ),
    },
    levels,
    any: containers.length > 0,
    count: containers.length,
    reasons: Object.fromEntries(containers.map(({name, reasons}) => [name, reasons])),
    base: base ?? '',
    head,
  };
}

function formatDetection({containers, base, head}: Detection, {paint}: Terminal): string {
  const compared = base === undefined ? head.slice(0, 7) : `${head.slice(0, 7)} compared with ${base.slice(0, 7)}`;
  if (containers.length === 0) return `Nothing has to be built: ${compared}.`;
  const line = ({name, builders, reasons}: DetectedContainer) =>
    `${paint.out.bold(name)} (${builders.join(', ')}): ${reasons.join('; ')}`;
  return containers.map(line).join('\n');
}
