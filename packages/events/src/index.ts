export {buildsMain} from './builds-main';
export type {ForgeEvent} from './event';
export {InvalidEventError} from './invalid-event-error';
export {parseEvent} from './parse-event';
export {readRunContext, type RunContext} from './run-context';
