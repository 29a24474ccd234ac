import type {Log} from '@gantry/action-kit';
import {findContainers, readSettings, workingFiles} from '@gantry/containers';
import {buildsMain, type RunContext} from '@gantry/events';
import type {Repository} from '@gantry/git';
import {planImage, selectContainers} from '@gantry/pipelines/plan';
import type {Inputs} from './inputs';

export interface Ports {
  readonly repository: Repository;
  readonly context: RunContext;
  readonly log: Log;
}

export interface Outputs {
  readonly version: string;
  readonly sha: string;
  readonly tag: string;
  readonly tags: readonly string[];
  readonly references: readonly string[];
}

/** Resolves the commit, reads the container's version there, and plans its tags. No checkout of the commit is needed. */
export async function main(inputs: Inputs, {repository, context, log}: Ports): Promise<Outputs> {
  const settings = await readSettings(workingFiles(repository.root));
  const directory = inputs.directory ?? settings.directory;
  const sha = await repository.resolve(inputs.ref);
  const files = repository.filesAt(sha);
  const containers = await findContainers(files, {...(await readSettings(files)), directory});
  const where = `${directory} of ${sha.slice(0, 7)}`;
  const [container] = selectContainers(containers, [inputs.container], where);
  if (container === undefined) throw new Error(`no container ${inputs.container} in ${where}`);
  const plan = await planImage({
    container,
    builder: inputs.builder,
    sha,
    commitTime: await repository.commitTime(sha),
    files,
    main: inputs.ref === 'HEAD' && buildsMain(context, inputs.mainBranch ?? settings.mainBranch),
    destination: {
      registry: inputs.registry ?? settings.registry,
      namespace: inputs.namespace ?? settings.namespace,
    },
    version: inputs.version,
  });
  log.info(`Tags for ${plan.repository} at ${sha.slice(0, 7)}: ${plan.tags.join(', ')}`);
  return {version: plan.version, sha, tag: plan.tags[0], tags: plan.tags, references: plan.references};
}
