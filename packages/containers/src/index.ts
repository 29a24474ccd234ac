export type {Builder, Container} from './container';
export {isContainerName, parseContainerName} from './container-name';
export {ownImageName, type ImageScope} from './dependencies/image-names';
export {listDependencies} from './dependencies/list-dependencies';
export {orderByDependencies, type Dependencies} from './dependencies/order-by-dependencies';
export {expandWord, type Lookup} from './dockerfile/expand-word';
export type {Dockerfile, EscapeCharacter, Flag, HereDocument, Instruction} from './dockerfile/instruction';
export {parseDockerfile} from './dockerfile/parse-dockerfile';
export {readBuild, type ArgumentDefault, type Build, type ImageUse} from './dockerfile/read-build';
export {
  DefinitionError,
  DependencyCycleError,
  InvalidContainerNameError,
  OutsidePathError,
  SettingsError,
  UnknownContainerError,
  VersionError,
  WatchPatternError,
  type Position,
  type SettingsProblem,
} from './errors';
export {rememberFiles, type FileSource} from './file-source';
export {findContainers} from './find-containers';
export {readDefinition, type Definition, type StaticValue} from './script/read-definition';
export {parseBranch, parseDirectory, parseNamespace, parseRegistryHost} from './settings/parse-fields';
export {readSettings} from './settings/read-settings';
export type {ContainerSettings, Settings} from './settings/settings';
export {suggest} from './suggest';
export {listVersions, readVersion, type ReadVersionOptions} from './versions/read-version';
export {isSameVersion, type VersionSource} from './versions/version-source';
export {listWatch} from './watch/list-watch';
export {
  indexOwners,
  ownerOf,
  unmatchedWatchPatterns,
  type Owner,
  type UnmatchedWatch,
  type WatchByName,
} from './watch/owners';
export {matchesWatch, parseWatchPattern, type WatchPattern} from './watch/watch-pattern';
export {workingFiles} from './working-files';
