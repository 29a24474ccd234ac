export {basicAuthorization, type Account} from './accounts';
export {createCertificate, type TestCertificate} from './certificate';
export {ciCheckoutOf, cloneOf, type CloneOptions} from './clone-of';
export type {FileChange, FileChanges} from './git-changes';
export {firstCommitTime, gitEnvironment} from './git-environment';
export {gitRepository, type GitRepository, type GitRepositoryOptions} from './git-repository';
export {startGitServer, type GitServer} from './git-server';
export {pullImage, type ImageBundle} from './image-bundle';
export {createProxy, type TestProxy} from './proxy';
export type {Fault, SeenRequest} from './proxy-fault';
export {
  startRegistry,
  type LoggedRequest,
  type RegistryKind,
  type RegistryOptions,
  type TestRegistry,
} from './start-registry';
export {runBundle, type BundleRequest, type BundleRun} from './run-bundle';
export {startServer, type Server} from './start-server';
export {temporaryFolder} from './temporary-folder';
export {describeWith, planForTools, testWith, toolPath, type ToolPlan} from './tools';
export {disposeAll, untilFileEnd} from './until-file-end';
