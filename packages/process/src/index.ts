export {CommandError, quoteArgument, type CommandErrorCode, type CommandFailure} from './command-error';
export {run, tryRun, type Environment, type RunOptions, type RunResult} from './run';
export {splitLines} from './split-lines';
export {toolEnvironment} from './tool-environment';
