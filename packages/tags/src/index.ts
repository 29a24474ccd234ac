export {maxTagLength, normalizeVersion, planTags, type Builder, type ImageTags, type TagRequest} from './image-tags';
export {InvalidTagError} from './invalid-tag-error';
export {parseTag, type PublishedTag} from './parse-tag';
