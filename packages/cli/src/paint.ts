import type {Environment} from '@gantry/process';

/** Colours for one stream; texts stay as they are where colours are not wanted. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
}

/**
 * Colours only on a terminal, and never when `NO_COLOR` is set to anything but an empty text.
 *
 * @see https://no-color.org
 */
export function createPaint(stream: {readonly isTTY?: boolean | undefined}, env: Environment): Paint {
  const wanted = stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  const painter = (open: number, close: number) => (text: string) =>
    wanted ? `\x1b[${open}m${text}\x1b[${close}m` : text;
  return {bold: painter(1, 22), dim: painter(2, 22), red: painter(31, 39), yellow: painter(33, 39)};
}
