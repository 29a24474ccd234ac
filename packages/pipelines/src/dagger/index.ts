export type {BuildContext, ContainerDefinition} from './container-definition';
export {createDaggerBuilder, type DaggerBuilderOptions} from './create-dagger-builder';
export {DaggerBuildError, type BuildFailure} from './dagger-build-error';
export {sdkVersion} from './sdk-version';
export {EngineError, type EngineErrorCode} from './session/engine-error';
