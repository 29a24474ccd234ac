import {GantryError} from '@gantry/errors';

/** One or more inputs of an action that cannot be used; the message names each. */
export class InputError extends GantryError {
  /** One sentence for each bad input. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      problems.length === 1
        ? `Input ${problems[0]}`
        : `Inputs that cannot be used:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
      {
        code: 'invalid-input',
        hint: "correct the step's `with:` block.",
      },
    );
    this.problems = problems;
  }
}
