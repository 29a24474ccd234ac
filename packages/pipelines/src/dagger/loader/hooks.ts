import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import type {LoadHook, ResolveHook} from 'node:module';
import {fileURLToPath} from 'node:url';
import {formatLoadProblem} from './load-problem';
import {stripTypes, TypeScriptSyntaxError} from './transform';

const typescript = /\.[mc]?ts$/;

/**
 * Finds what TypeScript finds: `./steps` and `./steps.js` may be `steps.ts`.
 *
 * @see https://nodejs.org/docs/latest-v20.x/api/module.html#resolvespecifier-context-nextresolve
 */
export const resolve: ResolveHook = async (specifier, context, nextResolve) => {
  const {parentURL} = context;
  const isRelative = /^(?:\.\.?\/|file:)/.test(specifier);
  if (isRelative && parentURL?.startsWith('file:')) {
    const found = candidatesFor(new URL(specifier, parentURL).href).find((url) => existsSync(fileURLToPath(url)));
    if (found !== undefined) return nextResolve(found, context);
  }
  try {
    return await nextResolve(specifier, context);
  } catch (error) {
    if (parentURL === undefined || !typescript.test(parentURL)) throw error;
    const file = fileURLToPath(parentURL);
    const what = isRelative ? `there is no ${specifier} beside it` : `the package ${specifier} is not installed`;
    throw new Error(
      formatLoadProblem({file, line: await lineOf(file, specifier), message: `import of "${specifier}": ${what}`}),
    );
  }
};

/** Gives Node the JavaScript of a `.ts` file under the file's own address. */
export const load: LoadHook = async (url, context, nextLoad) => {
  if (!url.startsWith('file:') || !typescript.test(url)) return nextLoad(url, context);
  const file = fileURLToPath(url);
  try {
    return {format: 'module', source: stripTypes(await readFile(file, 'utf8')), shortCircuit: true};
  } catch (error) {
    if (!(error instanceof TypeScriptSyntaxError)) throw error;
    throw new Error(formatLoadProblem({file, line: error.line, message: error.message}));
  }
};

function candidatesFor(url: string): string[] {
  return [url.replace(/\.([mc]?)js$/, '.$1ts'), `${url}.ts`, `${url}/index.ts`].filter(
    (candidate) => candidate !== url,
  );
}

async function lineOf(file: string, specifier: string): Promise<number> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  const index = lines.findIndex((line) => line.includes(`'${specifier}'`) || line.includes(`"${specifier}"`));
  return index + 1 || 1;
}
