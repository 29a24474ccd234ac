import {randomUUID} from 'node:crypto';
import {manifestPath} from './read-manifest';
import type {Session} from './session';

/**
 * Finds out whether this account may create in a repository, and leaves nothing behind. An upload session would: an
 * account that may only create cannot cancel one. So a manifest is offered that no registry can take, an empty one of
 * an unknown type under a new tag: the rights are looked at first, and then it is refused for what it is.
 *
 * @throws RegistryError `unauthorized` or `denied` when it may not
 */
export async function probePush(session: Session, repository: string): Promise<void> {
  await session.send({
    method: 'PUT',
    target: manifestPath(repository, `gantry-probe-${randomUUID()}`),
    access: {repository, push: true},
    headers: {'content-type': 'application/vnd.gantry.probe'},
    body: Buffer.alloc(0),
    accept: [400, 411, 415, 422],
  });
}
