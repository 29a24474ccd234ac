export {InvalidShaError, parseCommitSha, type CommitSha} from './commit-sha';
export {openRepository, type OpenOptions} from './open-repository';
export {maxRefLength, parseRef, type RefForm} from './ref-name';
export type {CommitFiles, PrivateCheckout, Repository} from './repository';
export {
  AmbiguousRefError,
  InvalidRefError,
  RepositoryError,
  UnknownRefError,
  type RepositoryErrorCode,
} from './repository-error';
