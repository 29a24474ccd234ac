export type {ImagePlan} from './image-plan';
export {imageLabels} from './image-labels';
export {openSource, type Source} from './open-source';
export {parseImageTag} from './parse-image-tag';
export {planImage, repositoryOf, type Destination, type PlanImageRequest} from './plan-image';
export {selectContainers, UnknownContainerError} from './select-containers';
