import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {startRegistry, temporaryFolder, type TestRegistry} from '@gantry/testing';
import {publishBusybox} from '../script/lib/images.mjs';
import {createThrowaway} from '../script/lib/throwaway.mjs';
import {runWorkflow} from '../script/lib/workflow.mjs';

export type Image = {
  container: string;
  builder: 'dagger' | 'nix';
  version: string;
  reference: string;
  digest: string;
  tags: string[];
  status: string;
  durationMs: number;
};

export const workflows = {dagger: 'build-container.yaml', nix: 'build-container-nix.yaml'} as const;

type Throwaway = Awaited<ReturnType<typeof createThrowaway>>;
export type Event = Awaited<ReturnType<Throwaway['push'] | Throwaway['dispatch']>>;

/** A forge as far as a runner sees one: a repository with this project's workflows, a hardened registry, a base image. */
export interface Forge {
  readonly repository: Throwaway;
  readonly registry: TestRegistry;
  /** Runs one workflow for one event through the Forgejo runner. */
  run(
    builder: 'dagger' | 'nix',
    event: Event,
    options?: {inputs?: Record<string, string>; vars?: Record<string, string>; password?: string},
  ): Promise<{ok: boolean; log: string; images: Image[]; detected: string[]}>;
}

/** @param root - the checkout of this project */
export async function openForge(root: string): Promise<Forge> {
  const folder = temporaryFolder();
  const registry = await startRegistry({kind: 'zot'});
  const {address, accounts} = registry;
  const base = await publishBusybox({address, account: accounts.admin}, folder);
  const repository = await createThrowaway(root, folder);
  const runs = join(folder, 'runs');
  mkdirSync(runs);
  return {
    repository,
    registry,
    run: (builder, event, options = {}) =>
      runWorkflow({
        runner: 'forgejo-runner',
        folder: runs,
        repository: repository.directory,
        workflow: workflows[builder],
        event,
        inputs: options.inputs ?? {},
        secrets: {ZOT_CI_API_KEY: options.password ?? accounts.ci.password},
        vars: {
          REGISTRY: address,
          REGISTRY_NAMESPACE: 'homelab',
          REGISTRY_PLAIN_HTTP: 'true',
          REGISTRY_USERNAME: accounts.ci.username,
          DAGGER_ENGINE: process.env._EXPERIMENTAL_DAGGER_RUNNER_HOST ?? '',
          BUILD_ARGS: `BASE_IMAGE=${base}`,
          ...options.vars,
        },
      }),
  };
}

/** What a registry holds: `name:tag` → digest, for all names but the base image's. */
export async function holdings(address: string): Promise<Record<string, string>> {
  const {listRepositories, listTags, describeImage} = await import('../script/lib/images.mjs');
  const held: Record<string, string> = {};
  for (const name of (await listRepositories(address)) as string[]) {
    if (name.startsWith('base/')) continue;
    for (const tag of (await listTags(address, name)) as string[]) {
      held[`${name}:${tag}`] = ((await describeImage(address, name, tag)) as {digest: string}).digest;
    }
  }
  return held;
}
