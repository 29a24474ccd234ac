import type {PipelineFailure, PipelineImage, PipelineMessage, SourceLocation} from './protocol';

type Json = Readonly<Record<string, unknown>>;

/** A message of the pipeline process, in which code of the repository runs too; `undefined` for everything else. */
export function parsePipelineMessage(message: unknown): PipelineMessage | undefined {
  if (!isObject(message)) return undefined;
  const {kind, command, version, labels, images, failure} = message;
  if (kind === 'step') return isTexts(command) ? {kind, command} : undefined;
  if (kind === 'failed') return isFailure(failure) ? {kind, failure} : undefined;
  if (kind !== 'built' || typeof version !== 'string') return undefined;
  if (!isObject(labels) || !isTexts(Object.values(labels))) return undefined;
  if (!Array.isArray(images) || images.length === 0 || !images.every(isImage)) return undefined;
  return {kind, version, labels: labels as Record<string, string>, images};
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isImage(value: unknown): value is PipelineImage {
  return isObject(value) && typeof value.platform === 'string' && typeof value.containerId === 'string';
}

function isFailure(value: unknown): value is PipelineFailure {
  if (!isObject(value) || typeof value.message !== 'string') return false;
  const {phase, locations, step} = value;
  if (!['load', 'definition', 'build', 'test'].includes(String(phase))) return false;
  if (!Array.isArray(locations) || !locations.every(isLocation)) return false;
  return step === undefined || isStep(step);
}

function isLocation(value: unknown): value is SourceLocation {
  return isObject(value) && typeof value.file === 'string' && Number.isInteger(value.line);
}

function isStep(value: unknown): boolean {
  if (!isObject(value) || typeof value.output !== 'string') return false;
  const {command, exitCode} = value;
  return (
    (command === undefined || typeof command === 'string') && (exitCode === undefined || Number.isInteger(exitCode))
  );
}
