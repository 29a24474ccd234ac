import {GantryError} from '@gantry/errors';
import {RepositoryError} from '@gantry/git';
import type {LastPublishedPlan} from '../base/base-plan';
import type {Head} from '../head';
import type {Judgement} from '../plan/judgement';
import type {History, Log, TagSource} from '../ports';
import {findImageBases} from './find-image-bases';
import {judgeImages} from './judge-images';
import {readPublished, type PublishedShas} from './read-published';

export interface RegistryPorts {
  readonly history: History;
  readonly openRegistry: (registry: string) => Promise<TagSource>;
  readonly log: Log;
}

/** Judges each image by what the registry holds; `undefined`, with a warning, when it cannot be asked. */
export async function judgeByRegistry(
  plan: LastPublishedPlan,
  head: Head,
  {history, log, openRegistry}: RegistryPorts,
): Promise<Judgement | undefined> {
  const {registry = '', namespace} = head.settings;
  const prefix = namespace === undefined || namespace === '' ? '' : `${namespace}/`;
  const repositories = new Map(head.containers.map(({name}) => [name, `${prefix}${name}`]));
  let published: ReadonlyMap<string, PublishedShas>;
  try {
    published = await readPublished(repositories, await openRegistry(registry), plan.mainOnly);
  } catch (error) {
    if (!(error instanceof GantryError)) throw error;
    log.warning(
      `${registry} could not be asked what is published, so commits are compared instead. ` +
        `What an earlier run left unbuilt is not noticed this time. The reason: ${error.message}`,
    );
    return undefined;
  }
  try {
    return await judgeByPublished(published, plan, head, {history, registry, log});
  } catch (error) {
    if (!(error instanceof RepositoryError)) throw error;
    log.warning(
      `The history of ${head.sha.slice(0, 7)} cannot be read, so what ${registry} has published cannot be placed in it. ` +
        `Commits are compared instead. The reason: ${error.message}`,
    );
    return undefined;
  }
}

async function judgeByPublished(
  published: ReadonlyMap<string, PublishedShas>,
  {mainOnly, headCounts}: LastPublishedPlan,
  head: Head,
  {history, registry, log}: {readonly history: History; readonly registry: string; readonly log: Log},
): Promise<Judgement> {
  const bases = await findImageBases(head.containers, published, {head: head.sha, headCounts, history});
  const found = bases.flatMap(({newest}) => (newest?.kind === 'commit' ? [newest] : []));
  const [oldest] = found.sort((a, b) => b.place - a.place);
  const distinct = new Set(found.map(({sha}) => sha)).size;
  log.info(
    `Asked ${registry} for ${published.size} ${published.size === 1 ? 'repository' : 'repositories'}: ` +
      `${found.length} of ${bases.length} images are published for ${distinct} ${distinct === 1 ? 'commit' : 'commits'} before ${head.sha.slice(0, 7)}`,
  );
  const branch = mainOnly ? head.settings.mainBranch : `the history of ${head.sha.slice(0, 7)}`;
  const images = await judgeImages(bases, head, {history, branch});
  return {images, base: oldest?.sha, registryIsRecord: true};
}
