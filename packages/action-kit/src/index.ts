export {fitList, type FittedList} from './fit-outputs';
export {InputError} from './input-error';
export {
  flag,
  keyValues,
  list,
  oneOf,
  optional,
  parseInputs,
  parseList,
  required,
  wholeNumber,
  withDefault,
  type Input,
  type InputParser,
} from './inputs';
export {createJobLog, plainLines, type Log} from './log';
export {maskSecret} from './mask-secret';
export {maxOutputBytes, setOutputs} from './outputs';
export {runAction, type ActionPorts} from './run-action';
export {exportVariable, readState, saveState} from './state';
