import type {Client, Container, ContainerID} from '@dagger.io/dagger/client';
import type {Environment} from '@gantry/process';
import type {BuildRequest, BuiltImage} from '../images';
import {buildLegacy} from './dockerfile/build-legacy';
import {buildNative} from './pipeline/build-native';
import type {Workshop} from './workshop';

/** What the step says about its builds. */
export interface BuildSettings {
  readonly env: Environment;
  /** Empty: what the definition says, else the engine's own. */
  readonly platforms?: readonly string[] | undefined;
  readonly buildArgs?: Readonly<Record<string, string>> | undefined;
  /** Values by id. */
  readonly secrets?: Readonly<Record<string, string>> | undefined;
  /** Absolute path of the program that runs a `container.ts` (see `runPipelineProcess`). */
  readonly pipelineProgram: string;
}

/** What a build needs besides its request. */
export interface BuildTools {
  readonly dag: Client;
  readonly workshop: Workshop;
  readonly settings: BuildSettings;
  /** Says that this image runs such a command, so that its progress is shown as this image's. */
  expectCommand(key: string): void;
}

/** Evaluated containers of one image, one for each platform, and the labels that its definition gives. */
export interface BuiltContainers {
  readonly ids: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Builds one image in the shared session.
 *
 * @throws DaggerBuildError that says which step failed, where, and what it printed
 */
export async function buildImage(
  request: BuildRequest,
  workshop: Workshop,
  settings: BuildSettings,
): Promise<BuiltImage> {
  const {signal, log} = request;
  const dag = workshop.connect(signal);
  const commandKeys = new Set<string>();
  // Never taken away: the session tells the last lines of a step when the step has ended already.
  workshop.steps.add({commandKeys, info: (line) => log.info(line)});
  const tools = {dag, workshop, settings, expectCommand: (key: string) => void commandKeys.add(key)};
  try {
    const build = request.container.definition === 'container.ts' ? buildNative : buildLegacy;
    const {ids, labels} = await build(request, tools);
    // Set by the last step of all, so that a new commit leaves every layer as it is.
    const allLabels = Object.entries({...labels, ...request.labels}).sort(([a], [b]) => (a < b ? -1 : 1));
    const variants = ids.map((id) =>
      allLabels.reduce(
        (container, [name, value]) => container.withLabel(name, value),
        dag.loadContainerFromID(id as ContainerID),
      ),
    );
    return imageOf(variants, request, workshop, dag);
  } catch (error) {
    signal.throwIfAborted();
    throw workshop.session.failure() ?? error;
  }
}

function imageOf(variants: readonly Container[], request: BuildRequest, workshop: Workshop, dag: Client): BuiltImage {
  const [first, ...others] = variants;
  if (first === undefined) throw new Error(`the build of ${request.container.name} made no image`);
  return {
    digest: undefined,
    async push({client, repository}) {
      const {pushImage} = await import('./push/push-image');
      const sharesLoopback = await workshop.sharesLoopback();
      return pushImage({dag, variants: [first, ...others], client, repository, log: request.log, sharesLoopback});
    },
    async exportTo(file) {
      const {exportImage} = await import('./push/export-image');
      await exportImage([first, ...others], file);
    },
  };
}
