/**
 * What the engine says, without what only the engine's own developers can use: ids of its objects and traces, and the
 * way by which an error came up.
 */
export function cleanEngineMessage(message: string): string {
  return message
    .replaceAll(/ ?\[traceparent:[^\]]*\]/g, '')
    .replace(/^failed to load container from converted ID: (?:[^]*\b(?:inputs|load xxh3:[0-9a-f]+): )?/, '')
    .replace(
      /^(?:failed to (?:clone built container state|convert Dockerfile to LLB|content hash dockerfile copy): )+/,
      '',
    );
}
