import {copyFile, rm} from 'node:fs/promises';
import {isAbsolute, join, relative} from 'node:path';
import {GantryError} from '@gantry/errors';
import {addLabels, type Layout} from '@gantry/oci';
import type {Environment} from '@gantry/process';
import type {BuildRequest, BuiltImage, ImageBuilder} from '../images';
import {buildStorePath, type NixTarget} from './build-store-path';
import {layOutImage} from './lay-out-image';
import {readLocalSettings} from './local-settings';
import {nixEnvironment} from './nix-environment';
import {pushWithSkopeo} from './push-with-skopeo';
import {resolveNixpkgs} from './resolve-nixpkgs';
import {layoutTag, runSkopeo, type Compression} from './skopeo';

export interface NixBuilderOptions {
  /** The environment of this process. */
  readonly env: Environment;
  /** The file to build in the container's folder. Default: `default.nix`. */
  readonly file?: string | undefined;
  /** Which value of the file is the image. */
  readonly attribute?: string | undefined;
  /** A flake reference to build instead of a file; relative ones start in the container's folder. */
  readonly flake?: string | undefined;
  /** What `<nixpkgs>` means; see {@link resolveNixpkgs}. */
  readonly nixpkgs?: string | undefined;
  readonly compression?: Compression | undefined;
  /** The registry speaks HTTP. */
  readonly plainHttp?: boolean | undefined;
  /** PEM file of an authority that the registry's certificate may come from. */
  readonly caFile?: string | undefined;
}

/** The way from a container's Nix expression to an image, pushed by skopeo. Builds in the machine's own Nix. */
export function createNixBuilder(options: NixBuilderOptions): ImageBuilder {
  // The machine is asked once, by the first build.
  let settings: ReturnType<typeof readLocalSettings> | undefined;
  return {
    builder: 'nix',
    async build(request) {
      const {root, source, workFolder, signal, log} = request;
      const target = chooseTarget(options, source, root);
      const {nixpkgs} = options;
      const plain = nixEnvironment(options.env);
      const env =
        nixpkgs === undefined
          ? plain
          : nixEnvironment(options.env, await resolveNixpkgs(nixpkgs, {root, env: plain, signal}));
      if (settings === undefined) {
        settings = readLocalSettings(plain);
        for (const note of (await settings).notes) log.info(note);
      }
      const storePath = await buildStorePath({
        target,
        subject: target.kind === 'flake' ? `the flake ${target.reference}` : relative(root, target.file),
        root,
        folder: source,
        workFolder,
        env,
        settings: await settings,
        signal,
        log,
      });
      const compression = options.compression ?? 'gzip';
      const layout = await layOutImage({storePath, workFolder, compression, env: options.env, signal, log});
      return builtImage(await addLabels(layout, request.labels), request, options);
    },
    // A build ends with its own processes; nothing is kept between builds.
    close: () => Promise.resolve(),
  };
}

function builtImage(layout: Layout, request: BuildRequest, options: NixBuilderOptions): BuiltImage {
  const {workFolder, signal, log} = request;
  const {env, plainHttp = false, caFile} = options;
  return {
    digest: layout.root.digest,
    push: ({client, repository, firstTag}) => {
      const {registry, account} = client;
      log.info(`pushing ${layout.root.digest} to ${registry}/${repository}`);
      const target = {registry, account, repository, tag: firstTag, plainHttp, caFile};
      return pushWithSkopeo({layout, workFolder, ...target, env, signal, log});
    },
    async exportTo(file) {
      // Under a name that skopeo can take: it reads `path:tag`, and the file's own path may hold a colon.
      const source = `oci:layout:${layoutTag}`;
      await runSkopeo(['copy', '--quiet', '--all', source, 'oci-archive:image.tar'], {env, folder: workFolder, signal});
      await copyFile(join(workFolder, 'image.tar'), file);
      await rm(join(workFolder, 'image.tar'));
    },
  };
}

function chooseTarget(options: NixBuilderOptions, source: string, root: string): NixTarget {
  if (options.flake !== undefined) return {kind: 'flake', reference: options.flake};
  const file = join(source, options.file ?? 'default.nix');
  const fromRoot = relative(root, file);
  if (fromRoot.startsWith('..') || isAbsolute(fromRoot)) {
    throw new GantryError(`The file ${options.file} lies outside the repository`, {
      code: 'invalid-input',
      hint: 'name a .nix file relative to the container’s folder.',
    });
  }
  return {kind: 'file', file, attribute: options.attribute};
}
