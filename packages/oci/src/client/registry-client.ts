import type {Descriptor} from '../manifest/descriptor';
import type {Digest} from '../reference/digest';
import {parseRegistry} from '../reference/registry';
import {hasBlob, readBlob} from './blobs';
import {listTags} from './list-tags';
import {probePush} from './probe-push';
import {putManifest, type ManifestToPut} from './put-manifest';
import {readManifest, resolveManifest, type FoundManifest} from './read-manifest';
import {createSession, type SessionOptions} from './session';
import {uploadBlob, type BlobToUpload, type UploadOptions} from './upload-blob';

export type RegistryClientOptions = SessionOptions;

/** One registry, as one account. Every method throws RegistryError; what comes back is checked against its digest. */
export interface RegistryClient {
  readonly registry: string;
  /** The name of the account; `undefined` for anonymous. */
  readonly account: string | undefined;
  /** Is it there, and does it take these credentials? */
  ping(): Promise<void>;
  /** What a tag or digest stands for; `undefined` when there is none. */
  resolve(repository: string, reference: string): Promise<Descriptor | undefined>;
  /** All tags; empty when the repository does not exist. */
  listTags(repository: string): Promise<readonly string[]>;
  readManifest(repository: string, reference: string): Promise<FoundManifest>;
  readBlob(repository: string, digest: Digest, limitBytes: number): Promise<Buffer>;
  hasBlob(repository: string, digest: Digest): Promise<boolean>;
  uploadBlob(repository: string, blob: BlobToUpload, options?: UploadOptions): Promise<'uploaded' | 'exists'>;
  /** Under its digest, and under each of the tags; in one request where the registry can. */
  putManifest(repository: string, manifest: ManifestToPut, tags: readonly string[]): Promise<void>;
  /** May this account create here? Leaves nothing behind. */
  probePush(repository: string): Promise<void>;
}

/**
 * A client of the OCI distribution spec for what publishing needs.
 *
 * @throws InvalidReferenceError when the registry is not `host` or `host:port`
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md
 */
export function createRegistryClient(options: RegistryClientOptions): RegistryClient {
  const session = createSession({...options, registry: parseRegistry(options.registry)});
  return {
    registry: session.registry,
    account: session.account,
    async ping() {
      await session.send({method: 'GET', target: '/v2/', accept: [200], maxAnswerBytes: 64 * 1024});
    },
    resolve: (repository, reference) => resolveManifest(session, repository, reference),
    listTags: (repository) => listTags(session, repository),
    readManifest: (repository, reference) => readManifest(session, repository, reference),
    readBlob: (repository, digest, limitBytes) => readBlob(session, repository, digest, limitBytes),
    hasBlob: (repository, digest) => hasBlob(session, repository, digest),
    uploadBlob: (repository, blob, upload) => uploadBlob(session, repository, blob, upload),
    putManifest: (repository, manifest, tags) => putManifest(session, repository, manifest, tags),
    probePush: (repository) => probePush(session, repository),
  };
}
