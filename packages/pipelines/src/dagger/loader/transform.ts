import {transform} from 'sucrase';

/** TypeScript that cannot be read; the position is where the reader gave up. */
export class TypeScriptSyntaxError extends Error {
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message);
    this.name = 'TypeScriptSyntaxError';
  }
}

/**
 * Turns TypeScript into the JavaScript that Node loads. Every statement stays on its line, so positions in stack traces are
 * those of the source. Types are taken away, not checked; imports that only types use vanish.
 *
 * @throws TypeScriptSyntaxError
 */
export function stripTypes(source: string): string {
  try {
    return transform(source, {transforms: ['typescript'], disableESTransforms: true, preserveDynamicImport: true}).code;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const position = /\((\d+):\d+\)\s*$/.exec(text);
    const message = text.replace(/^(?:Error transforming [^:]*: )?(?:SyntaxError: )?/, '').replace(/ \(\d+:\d+\)$/, '');
    throw new TypeScriptSyntaxError(message, Number(position?.[1] ?? 1));
  }
}
