export {buildImages, type BuildImagesRequest} from './build-images';
export type {BuildLog, BuildRequest, BuiltImage, ImageBuilder} from './image-builder';
export type {ImageResult, ImageStatus} from './image-result';
export {publishImage, type Goal, type PublishImageRequest} from './publish-image';
export {runLimited} from './run-limited';
