export {GantryError, type ErrorDetails} from './gantry-error';
export {describeError} from './describe-error';
export {redactSecrets, registerSecret} from './redact-secrets';
