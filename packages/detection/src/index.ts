export type {BasePlan, ComparisonPlan, LastPublishedPlan} from './base/base-plan';
export {chooseBase, type BaseRequest} from './base/choose-base';
export {detect, type DetectedContainer, type Detection, type DetectRequest} from './detect';
export {DetectionError, type DetectionErrorCode} from './detection-error';
export type {Overrides} from './head';
export type {History, Log, TagSource} from './ports';
