import {register} from 'node:module';

/**
 * From now on this process loads `.ts` files. The hooks run in a thread of Node's own, which imports modules by address;
 * the bundle is CommonJS, so a few lines lead to it.
 *
 * @param hooksFile - absolute path of the bundle that exports `resolve` and `load`
 * @see https://nodejs.org/docs/latest-v20.x/api/module.html#moduleregisterspecifier-parenturl-options
 */
export function registerHooks(hooksFile: string): void {
  // The path is part of the text: Node 20.6 does not hand `data` over.
  const bridge = `
    import {createRequire} from 'node:module';
    const file = ${JSON.stringify(hooksFile)};
    const hooks = createRequire(file)(file);
    export const resolve = (...all) => hooks.resolve(...all);
    export const load = (...all) => hooks.load(...all);
  `;
  register(`data:text/javascript,${encodeURIComponent(bridge)}`);
}
