import {accessSync, constants, statSync} from 'node:fs';
import {delimiter, join} from 'node:path';

/** The absolute path of a program on PATH; `undefined` when it is not there. */
export function toolPath(name: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const candidates = (env.PATH ?? '').split(delimiter).map((folder) => join(folder || '.', name));
  return candidates.find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** What to do with tests that need tools. */
export type ToolPlan = {readonly kind: 'run'} | {readonly kind: 'skip' | 'fail'; readonly missing: readonly string[]};

/**
 * Decides for tests that need `tools`: run them, skip them, or fail because `GANTRY_REQUIRE` (names separated by comma)
 * lists one that is missing.
 */
export function planForTools(tools: readonly string[], env: NodeJS.ProcessEnv = process.env): ToolPlan {
  const missing = tools.filter((tool) => toolPath(tool, env) === undefined);
  if (missing.length === 0) return {kind: 'run'};
  const required = new Set((env.GANTRY_REQUIRE ?? '').split(',').map((name) => name.trim()));
  const demanded = missing.filter((tool) => required.has(tool));
  return demanded.length > 0 ? {kind: 'fail', missing: demanded} : {kind: 'skip', missing};
}

/**
 * `describe` for tests that need programs on PATH. Where one is missing the tests are skipped, and the title says which;
 * a missing one that `GANTRY_REQUIRE` lists is a failure.
 */
export function describeWith(tools: readonly string[], title: string, body: () => void): void {
  const plan = planForTools(tools);
  if (plan.kind === 'run') describe(title, body);
  else if (plan.kind === 'skip') describe.skip(skippedTitle(title, plan.missing), body);
  else describe(title, () => test(`needs ${plan.missing.join(', ')}`, () => failFor(plan.missing)));
}

/** {@link describeWith} for one test. */
export function testWith(
  tools: readonly string[],
  title: string,
  body: (() => void) | (() => Promise<void>),
  timeoutMs?: number,
): void {
  const plan = planForTools(tools);
  if (plan.kind === 'run') test(title, body, timeoutMs);
  else if (plan.kind === 'skip') test.skip(skippedTitle(title, plan.missing), body, timeoutMs);
  else test(title, () => failFor(plan.missing));
}

function skippedTitle(title: string, missing: readonly string[]): string {
  return `${title} (skipped: needs ${missing.join(', ')})`;
}

function failFor(missing: readonly string[]): never {
  throw new Error(
    `${missing.join(', ')} not found on PATH, and GANTRY_REQUIRE=${process.env.GANTRY_REQUIRE} demands it`,
  );
}
