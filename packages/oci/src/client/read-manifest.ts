import {isMediaType, type Descriptor} from '../manifest/descriptor';
import {maxManifestBytes} from '../manifest/json';
import {acceptedManifests} from '../manifest/media-types';
import {algorithmOf, digestOf, isDigest, type Digest} from '../reference/digest';
import {quoteText} from '../reference/invalid-reference-error';
import {isTagName, parseRepository, parseTagName} from '../reference/registry';
import {RegistryError} from './registry-error';
import type {Session} from './session';
import type {HttpAnswer} from './transport';

/** A manifest or an index as the registry holds it, its digest checked. */
export interface FoundManifest {
  readonly descriptor: Descriptor;
  readonly bytes: Buffer;
  readonly json: unknown;
}

/** The path of a manifest; both parts are checked, as neither may lead elsewhere. */
export function manifestPath(repository: string, reference: string): string {
  const name = isDigest(reference) || isTagName(reference) ? reference : parseTagName(reference);
  return `/v2/${parseRepository(repository)}/manifests/${name}`;
}

/**
 * What a tag or digest stands for. Asks by HEAD; where the answer lacks the digest, the type or the size, the manifest
 * itself is read.
 *
 * @returns `undefined` when the registry has no such manifest or no such repository
 */
export async function resolveManifest(
  session: Session,
  repository: string,
  reference: string,
): Promise<Descriptor | undefined> {
  const answer = await session.send({
    method: 'HEAD',
    target: manifestPath(repository, reference),
    access: {repository, push: false},
    headers: {accept: acceptedManifests},
    accept: [200, 404, 405],
  });
  if (answer.status === 404) return undefined;
  const digest = answer.status === 200 ? statedDigest(answer, 'HEAD') : undefined;
  const mediaType = contentType(answer);
  const length = answer.headers['content-length'];
  if (digest === undefined || mediaType === undefined || length === undefined || !/^[0-9]{1,15}$/.test(length)) {
    return (await fetchManifest(session, repository, reference))?.descriptor;
  }
  if (isDigest(reference) && digest !== reference && algorithmOf(digest) === algorithmOf(reference)) {
    throw wrongDigest('HEAD', answer, reference, digest);
  }
  return {mediaType, digest, sizeBytes: Number(length)};
}

/**
 * Reads a manifest, and checks it against its digest: the one that was asked for, and the one that the registry states.
 *
 * @returns `undefined` when there is none
 */
export async function fetchManifest(
  session: Session,
  repository: string,
  reference: string,
): Promise<FoundManifest | undefined> {
  const answer = await session.send({
    method: 'GET',
    target: manifestPath(repository, reference),
    access: {repository, push: false},
    headers: {accept: acceptedManifests},
    accept: [200, 404],
    maxAnswerBytes: maxManifestBytes,
  });
  if (answer.status === 404) return undefined;
  const stated = statedDigest(answer, 'GET');
  for (const expected of [isDigest(reference) ? reference : undefined, stated]) {
    const actual = expected && digestOf(answer.bytes, algorithmOf(expected));
    if (expected !== actual) throw wrongDigest('GET', answer, expected, actual);
  }
  const digest = isDigest(reference) ? reference : (stated ?? digestOf(answer.bytes));
  const json = parseJson(answer);
  const ownType = (json as {mediaType?: unknown} | null)?.mediaType;
  const mediaType = contentType(answer) ?? (typeof ownType === 'string' && isMediaType(ownType) ? ownType : undefined);
  if (mediaType === undefined) throw invalid('GET', answer, 'without a Content-Type');
  return {descriptor: {mediaType, digest, sizeBytes: answer.bytes.length}, bytes: answer.bytes, json};
}

/** @throws RegistryError `not-found` */
export async function readManifest(session: Session, repository: string, reference: string): Promise<FoundManifest> {
  const found = await fetchManifest(session, repository, reference);
  if (found) return found;
  const path = manifestPath(repository, reference);
  throw new RegistryError(`GET ${path} at ${session.registry} was answered 404: there is no such manifest`, {
    code: 'not-found',
    method: 'GET',
    path,
    status: 404,
    hint: `check the name, and that it was pushed to ${session.registry}.`,
  });
}

/** The digest in `Docker-Content-Digest`; `undefined` when there is none. */
export function statedDigest(answer: HttpAnswer, method: string): Digest | undefined {
  const header = answer.headers['docker-content-digest'];
  if (header === undefined) return undefined;
  const text = String(header).trim();
  if (isDigest(text)) return text;
  throw invalid(method, answer, `with ${quoteText(text)} as its digest`);
}

export function wrongDigest(method: string, answer: HttpAnswer, expected?: string, actual?: string): RegistryError {
  const {pathname, host} = answer.url;
  return new RegistryError(`${method} ${pathname} at ${host} was answered with ${actual} instead of ${expected}`, {
    code: 'digest-mismatch',
    method,
    path: pathname,
    status: answer.status,
    hint: `do not use this content: ${host}, or a proxy before it, has damaged or exchanged it.`,
  });
}

function contentType(answer: HttpAnswer): string | undefined {
  const type = answer.headers['content-type']?.split(';')[0]?.trim();
  return type !== undefined && isMediaType(type) && type !== 'application/json' ? type : undefined;
}

function parseJson(answer: HttpAnswer): unknown {
  try {
    return JSON.parse(answer.bytes.toString('utf8'));
  } catch (error) {
    throw invalid('GET', answer, 'with something that is not JSON', error);
  }
}

function invalid(method: string, answer: HttpAnswer, how: string, cause?: unknown): RegistryError {
  const {pathname, host} = answer.url;
  return new RegistryError(`${method} ${pathname} at ${host} was answered ${how}`, {
    code: 'invalid-response',
    method,
    path: pathname,
    status: answer.status,
    cause,
    hint: `check that ${host} is an OCI registry, and that no proxy before it answers in its place.`,
  });
}
