/** What is wrong with a definition, and in which of its members; without a member, in the whole. */
export interface DefinitionProblem {
  readonly member?: string;
  readonly message: string;
}

/** Checks what a `container.ts` exports, for nothing has checked its types. Pure. */
export function checkDefinition(module: {readonly default?: unknown}): DefinitionProblem | undefined {
  const definition = module.default;
  if (definition === undefined) return {message: 'it has no default export'};
  if (typeof definition !== 'object' || definition === null || Array.isArray(definition)) {
    return {message: `its default export is ${describe(definition)}; it must be an object with "version" and "build"`};
  }
  for (const [member, rule] of Object.entries(members)) {
    const {what, required} = rule;
    const value = (definition as Record<string, unknown>)[member];
    if (value === undefined && !required) continue;
    if (value === undefined) return {message: `its default export has no "${member}"; that must be ${what}`};
    if (!rule.fits(value)) return {member, message: `"${member}" is ${describe(value)}; it must be ${what}`};
  }
  return undefined;
}

interface Rule {
  readonly what: string;
  readonly required?: boolean;
  fits(value: unknown): boolean;
}

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const isTextList = (value: unknown) => Array.isArray(value) && value.every(isText);
const isFunction = (value: unknown) => typeof value === 'function';
const isTextRecord = (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((item) => typeof item === 'string');

const members: Readonly<Record<string, Rule>> = {
  version: {what: "a text such as 'v1.2.3'", required: true, fits: isText},
  build: {what: 'a function that returns a Dagger Container', required: true, fits: isFunction},
  platforms: {what: "a list of texts such as 'linux/amd64'", fits: isTextList},
  dependsOn: {what: 'a list of container names', fits: isTextList},
  watch: {what: 'a list of paths', fits: isTextList},
  labels: {what: 'an object whose values are texts', fits: isTextRecord},
  test: {what: 'a function', fits: isFunction},
};

/** A value in words: `the number 5`, `a function`, `nothing`. */
export function describe(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string')
    return value === '' ? 'an empty text' : `the text ${JSON.stringify(value.slice(0, 40))}`;
  if (typeof value === 'number' || typeof value === 'boolean') return `the ${typeof value} ${value}`;
  if (typeof value === 'function') return 'a function';
  const name = (Object.getPrototypeOf(value) as {constructor?: {name?: string}} | null)?.constructor?.name;
  return name === undefined || name === 'Object' ? 'an object' : `a ${name}`;
}
