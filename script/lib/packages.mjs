// The packages that the lockfile names, installed by the pnpm that package.json names.
import {existsSync, mkdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {capture, which} from './programs.mjs';
import {say, step} from './say.mjs';

/** Installs node_modules as the lockfile has them, with progress. */
export async function installPackages(root) {
  const pnpm = await findPnpm(root);
  const env = {...process.env, CI: 'true'};
  await step('installing the packages of the lockfile', () =>
    capture([...pnpm, 'install', '--frozen-lockfile', '--reporter=append-only'], {cwd: root, env}),
  );
}

/** The command that runs the pnpm of package.json: the one on PATH, or one of its own under .cache. */
export async function findPnpm(root) {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).packageManager.split('@')[1];
  if (which('pnpm')) {
    const found = (await capture(['pnpm', '--version'], {cwd: root}).catch(() => '')).trim();
    if (found === wanted) return ['pnpm'];
    say(`  pnpm ${found || 'of unknown version'} is on PATH; ${wanted} is wanted`);
  }
  const folder = join(root, '.cache', `pnpm-${wanted}`);
  const script = join(folder, 'node_modules/pnpm/bin/pnpm.cjs');
  if (!existsSync(script)) {
    mkdirSync(folder, {recursive: true});
    await step(`installing pnpm ${wanted}`, () =>
      capture(['npm', 'install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder, `pnpm@${wanted}`], {
        cwd: folder,
      }),
    );
  }
  return [process.execPath, script];
}
