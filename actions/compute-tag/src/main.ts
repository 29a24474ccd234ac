import type {Log} from '@gantry/action-kit';
import {findContainers, readSettings, workingFiles, type Container} from '@gantry/containers';
import {buildsMain, type RunContext} from '@gantry/events';
import type {Repository} from '@gantry/git';
import {planImage, selectContainers} from '@gantry/pipelines/plan';
import type {Inputs} from './inputs';

export interface Ports {
  /** Asks Nix for the version of a container, in a checkout of the commit; only where no file states it. */
  evaluateVersion(container: Container, root: string): Promise<string | undefined>;
  /** For a checkout that only an evaluation needs. */
  readonly temporaryFolder: string;
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
export async function main(inputs: Inputs, {repository, context, log, ...ports}: Ports): Promise<Outputs> {
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
    versionOptions: {
      async evaluateVersion(subject) {
        const checkout = await repository.checkout(sha, ports.temporaryFolder);
        try {
          return await ports.evaluateVersion(subject, checkout.root);
        } finally {
          await checkout.dispose();
        }
      },
    },
  });
  log.info(`Tags for ${plan.repository} at ${sha.slice(0, 7)}: ${plan.tags.join(', ')}`);
  return {version: plan.version, sha, tag: plan.tags[0], tags: plan.tags, references: plan.references};
}
