export {createNixBuilder, type NixBuilderOptions} from './nix-builder';
export {evaluateNixVersion, type EvaluateVersionRequest} from './evaluate-version';
export {createVersionEvaluator, type VersionEvaluatorOptions} from './version-evaluator';
export {NixBuildError, type NixBuildErrorCode, type SourcePosition} from './nix-build-error';
export type {Compression} from './skopeo';
