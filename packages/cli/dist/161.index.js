"use strict";
exports.id = 161;
exports.ids = [161];
exports.modules = {

/***/ 1161:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createVersionEvaluator: () => (/* reexport */ createVersionEvaluator)
});

// UNUSED EXPORTS: NixBuildError, createNixBuilder, evaluateNixVersion

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./packages/process/src/run.ts + 1 modules
var run = __webpack_require__(7571);
// EXTERNAL MODULE: ./packages/process/src/command-error.ts
var command_error = __webpack_require__(4744);
// EXTERNAL MODULE: ./packages/errors/src/gantry-error.ts
var gantry_error = __webpack_require__(2838);
;// CONCATENATED MODULE: ./packages/pipelines/src/nix/nix-build-error.ts

/** An image that Nix could not make, or made in a way that cannot be published. */
class NixBuildError extends gantry_error/* GantryError */.A {
    derivation;
    position;
    constructor(message, details) {
        super(message, details);
        this.derivation = details.derivation;
        this.position = details.position;
    }
}

;// CONCATENATED MODULE: ./packages/pipelines/src/nix/explain-nix-failure.ts


/**
 * From the text of a failed Nix to an error that says which kind of failure it is. Nix has one exit status for most of
 * them, so its words decide; those of 2.8 to 2.30 are known.
 */
function explainNixFailure(failure) {
    const { subject, stderr, root, cause } = failure;
    const { message, rest } = lastError(stderr);
    if (/file 'nixpkgs(?:\/[^']*)?' was not found in the Nix search path|cannot find flake 'flake:nixpkgs'/.test(stderr)) {
        return new NixBuildError(`${subject} needs nixpkgs, and Nix knows none on this machine.`, {
            code: 'nixpkgs-missing',
            hint: 'set the input `nixpkgs` to a path, an archive URL or a flake reference, or set NIX_PATH in the job.',
            cause,
        });
    }
    if (/cannot connect to socket at|creating directory '\/nix|(?:opening|acquiring).*'\/nix\/var\/nix\/(?:db|gc)/.test(message)) {
        return new NixBuildError(`Nix cannot use its store: ${message}.`, {
            code: 'nix-store-unusable',
            hint: 'start the Nix daemon, or run the job as a user who may write /nix (root, in most job images).',
            cause,
        });
    }
    if (/unable to start build process|does not support the kernel namespaces|cannot perform a sandboxed build|setting up the build environment/.test(stderr)) {
        return new NixBuildError(`Nix cannot set up its sandbox on this machine, so ${subject} was not built: ${message}.`, {
            code: 'nix-sandbox-unavailable',
            hint: 'give the job a container that may make namespaces, or let Nix build without them: NIX_CONFIG="sandbox-fallback = true", at last "sandbox = false".',
            cause,
        });
    }
    const failed = failedDerivation(stderr);
    if (failed !== undefined) {
        return new NixBuildError(`Building ${failed.path} for ${subject} failed: ${failed.reason}.`, {
            code: 'nix-build-failed',
            derivation: failed.path,
            cause,
        });
    }
    const position = findPosition(rest, root) ?? findPosition(stderr, root);
    const where = position === undefined ? '' : ` at ${position.path}:${position.line}:${position.column}`;
    return new NixBuildError(`Nix could not evaluate ${subject}${where}: ${message}`, {
        code: 'nix-evaluation-failed',
        position,
        cause,
    });
}
/** The last `error:` of the text, without the lines that show source code. Newer Nix puts its trace before it. */
function lastError(stderr) {
    const starts = [...stderr.matchAll(/^[ \t]*error:[ \t]*(?=\S)/gm)];
    const last = starts.at(-1);
    if (last === undefined)
        return { message: stderr.trim().split('\n').at(-1) || 'it printed nothing', rest: stderr };
    const rest = stderr.slice(last.index + last[0].length);
    const paragraph = (rest.split(/\n[ \t]*\n/)[0] ?? '').split('\n');
    const words = paragraph.map((line) => line.trim()).filter((line) => line !== '');
    const place = words.findIndex((line) => /^at .*:\d+:\d+:?$/.test(line));
    const message = place === -1 ? words : words.slice(0, place);
    return { message: message.join('; ').replace(/\.$/, ''), rest };
}
/** The derivation that failed itself, not those that wait for it; it comes first. */
function failedDerivation(stderr) {
    const match = /error: (builder for|Cannot build|hash mismatch in fixed-output derivation|build of|a '[^']+' with features \{[^}]*\} is required to build) '(\/[^']+\.drv)'(.*)\n?((?:[ \t].*\n?)*)/.exec(stderr);
    if (!match)
        return undefined;
    const [, kind = '', path = '', line = '', block = ''] = match;
    if (kind.startsWith('hash mismatch')) {
        const hashes = block.split('\n').map((text) => text.trim().replace(/:\s+/, ': '));
        return {
            path,
            reason: `its content has another hash than the expression says (${hashes.filter(Boolean).join(', ')})`,
        };
    }
    if (kind.startsWith('a '))
        return { path, reason: `${kind.replace(' is required to build', '')} is required` };
    // Since 2.29: "error: Cannot build '…'." and then "Reason: builder failed with exit code 1."
    const reason = /^\s*Reason: (.+)$/m.exec(block)?.[1] ?? line;
    return { path, reason: reason.replace(/[;:.\s]+$/, '').trim() || 'Nix gave no reason' };
}
function findPosition(text, root) {
    for (const [, path = '', line, column] of text.matchAll(/(?:^|\s)at (\/[^\n]+?):(\d+):(\d+):?\s*$/gm)) {
        const inRoot = (0,external_node_path_.relative)(root, path);
        const isInside = inRoot !== '' && !inRoot.startsWith('..') && !(0,external_node_path_.isAbsolute)(inRoot);
        return { path: isInside ? inRoot : path, line: Number(line), column: Number(column) };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./packages/pipelines/src/nix/local-settings.ts

const probeTimeoutMs = 20_000;
const nothing = { options: [], notes: [] };
/**
 * What Nix must be told on this machine to build at all.
 *
 * As root and without a daemon, Nix runs each build as a user of the group `build-users-group`, `nixbld` by default.
 * A job image that has Nix but not that group (Debian's nix-bin without its daemon package) fails at the first build. Only
 * then the group is set to none, which makes root the builder. The sandbox is never touched: Nix itself builds without
 * it where user namespaces are missing (`sandbox-fallback`).
 *
 * @param env - the environment of Nix
 * @see https://nix.dev/manual/nix/latest/command-ref/conf-file, `build-users-group`
 */
async function readLocalSettings(env, userId = process.getuid?.()) {
    if (userId !== 0 || env.NIX_REMOTE === 'daemon' || env.NIX_REMOTE?.includes('://'))
        return nothing;
    const group = await buildUsersGroup(env);
    if (group === '' || (await hasMembers(group, env)))
        return nothing;
    return {
        options: ['--option', 'build-users-group', ''],
        notes: [
            `The group ${group} (build-users-group) has no members on this machine: Nix builds as root. Its sandbox is unchanged.`,
        ],
    };
}
async function buildUsersGroup(env) {
    const argv = ['nix', '--extra-experimental-features', 'nix-command', 'show-config', '--json'];
    const result = await askFor(argv, env);
    // `nix show-config` is not there in every version; then Nix decides alone.
    if (result?.exitCode !== 0)
        return '';
    const settings = JSON.parse(result.stdout);
    const value = settings['build-users-group']?.value;
    return typeof value === 'string' ? value : '';
}
async function hasMembers(group, env) {
    // name:password:id:member,member. Status 2 means that there is no such group.
    const entry = await askFor(['getent', 'group', '--', group], env);
    // Without getent nothing is known about the group, so nothing is changed.
    if (entry?.exitCode !== 0)
        return entry?.exitCode !== 2;
    return (entry.stdout.trim().split(':')[3] ?? '') !== '';
}
/** What a program answers; `undefined` when it is not on this machine. */
async function askFor(argv, env) {
    try {
        return await (0,run/* tryRun */.J)(argv, { env, timeoutMs: probeTimeoutMs });
    }
    catch (error) {
        if (error instanceof command_error/* CommandError */.Q && error.code === 'command-not-found')
            return undefined;
        throw error;
    }
}

// EXTERNAL MODULE: ./packages/process/src/tool-environment.ts
var tool_environment = __webpack_require__(2746);
;// CONCATENATED MODULE: ./packages/pipelines/src/nix/nix-environment.ts

/** What Nix itself is configured with; see "Common Environment Variables" in its manual. */
const nixVariables = [
    'NIX_PATH',
    'NIX_REMOTE',
    'NIX_CONFIG',
    'NIX_CONF_DIR',
    'NIX_USER_CONF_FILES',
    'NIX_STORE_DIR',
    'NIX_STATE_DIR',
    'NIX_LOG_DIR',
    'NIX_DAEMON_SOCKET_PATH',
    'NIXPKGS_ALLOW_BROKEN',
    'NIXPKGS_ALLOW_INSECURE',
    'NIXPKGS_ALLOW_UNFREE',
    'NIXPKGS_ALLOW_UNSUPPORTED_SYSTEM',
];
/**
 * The environment of Nix: where its store and its settings are, and no credential of the job. An expression can read
 * every variable of the evaluating process, so this is also all that the repository's code gets to see.
 *
 * @param nixpkgs - the entry of `NIX_PATH` under the name `nixpkgs`, before those that are there already
 */
function nixEnvironment(env, nixpkgs) {
    const chosen = Object.fromEntries(nixVariables.map((name) => [name, env[name]]));
    const path = [nixpkgs === undefined ? undefined : `nixpkgs=${nixpkgs}`, env.NIX_PATH].filter(Boolean).join(':');
    return (0,tool_environment/* toolEnvironment */.u)(env, { ...chosen, ...(path === '' ? {} : { NIX_PATH: path }) });
}

;// CONCATENATED MODULE: ./packages/pipelines/src/nix/resolve-nixpkgs.ts



/** A file that does not exist is an empty registry to Nix. */
const noRegistryFile = '/var/empty/registry.json';
/**
 * The input `nixpkgs` as an entry of `NIX_PATH`: a path or the URL of an archive as it is, a path in the checkout made
 * absolute, and a flake reference (`github:NixOS/nixpkgs/nixos-25.05`) fetched, because Nix before 2.12 takes none in
 * `NIX_PATH`.
 *
 * @param root - absolute path of the checkout
 * @param env - the environment of Nix
 * @throws NixBuildError `nixpkgs-missing` when it cannot be fetched
 */
async function resolveNixpkgs(nixpkgs, { root, env, signal }) {
    if (/^https?:\/\//.test(nixpkgs) || (0,external_node_path_.isAbsolute)(nixpkgs))
        return nixpkgs;
    if (/^\.{1,2}(?:\/|$)/.test(nixpkgs))
        return (0,external_node_path_.join)(root, nixpkgs);
    const features = ['--extra-experimental-features', 'nix-command flakes'];
    // A reference with a scheme needs no registry of flakes, and older versions download that first all the same.
    const isDirect = /^(?!flake:)[a-z][a-z0-9+.-]*:/.test(nixpkgs);
    const registry = isDirect ? ['--option', 'flake-registry', noRegistryFile] : [];
    try {
        const argv = ['nix', ...features, 'flake', 'prefetch', '--json', ...registry, '--', nixpkgs];
        const { stdout } = await (0,run/* run */.e)(argv, { env, signal, cwd: root, timeoutMs: 30 * 60_000 });
        const { storePath } = JSON.parse(stdout);
        if (typeof storePath === 'string')
            return storePath;
        throw new Error(`nix flake prefetch names no storePath: ${stdout.slice(0, 200)}`);
    }
    catch (cause) {
        if (signal.aborted || (cause instanceof command_error/* CommandError */.Q && cause.code === 'command-not-found'))
            throw cause;
        throw new NixBuildError(`The input nixpkgs names ${nixpkgs}, and Nix cannot fetch that.`, {
            code: 'nixpkgs-missing',
            hint: 'write an absolute path, ./path in the repository, the https:// address of an archive, or a flake reference such as github:NixOS/nixpkgs/nixos-25.05.',
            cause,
        });
    }
}

;// CONCATENATED MODULE: ./packages/pipelines/src/nix/evaluate-version.ts






/**
 * Walks from a value along names. Functions on the way are called, as `nix-build -A` does it. Names come as JSON text, so
 * that none of them is ever read as Nix code.
 */
const walk = `
  {names, ...}@args: let
    call = value: if builtins.isFunction value then value {} else value;
    step = value: name: let set = call value; in
      if builtins.isAttrs set && set ? \${name} then set.\${name} else throw "there is no attribute \${name}";
    start = if args ? file then import (/. + args.file) else import <nixpkgs>;
    found = builtins.foldl' step start (builtins.fromJSON names);
    value = call found;
  in if builtins.isString value then value else value.version or (throw "it has no version")`;
/**
 * The version that a Nix expression states, found by evaluation; nothing is built.
 *
 * @throws NixBuildError: `nix-missing`, `nixpkgs-missing` or `nix-evaluation-failed`
 */
async function evaluateNixVersion(request) {
    const { source, subject, root, timeoutMs } = request;
    const plain = nixEnvironment(request.env);
    const signal = AbortSignal.timeout(timeoutMs);
    const env = request.nixpkgs === undefined
        ? plain
        : nixEnvironment(request.env, await resolveNixpkgs(request.nixpkgs, { root, env: plain, signal }));
    const names = (source.kind === 'attribute' ? source.attribute : source.package).split('.');
    const file = source.kind === 'attribute' ? ['--argstr', 'file', source.file] : [];
    const { options } = await readLocalSettings(plain);
    const args = ['--eval', '--json', '--strict', '-E', walk, '--argstr', 'names', JSON.stringify(names), ...file];
    try {
        const { stdout } = await (0,run/* run */.e)(['nix-instantiate', ...args, ...options], { env, cwd: root, timeoutMs, signal });
        const version = JSON.parse(stdout);
        if (typeof version === 'string')
            return version;
        throw new NixBuildError(`${subject} has a version that is no text: ${stdout.trim().slice(0, 100)}`, {
            code: 'nix-evaluation-failed',
        });
    }
    catch (error) {
        if (!(error instanceof command_error/* CommandError */.Q))
            throw error;
        if (error.code === 'command-not-found') {
            throw new NixBuildError(`The version of ${subject} is found by Nix, which is not installed on this machine.`, {
                code: 'nix-missing',
                hint: 'install Nix in an earlier step, or write `version = "…";` into the file.',
                cause: error,
            });
        }
        if (error.code === 'command-timed-out' || signal.aborted) {
            throw new NixBuildError(`Evaluating the version of ${subject} did not end within ${timeoutMs / 1000} s.`, {
                code: 'nix-evaluation-failed',
                hint: 'write `version = "…";` into the file: that is read without Nix.',
                cause: error,
            });
        }
        throw explainNixFailure({ subject: `the version of ${subject}`, stderr: error.stderr, root, cause: error });
    }
}

;// CONCATENATED MODULE: ./packages/pipelines/src/nix/version-evaluator.ts


/**
 * Asks Nix for the versions of containers whose `nix` settings in gantry.yaml name an attribute of default.nix or a package
 * of nixpkgs.
 *
 * @returns what `readVersion` takes as `evaluateVersion`; it gives `undefined` for a container without these settings
 */
function createVersionEvaluator(options) {
    const { root, env, nixpkgs, timeoutMs = 120_000 } = options;
    return async ({ path, nixFile, settings: { nix } }) => {
        const subject = `${path}/${nixFile ?? 'default.nix'}`;
        const source = nix?.attribute !== undefined
            ? { kind: 'attribute', file: (0,external_node_path_.join)(root, subject), attribute: nix.attribute }
            : nix?.package !== undefined
                ? { kind: 'package', package: nix.package }
                : undefined;
        return source && evaluateNixVersion({ source, subject, root, nixpkgs, env, timeoutMs });
    };
}

;// CONCATENATED MODULE: ./packages/pipelines/src/nix/index.ts






/***/ })

};
;