"use strict";
exports.id = 833;
exports.ids = [833];
exports.modules = {

/***/ 6583:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  O: () => (/* binding */ openWorkspace)
});

// EXTERNAL MODULE: ./packages/errors/src/gantry-error.ts
var gantry_error = __webpack_require__(2838);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./packages/process/src/run.ts + 1 modules
var run = __webpack_require__(7571);
// EXTERNAL MODULE: ./packages/process/src/command-error.ts
var command_error = __webpack_require__(4744);
// EXTERNAL MODULE: ./packages/git/src/repository-error.ts
var repository_error = __webpack_require__(8196);
;// CONCATENATED MODULE: ./packages/git/src/git-command.ts


// The paths of a few million files; beyond that a text is no longer the way.
const maxOutputBytes = 512 * 1024 * 1024 - 1024;
/** Git at `directory`, with an environment from `gitEnvironment`. */
function createGit(directory, env, timeoutMs) {
    const tryGit = async (args, call = {}) => {
        try {
            return await (0,run/* tryRun */.J)(['git', ...args], {
                cwd: directory,
                env: { ...env, ...call.env },
                timeoutMs,
                maxOutputBytes,
                ...(call.input === undefined ? {} : { input: call.input }),
            });
        }
        catch (error) {
            throw describeStartFailure(error, args, timeoutMs);
        }
    };
    return {
        directory,
        env,
        timeoutMs,
        try: tryGit,
        async run(args, call) {
            const result = await tryGit(args, call);
            if (result.exitCode === 0)
                return result.stdout;
            throw gitFailure(args, result, directory);
        },
    };
}
/** The error for a git that ended with a status that is no answer. */
function gitFailure(args, result, directory) {
    const said = (0,repository_error/* summarizeGitOutput */.zS)(result.stderr);
    const command = `git ${args[0] ?? ''}`;
    return new repository_error/* RepositoryError */.pU('git-failed', `${command} failed in ${directory} (exit code ${result.exitCode}): ${said}`);
}
function describeStartFailure(error, args, timeoutMs) {
    if (!(error instanceof command_error/* CommandError */.Q))
        return error;
    const command = `git ${args[0] ?? ''}`;
    if (error.code === 'command-timed-out') {
        return new repository_error/* RepositoryError */.pU('git-timed-out', `${command} did not end within ${timeoutMs / 1000} s`, {
            hint: 'check whether origin answers from this job, or allow more time.',
            cause: error,
        });
    }
    const code = error.code === 'command-not-found' ? 'git-not-found' : 'git-failed';
    return new repository_error/* RepositoryError */.pU(code, `${command} could not be run`, { cause: error });
}
/** The parts of an output under `-z`, without the empty one after the last NUL. */
function splitNul(output) {
    const parts = output.split('\0');
    if (parts.at(-1) === '')
        parts.pop();
    return parts;
}

;// CONCATENATED MODULE: ./packages/git/src/changed-paths.ts

/** With more folders than this, git's own filter takes longer than a look at each path here. */
const maxPathspecs = 32;
/** @see Repository.changedPaths */
async function listChangedPaths(base, head, under, { git, commits }) {
    const folders = under && new Set(under.map(toFolder));
    if (folders?.size === 0)
        return [];
    const isLimited = folders !== undefined && !folders.has('');
    const pathspecs = isLimited && folders.size <= maxPathspecs ? [...folders] : [];
    const args = [
        ...['diff-tree', '-r', '-z', '--name-only', '--no-renames', '--ignore-submodules=none', base, head],
        ...['--', ...pathspecs],
    ];
    // Both commits are here most often, and then one process is all.
    const first = await git.try(args);
    const output = first.exitCode === 0 ? first.stdout : await retry();
    const paths = splitNul(output);
    return isLimited && pathspecs.length === 0 ? paths.filter((path) => isUnder(path, folders)) : paths;
    async function retry() {
        await commits.require(base, head);
        return git.run(args);
    }
}
/** @see Repository.listFiles */
async function listFiles(sha, under, { git, commits }) {
    const folder = toFolder(under);
    const args = ['ls-tree', '-r', '-z', '--name-only', '--full-tree', sha, '--', ...(folder === '' ? [] : [folder])];
    const first = await git.try(args);
    if (first.exitCode === 0)
        return splitNul(first.stdout);
    await commits.require(sha);
    return splitNul(await git.run(args));
}
/** A folder as git's literal pathspecs want it: no slash at the end, `''` for the root. */
function toFolder(path) {
    const folder = path.replace(/\/+$/, '').replace(/^(?:\.\/)+/, '');
    return folder === '.' ? '' : folder;
}
/** Whether a path is, or is below, one of the folders; in time that grows with the depth of the path alone. */
function isUnder(path, folders) {
    if (folders.has(path))
        return true;
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
        if (folders.has(path.slice(0, end)))
            return true;
    }
    return false;
}

;// CONCATENATED MODULE: ./packages/git/src/tree-reader.ts
const folderMode = '40000';
const linkMode = '120000';
const submoduleMode = '160000';
const maxLinks = 40;
/**
 * Finds files of one commit. Each tree is read once: git itself would unpack all trees on the way again for each file,
 * and a folder of some thousand containers is a large tree.
 *
 * @see https://git-scm.com/book/en/v2/Git-Internals-Git-Objects#_tree_objects
 */
class TreeReader {
    sha;
    objects;
    trees = new Map();
    constructor(sha, objects) {
        this.sha = sha;
        this.objects = objects;
    }
    /**
     * The object name of a file. Links are followed inside the commit, never out of it.
     *
     * @returns `undefined` for what is no file: nothing, a folder, a submodule, a link that leads nowhere or out
     */
    async findFile(path) {
        const rest = path.split('/');
        const folders = [`${this.sha}^{tree}`];
        let links = 0;
        for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
            if (name === '' || name === '.')
                continue;
            if (name === '..')
                folders.pop();
            const folder = folders.at(-1);
            if (folder === undefined)
                return undefined;
            if (name === '..')
                continue;
            const entry = (await this.readTree(folder)).get(name);
            if (entry?.mode === folderMode) {
                folders.push(entry.object);
            }
            else if (entry?.mode === linkMode) {
                const target = (await this.objects.read(entry.object))?.content.toString('utf8') ?? '/';
                if (target.startsWith('/') || ++links > maxLinks)
                    return undefined;
                rest.unshift(...target.split('/'));
            }
            else {
                return rest.length === 0 && entry?.mode !== submoduleMode ? entry?.object : undefined;
            }
        }
        return undefined;
    }
    /**
     * The files, links and submodules of a folder, and of the folders up to `depth` levels below it.
     *
     * @returns paths from the root, in git's order; empty when there is no such folder
     */
    async listFiles(under, depth) {
        let tree = `${this.sha}^{tree}`;
        for (const name of under === '' ? [] : under.split('/')) {
            const entry = (await this.readTree(tree)).get(name);
            if (entry?.mode !== folderMode)
                return [];
            tree = entry.object;
        }
        return this.listBelow(tree, under === '' ? '' : `${under}/`, depth);
    }
    async listBelow(tree, prefix, depth) {
        const entries = [...(await this.readTree(tree))].filter(([, { mode }]) => depth > 0 || mode !== folderMode);
        const lists = await Promise.all(entries.map(async ([name, { mode, object }]) => mode === folderMode ? this.listBelow(object, `${prefix}${name}/`, depth - 1) : [`${prefix}${name}`]));
        return lists.flat();
    }
    readTree(name) {
        const known = this.trees.get(name);
        if (known)
            return known;
        const tree = this.objects.read(name).then((object) => parseTree(object?.content, this.sha.length / 2));
        this.trees.set(name, tree);
        return tree;
    }
}
/** Entries are `<mode> <name> NUL <sha as bytes>`, one after the other. */
function parseTree(content, shaBytes) {
    const entries = new Map();
    for (let start = 0; content && start < content.length;) {
        const space = content.indexOf(0x20, start);
        const end = content.indexOf(0, space);
        const next = end + 1 + shaBytes;
        const object = content.toString('hex', end + 1, next);
        entries.set(content.toString('utf8', space + 1, end), { mode: content.toString('latin1', start, space), object });
        start = next;
    }
    return entries;
}

;// CONCATENATED MODULE: ./packages/git/src/commit-files.ts



/** @see Repository.readFile */
async function readFile(sha, path, ports) {
    await ports.commits.require(sha);
    return readThrough(new TreeReader(sha, ports.objects), path, ports);
}
/** @see Repository.filesAt; lists and trees are read once */
function filesAt(sha, ports) {
    const lists = new Map();
    const trees = new TreeReader(sha, ports.objects);
    return {
        async listFiles(under, depth) {
            if (depth !== undefined) {
                await ports.commits.require(sha);
                return trees.listFiles(toFolder(under), depth);
            }
            const list = lists.get(under) ?? listFiles(sha, under, ports);
            lists.set(under, list);
            return list;
        },
        async readText(path) {
            await ports.commits.require(sha);
            return (await readThrough(trees, path, ports))?.toString('utf8');
        },
    };
}
async function readThrough(trees, path, { objects }) {
    const object = await trees.findFile(path);
    return object === undefined ? undefined : (await objects.read(object))?.content;
}
/** What the header of a commit says: its parents, which a shallow clone hides elsewhere, and its time. */
async function readCommit(sha, ports) {
    await ports.commits.require(sha);
    const object = await ports.objects.read(sha);
    const header = object?.content.toString('latin1').split('\n\n', 1)[0] ?? '';
    const time = /^committer .*> (\d+) [+-]\d+$/m.exec(header)?.[1];
    if (time === undefined)
        throw new repository_error/* RepositoryError */.pU('git-failed', `The commit ${sha} in ${ports.git.directory} is damaged`);
    return {
        parents: [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent]) => parent ?? ''),
        time: Number(time),
    };
}

// EXTERNAL MODULE: ./packages/git/src/commit-sha.ts
var commit_sha = __webpack_require__(2625);
;// CONCATENATED MODULE: ./packages/git/src/local-objects.ts


/** The commit that a revision names here, tags followed; `undefined` when there is none. */
async function peelToCommit(git, revision) {
    const result = await git.try(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);
    return result.exitCode === 0 ? (0,commit_sha/* parseCommitSha */.t)(result.stdout.trim()) : undefined;
}
/** The commits here whose sha begins with `prefix`, those that tag objects with such a sha point at included. */
async function findByPrefix(git, prefix) {
    const objects = await git.try(['rev-parse', `--disambiguate=${prefix}`]);
    if (objects.exitCode !== 0 || objects.stdout === '')
        return [];
    const types = await git.run(['cat-file', '--batch-check=%(objectname) %(objecttype)'], { input: objects.stdout });
    const found = new Set();
    for (const line of types.split('\n')) {
        const [sha = '', type] = line.split(' ');
        if (type === 'commit')
            found.add((0,commit_sha/* parseCommitSha */.t)(sha));
        const tagged = type === 'tag' ? await peelToCommit(git, sha) : undefined;
        if (tagged)
            found.add(tagged);
    }
    return [...found];
}
/** The commits at which a shallow clone ends; empty for a full one. */
async function readShallowFile(file) {
    const text = await (0,promises_.readFile)(file, 'utf8').catch((error) => {
        if (error.code === 'ENOENT')
            return '';
        throw error;
    });
    return new Set(text.split('\n').filter((line) => line !== ''));
}

;// CONCATENATED MODULE: ./packages/git/src/commit-presence.ts


/** So many commits are asked for in one fetch; their shas stand in its arguments. */
const maxFetched = 500;
function createCommitPresence(git, origin, shallowFile) {
    const known = new Set();
    const has = async (sha) => {
        if (known.has(sha))
            return true;
        const { exitCode } = await git.try(['cat-file', '-e', `${sha}^{commit}`]);
        if (exitCode === 0)
            known.add(sha);
        return exitCode === 0;
    };
    const fetch = async (...shas) => {
        if ((await origin.url()) === undefined)
            return false;
        // A depth would cut a full clone off at this commit; in a shallow one it keeps the fetch small.
        const isShallow = (await readShallowFile(shallowFile)).size > 0;
        return origin.fetch(shas, { flags: isShallow ? ['--depth=1'] : [] });
    };
    const listMissing = async (shas) => {
        const unknown = [...new Set(shas)].filter((sha) => !known.has(sha));
        if (unknown.length === 0)
            return [];
        const output = await git.run(['cat-file', '--batch-check=%(objecttype)'], { input: `${unknown.join('\n')}\n` });
        const types = output.split('\n');
        for (const [index, sha] of unknown.entries())
            if (types[index] === 'commit')
                known.add(sha);
        return unknown.filter((sha) => !known.has(sha));
    };
    const ensure = async (sha) => (await has(sha)) || ((await fetch(sha)) && (await has(sha)));
    const require = async (...shas) => {
        for (const sha of shas) {
            if (await ensure(sha))
                continue;
            const where = (await origin.url()) === undefined ? 'there is no remote origin to fetch it from' : 'origin has it not';
            throw new repository_error/* RepositoryError */.pU('commit-missing', `The commit ${sha} is not in ${git.directory}, and ${where}`, {
                hint: 'check out with fetch-depth: 0, or name a commit that has not been force-pushed away.',
            });
        }
    };
    return {
        note(sha) {
            known.add(sha);
            return sha;
        },
        fetch,
        ensure,
        require,
        async requireAll(shas) {
            const missing = await listMissing(shas);
            for (let at = 0; at < missing.length; at += maxFetched)
                await fetch(...missing.slice(at, at + maxFetched));
            // One that origin has not ends the fetch of all; which one it is shows when each is asked for.
            await require(...(await listMissing(missing)));
        },
    };
}

// EXTERNAL MODULE: ./packages/process/src/tool-environment.ts
var tool_environment = __webpack_require__(2746);
;// CONCATENATED MODULE: ./packages/git/src/git-environment.ts

/** How git reaches other repositories, and where its configuration is; nothing that says which repository is meant. */
const passedOn = /^(?:GIT_(?:SSH|SSL_|HTTP_|PROXY_|CONFIG_|ASKPASS$|ALLOW_PROTOCOL$|PROTOCOL)|SSH_)/;
/** Entries that hold for every call, whatever the repository's own configuration says. */
const fixedConfiguration = {
    // No hook of the repository runs because somebody asks it a question.
    'core.hooksPath': '/dev/null',
    'core.fsmonitor': 'false',
    'core.quotePath': 'false',
    'advice.detachedHead': 'false',
};
/**
 * The environment of git: the transport settings and the configuration of the caller, no questions on a terminal, no
 * optional writes, literal paths. A repository of another user at `root` is trusted in these calls only, which is
 * stated the one way that git accepts without writing a configuration file.
 *
 * Variables such as `GIT_DIR`, which a hook of git sets, do not pass: the directory alone says which repository is meant.
 *
 * @param configuration - further entries; a key may come more than once
 * @see https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory
 */
function gitEnvironment(env, root, configuration = []) {
    const passed = Object.fromEntries(Object.entries(env).filter(([name]) => passedOn.test(name)));
    return appendConfiguration((0,tool_environment/* toolEnvironment */.u)(env, {
        ...passed,
        GIT_TERMINAL_PROMPT: '0',
        GIT_OPTIONAL_LOCKS: '0',
        GIT_LITERAL_PATHSPECS: '1',
        // What a sha names is what is built; a replacement would make it something else.
        GIT_NO_REPLACE_OBJECTS: '1',
    }), [...Object.entries(fixedConfiguration), ['safe.directory', root], ...configuration]);
}
/** Adds entries of configuration to an environment, after those that it has. */
function appendConfiguration(env, configuration) {
    const first = Number.parseInt(env.GIT_CONFIG_COUNT ?? '', 10) || 0;
    const entries = configuration.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${first + index}`, key],
        [`GIT_CONFIG_VALUE_${first + index}`, value],
    ]);
    const added = Object.fromEntries(entries);
    return { ...env, ...added, GIT_CONFIG_COUNT: String(first + configuration.length) };
}

;// CONCATENATED MODULE: ./packages/git/src/history-graph.ts



/**
 * The history of some commits, first as much as is here; then, as long as it ends too early and the caller goes on,
 * with `depth` more generations; then all of it.
 *
 * @throws RepositoryError when `origin` is needed and cannot give it
 */
async function* listGraphs(tips, depth, store, { git, origin, shallowFile }) {
    const local = { git, ends: await findEnds(git, tips, await readShallowFile(shallowFile)) };
    yield local;
    if (local.ends.size === 0)
        return;
    if ((await origin.url()) === undefined) {
        throw new repository_error/* RepositoryError */.pU('origin-missing', `${git.directory} is a shallow clone without a remote origin`, {
            hint: 'check out with fetch-depth: 0.',
        });
    }
    // The repository's own commits say who their parents are; only what lies beyond its ends has to come.
    const starts = [...local.ends.keys()];
    for (const step of [depth, undefined]) {
        if (!(await store.fetch(starts, step))) {
            const message = `origin (${await origin.url()}) does not hand out the commit at which this shallow clone ends`;
            throw new repository_error/* RepositoryError */.pU('commit-missing', `${message}: ${starts.join(', ')}`, {
                hint: 'check out with fetch-depth: 0, or run the workflow for the commit that replaced it.',
            });
        }
        const storeGit = await store.open();
        const ends = await findEnds(storeGit, tips, await store.readEnds());
        yield { git: storeGit, ends };
        if (ends.size === 0)
            return;
    }
}
async function findEnds(git, tips, shallow) {
    const ends = new Map();
    if (shallow.size === 0)
        return ends;
    const roots = await git.run(['rev-list', '--timestamp', '--max-parents=0', ...tips, '--']);
    for (const line of roots.split('\n')) {
        const [time, sha] = line.split(' ');
        if (sha && shallow.has(sha))
            ends.set((0,commit_sha/* parseCommitSha */.t)(sha), Number(time));
    }
    return ends;
}
/** The time of the newest of the ends: what is older may have relatives that the graph does not show. */
function newestEnd({ ends }) {
    return Math.max(-Infinity, ...ends.values());
}

;// CONCATENATED MODULE: ./packages/git/src/history.ts




/** How far a question about two commits looks before it takes the whole history, in generations. */
const firstDepth = 256;
/** @see Repository.mergeBase */
async function findMergeBase(a, b, ports) {
    await ports.commits.require(a, b);
    if (a === b)
        return a;
    for await (const graph of listGraphs([a, b], firstDepth, ports.commitStore, ports)) {
        const args = ['merge-base', a, b];
        const result = await graph.git.try(args);
        if (result.exitCode > 1)
            throw gitFailure(args, result, graph.git.directory);
        const base = result.exitCode === 0 ? (0,commit_sha/* parseCommitSha */.t)(result.stdout.trim()) : undefined;
        if (graph.ends.size === 0)
            return base;
        // A better base is a descendant of this one, so it could hide only behind an end that is newer.
        if (base && newestEnd(graph) <= (await timeOf(base, graph.git)))
            return base;
    }
    return undefined;
}
/** @see Repository.isAncestor */
async function isAncestor(ancestor, descendant, ports) {
    if (ancestor === descendant)
        return true;
    await ports.commits.require(descendant);
    for await (const graph of listGraphs([descendant], firstDepth, ports.commitStore, ports)) {
        if ((await peelToCommit(graph.git, ancestor)) === undefined)
            continue;
        const args = ['merge-base', '--is-ancestor', ancestor, descendant];
        const result = await graph.git.try(args);
        if (result.exitCode > 1)
            throw gitFailure(args, result, graph.git.directory);
        if (result.exitCode === 0)
            return true;
    }
    return false;
}
/** @see Repository.listAncestors */
async function listAncestors(sha, { limit, under }, ports) {
    if (limit < 1)
        return [];
    await ports.commits.require(sha);
    const folder = under?.replace(/\/+$/, '') ?? '';
    const paths = folder === '' ? [] : [folder];
    const depth = folder === '' ? limit : Math.max(firstDepth, 4 * limit);
    const store = folder === '' ? ports.commitStore : ports.treeStore;
    let listed = [];
    for await (const graph of listGraphs([sha], depth, store, ports)) {
        // Without --full-history git follows only one parent of a merge whose folder equals that parent's.
        const args = [
            'rev-list',
            '--timestamp',
            '--date-order',
            '--full-history',
            `--max-count=${limit}`,
            sha,
            '--',
            ...paths,
        ];
        const lines = (await graph.git.run(args)).split('\n').filter((line) => line !== '');
        const entries = lines
            .map((line) => line.split(' '))
            .map(([time, id]) => ({ time: Number(time), id: id }));
        listed = entries.map(({ id }) => id);
        if (graph.ends.size === 0)
            return listed;
        const last = entries.at(-1);
        if (listed.length < limit || !last)
            continue;
        const meetsNoEnd = !listed.slice(0, folder === '' ? -1 : undefined).some((id) => graph.ends.has(id));
        if (meetsNoEnd && (folder === '' || newestEnd(graph) < last.time))
            return listed;
    }
    return listed;
}
async function timeOf(sha, git) {
    return Number.parseInt(await git.run(['show', '--no-patch', '--format=%ct', sha]), 10);
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./packages/errors/src/redact-secrets.ts
var redact_secrets = __webpack_require__(3727);
;// CONCATENATED MODULE: ./packages/git/src/transport-configuration.ts


// What decides how a remote is reached; `remote.origin.promisor` and the like describe the objects here instead.
const transportKeys = /^(?:(?:http|https|url|credential|ssh|protocol|gitproxy)\.|core\.(?:sshcommand|gitproxy|askpass)$|remote\.origin\.(?:url|proxy|proxyauthmethod|uploadpack|vcs|serveroption)$)/;
/**
 * The entries of a repository's own configuration (files that it includes as well) by which it reaches its remotes, so
 * that another repository can do the same. They may hold a token (actions/checkout leaves `http.….extraheader`), which
 * is registered as a secret; pass them by environment, never in an argument.
 */
async function readTransportConfiguration(git) {
    const parts = splitNul(await git.run(['config', '--list', '--includes', '--show-scope', '-z']));
    const entries = [];
    for (let index = 0; index + 1 < parts.length; index += 2) {
        const scope = parts[index];
        const [key = '', ...rest] = (parts[index + 1] ?? '').split('\n');
        // Entries of other scopes reach the other repository by themselves.
        if ((scope !== 'local' && scope !== 'worktree') || !transportKeys.test(key))
            continue;
        const value = rest.length === 0 ? 'true' : rest.join('\n');
        if (key.endsWith('.extraheader'))
            (0,redact_secrets/* registerSecret */.c)(value.replace(/^[^:]*:\s*(?:basic|bearer)?\s*/i, ''));
        entries.push([key, value]);
    }
    return entries;
}

;// CONCATENATED MODULE: ./packages/git/src/history-store.ts








// All generations, as git's own --unshallow has it.
const infiniteDepth = 0x7fffffff;
/** A store that makes its folder when it is first used, and removes it when this process ends. */
function createHistoryStore(options) {
    const { git, origin } = options;
    let opened;
    const open = () => (opened ??= createFolder());
    const createFolder = async () => {
        const folder = createTemporaryFolder(options.env);
        await git.run(['init', '--quiet', '--bare', '--template=', `--object-format=${options.objectFormat}`, folder]);
        const env = { ...git.env, GIT_DIR: folder };
        // The quotes let a path hold a colon; see GIT_ALTERNATE_OBJECT_DIRECTORIES in git(1).
        const objects = `"${options.objectsFolder.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
        return {
            git: createGit(git.directory, { ...env, GIT_ALTERNATE_OBJECT_DIRECTORIES: objects }, git.timeoutMs),
            env,
            folder,
        };
    };
    const fetch = async (refspecs, depth, filter = options.filter) => {
        const { env, folder } = await open();
        const isShallow = (await readShallowFile((0,external_node_path_.join)(folder, 'shallow'))).size > 0;
        const depths = depth !== undefined ? [`--depth=${depth}`] : isShallow ? [`--depth=${infiniteDepth}`] : [];
        // No alternates here: git would tell origin that it has the history of what it finds there.
        const call = { env: appendConfiguration(env, await readTransportConfiguration(git)) };
        return origin.fetch(refspecs, { flags: [`--filter=${filter}`, ...depths], call });
    };
    return {
        open: async () => (await open()).git,
        fetch: (shas, depth) => fetch(shas.map((sha) => `${sha}:refs/gantry/${sha}`), depth),
        async fetchBranchesAndTags() {
            const refspecs = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'];
            try {
                await fetch(refspecs, undefined);
            }
            catch (error) {
                // A light tag of a tree is left out by tree:0, and git then takes the answer for incomplete.
                if (!(error instanceof repository_error/* RepositoryError */.pU) || !/necessary objects|bad revision/.test(error.message))
                    throw error;
                await fetch(refspecs, undefined, 'blob:none');
            }
        },
        readEnds: async () => readShallowFile((0,external_node_path_.join)((await open()).folder, 'shallow')),
    };
}
const folders = new Set();
function createTemporaryFolder(env) {
    const parent = env.RUNNER_TEMP || (0,external_node_fs_.realpathSync)((0,external_node_os_.tmpdir)());
    (0,external_node_fs_.mkdirSync)(parent, { recursive: true });
    const folder = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(parent, 'gantry-history-'));
    if (folders.size === 0)
        process.once('exit', removeFolders);
    folders.add(folder);
    return folder;
}
function removeFolders() {
    for (const folder of folders)
        (0,external_node_fs_.rmSync)(folder, { recursive: true, force: true });
    folders.clear();
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
;// CONCATENATED MODULE: ./packages/git/src/object-reader.ts


/**
 * Reads many objects through one `git cat-file --batch`: a new process for each of some thousand small files would take
 * most of the time. The process ends with this one, and does not keep it alive.
 *
 * @see https://git-scm.com/docs/git-cat-file#_batch_output
 */
class ObjectReader {
    git;
    batch;
    waiting = [];
    chunks = [];
    received = 0;
    needed = 0;
    timer;
    constructor(git) {
        this.git = git;
    }
    /**
     * @param name - an object name without a line feed, such as a sha
     * @returns `undefined` when there is no such object
     * @throws RepositoryError when git fails, or a promised object cannot be fetched in time
     */
    read(name) {
        return new Promise((resolve, reject) => {
            this.waiting.push({ name, resolve, reject });
            try {
                this.batch ??= this.start();
                this.keepAlive(true);
                this.batch.stdin.write(`${name}\n`);
            }
            catch (error) {
                this.fail(this.batch, error);
            }
        });
    }
    start() {
        // A conversation, which a run of one program from start to end cannot hold.
        const batch = (0,external_node_child_process_.spawn)('git', ['cat-file', '--batch'], {
            cwd: this.git.directory,
            env: { ...this.git.env },
            stdio: ['pipe', 'pipe', 'pipe'],
        });
        let stderr = '';
        batch.stderr.on('data', (chunk) => (stderr = (stderr + chunk.toString()).slice(-4096)));
        batch.stdout.on('data', (chunk) => this.receive(chunk));
        batch.stdin.on('error', () => undefined);
        batch.once('error', (cause) => this.fail(batch, new repository_error/* RepositoryError */.pU('git-not-found', 'git could not be run', { cause })));
        batch.once('close', () => {
            const message = `Reading from ${this.git.directory} failed: ${(0,repository_error/* summarizeGitOutput */.zS)(stderr) || 'git ended early'}`;
            this.fail(batch, new repository_error/* RepositoryError */.pU('git-failed', message));
        });
        return batch;
    }
    receive(chunk) {
        this.chunks.push(chunk);
        this.received += chunk.length;
        this.keepAlive(true);
        for (let request = this.waiting[0]; request; request = this.waiting[0]) {
            const answer = this.takeAnswer();
            if (answer === 'incomplete')
                return;
            this.waiting.shift();
            request.resolve(answer);
        }
        this.keepAlive(false);
    }
    takeAnswer() {
        if (this.received < this.needed)
            return 'incomplete';
        const buffer = this.chunks.length === 1 ? this.chunks[0] : Buffer.concat(this.chunks);
        this.chunks = [buffer];
        const lineEnd = buffer.indexOf(0x0a);
        if (lineEnd < 0)
            return 'incomplete';
        const header = buffer.toString('utf8', 0, lineEnd);
        const found = /^[0-9a-f]{40,64} (\w+) (\d+)$/.exec(header);
        // Anything else is one line, `<name> missing`.
        const end = found ? lineEnd + 1 + Number(found[2]) + 1 : lineEnd + 1;
        if (buffer.length < end) {
            // A big file comes in many chunks; they are put together once, when all are there.
            this.needed = end;
            return 'incomplete';
        }
        this.needed = 0;
        const rest = buffer.subarray(end);
        this.chunks = rest.length > 0 ? [rest] : [];
        this.received = rest.length;
        if (!found)
            return undefined;
        return { type: found[1] ?? '', content: Buffer.from(buffer.subarray(lineEnd + 1, end - 1)) };
    }
    keepAlive(busy) {
        clearTimeout(this.timer);
        const { batch } = this;
        if (!batch)
            return;
        for (const handle of [batch, batch.stdin, batch.stdout, batch.stderr]) {
            if (busy)
                handle.ref();
            else
                handle.unref();
        }
        if (!busy)
            return;
        this.timer = setTimeout(() => {
            const message = `Reading from ${this.git.directory} did not go on for ${this.git.timeoutMs / 1000} s`;
            this.fail(batch, new repository_error/* RepositoryError */.pU('git-timed-out', message));
            batch.kill();
        }, this.git.timeoutMs);
    }
    fail(batch, error) {
        if (batch !== this.batch)
            return;
        clearTimeout(this.timer);
        this.batch = undefined;
        this.chunks = [];
        this.received = 0;
        this.needed = 0;
        for (const request of this.waiting.splice(0))
            request.reject(error);
    }
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./packages/git/src/origin.ts


// `--refmap=` keeps the configured refspecs from moving refs/remotes/origin/* on the side.
const fetchFlags = [
    '--quiet',
    '--no-tags',
    '--no-write-fetch-head',
    '--no-auto-maintenance',
    '--no-recurse-submodules',
    '--no-prune',
    '--refmap=',
];
const retryWaitsMs = [300, 2_000];
/** The `origin` of the repository at which `git` runs. Fetches run one after the other. */
function createOrigin(git, log) {
    let url;
    let queue = Promise.resolve();
    const readUrl = () => (url ??= readRemoteUrl(git, 'origin'));
    const ask = async (what, args, call) => {
        for (let attempt = 0;; attempt++) {
            const result = await git.try(args, call);
            const waitMs = retryWaitsMs[attempt];
            if (result.exitCode === 0 || waitMs === undefined || !isTransient(result.stderr))
                return result;
            log.info(`${what} failed (${lastLine(result.stderr)}); trying again in ${waitMs / 1000} s`);
            await (0,external_node_timers_promises_.setTimeout)(waitMs);
        }
    };
    const failure = async (what, result) => {
        const address = (await readUrl()) ?? 'not configured';
        const message = `${what} from origin (${address}) failed: ${(0,repository_error/* summarizeGitOutput */.zS)(result.stderr)}`;
        return new repository_error/* RepositoryError */.pU('origin-failed', message, { hint: hintFor(result.stderr) });
    };
    return {
        url: readUrl,
        async listRefs(names) {
            const patterns = (names ?? []).flatMap((name) => (name.startsWith('refs/tags/') ? [name, `${name}^{}`] : [name]));
            const what = names ? `Looking up ${names.at(-1)}` : 'Listing the refs';
            const result = await ask(what, ['ls-remote', '--quiet', 'origin', ...patterns]);
            if (result.exitCode !== 0)
                throw await failure(what, result);
            return parseRefs(result.stdout, names && new Set(names));
        },
        fetch(refspecs, { flags = [], call } = {}) {
            const sources = refspecs.map((refspec) => refspec.replace(/^\+|:.*$/g, ''));
            const shown = sources.length > 3 ? `${sources.length} commits` : sources.join(', ');
            const attempt = async () => {
                log.info(`Fetching ${shown} from origin`);
                const what = `Fetching ${shown}`;
                const result = await ask(what, ['fetch', ...fetchFlags, ...flags, 'origin', ...refspecs], call);
                if (result.exitCode === 0)
                    return true;
                if (isUnknownObject(result.stderr))
                    return false;
                throw await failure(what, result);
            };
            // Two at a time would fight for the lock of the shallow file.
            const outcome = queue.then(attempt);
            queue = outcome.catch(() => undefined);
            return outcome;
        },
    };
}
/** The address of a remote without credentials; `undefined` when there is none of that name. */
async function readRemoteUrl(git, name) {
    if (!/^[\w][\w./-]*$/.test(name))
        return undefined;
    // `ls-remote --get-url` gives any text back that names no remote; the configuration is exact.
    const configured = await git.try(['config', '--get-all', `remote.${name}.url`]);
    if (configured.exitCode !== 0)
        return undefined;
    return (0,repository_error/* removeCredentials */.tm)((await git.run(['ls-remote', '--get-url', name])).replace(/\n$/, ''));
}
function parseRefs(stdout, wanted) {
    const refs = new Map();
    for (const line of stdout.split('\n')) {
        const [sha, ref] = line.split('\t');
        if (!sha || !ref)
            continue;
        // The line `<tag>^{}` follows that of an annotated tag, and says which commit it points at.
        const name = ref.endsWith('^{}') ? ref.slice(0, -3) : ref;
        if (wanted === undefined || wanted.has(name))
            refs.set(name, sha);
    }
    return refs;
}
function isUnknownObject(stderr) {
    return /not our ref|unadvertised object|couldn't find remote ref|no such remote ref/i.test(stderr);
}
function isTransient(stderr) {
    if (isUnknownObject(stderr))
        return false;
    return /shallow\.lock|shallow file has changed|early EOF|RPC failed|unexpected disconnect|Connection reset|returned error: (?:408|429|5\d\d)/i.test(stderr);
}
function hintFor(stderr) {
    if (/authentication|could not read (?:user|pass)|terminal prompts|permission denied|error: 40[13]/i.test(stderr)) {
        return 'give this step the right to read origin: actions/checkout leaves it in place unless persist-credentials is false.';
    }
    if (/dubious ownership/i.test(stderr)) {
        return 'origin is a folder of another user: serve it over ssh or http, or give it to the user of this job.';
    }
    return 'check that this job can reach origin, or check out with fetch-depth: 0 so that nothing has to be fetched.';
}
function lastLine(text) {
    return (0,repository_error/* summarizeGitOutput */.zS)(text).split('\n').at(-1) ?? '';
}

;// CONCATENATED MODULE: ./packages/git/src/private-checkout.ts




/** @see Repository.checkout */
async function createCheckout(sha, parent, { git, commits }) {
    await commits.require(sha);
    await (0,promises_.mkdir)(parent, { recursive: true });
    const root = await (0,promises_.mkdtemp)((0,external_node_path_.join)(await (0,promises_.realpath)(parent), 'gantry-checkout-'));
    // A sparse checkout of the user says what they want to see, not what a container is built from.
    const env = appendConfiguration(git.env, [['core.sparseCheckout', 'false']]);
    const dispose = async () => {
        if (!(0,external_node_fs_.existsSync)(root))
            return;
        const removed = await git.try(['worktree', 'remove', '--force', '--force', root]);
        await (0,promises_.rm)(root, { recursive: true, force: true, maxRetries: 3 });
        if (removed.exitCode !== 0)
            await git.try(['worktree', 'prune']);
    };
    try {
        await git.run(['worktree', 'add', '--quiet', '--detach', root, sha], { env });
    }
    catch (error) {
        await dispose();
        throw error;
    }
    return { root, dispose };
}

;// CONCATENATED MODULE: ./packages/git/src/ref-name.ts

/** The longest ref that is looked at, in characters. */
const maxRefLength = 255;
const rules = [
    [/^$/, 'it is empty'],
    [/^-/, 'it begins with "-", as an option does'],
    // eslint-disable-next-line no-control-regex
    [/[\x00-\x1f\x7f]/, 'it has a control character'],
    [/\s/, 'it has a space'],
    [/\.\./, 'it has ".."'],
    [/@\{/, 'it has "@{"'],
    [/[~^:?*[\\]/, 'it has one of ~ ^ : ? * [ \\'],
    [/^\/|\/$|\/\/|\/\.|^\.|\.$|\.lock(?:\/|$)|^@$/, 'no branch or tag can be called so'],
];
/**
 * Tells what form a ref has. It comes from people and events, so everything that is no plain name is refused: options,
 * ranges, revision expressions, patterns.
 *
 * @throws InvalidRefError naming the reason
 * @see https://git-scm.com/docs/git-check-ref-format
 */
function parseRef(text) {
    if (text.length > maxRefLength)
        throw new repository_error/* InvalidRefError */.Ng(text, `it is longer than ${maxRefLength} characters`);
    for (const [pattern, reason] of rules)
        if (pattern.test(text))
            throw new repository_error/* InvalidRefError */.Ng(text, reason);
    if (text === 'HEAD')
        return { kind: 'head' };
    if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text))
        return { kind: 'sha', sha: text.toLowerCase() };
    if (text.startsWith('refs/'))
        return { kind: 'full', name: text };
    const hex = /^[0-9a-f]{4,63}$/i.test(text) ? text.toLowerCase() : undefined;
    return { kind: 'name', name: text, hex };
}
/**
 * The full refs that a name may stand for, in the order in which git looks: the name under `refs/`, a tag, a branch.
 *
 * @see https://git-scm.com/docs/gitrevisions#_specifying_revisions
 */
function listCandidates(name) {
    return [`refs/${name}`, `refs/tags/${name}`, `refs/heads/${name}`];
}

;// CONCATENATED MODULE: ./packages/git/src/short-sha.ts



/** As git abbreviates: from here on one match among a part of the commits is taken for the only one. */
const trustedLength = 7;
/**
 * The commit whose sha begins with `prefix`. A forge lets nobody fetch by a short sha, so the search goes from what is
 * here over the tips of origin's refs to all commits of its branches and tags (pull requests are left out: a stranger
 * could plant a commit there). Fewer than seven digits are looked for among all commits at once, unless they are here.
 *
 * @param where - `here`: only among the objects of this repository
 * @throws AmbiguousRefError when several begin so
 */
async function findShortSha(prefix, where, ports) {
    const { git, origin, commits } = ports;
    const here = single(prefix, await findByPrefix(git, prefix));
    if (where === 'here')
        return here && commits.note(here);
    const isComplete = (await readShallowFile(ports.shallowFile)).size === 0;
    if (here && (isComplete || prefix.length >= trustedLength))
        return commits.note(here);
    if ((await origin.url()) === undefined)
        return here && commits.note(here);
    const tips = prefix.length >= trustedLength ? await findTips(prefix, origin) : [];
    const found = single(prefix, tips) ?? (await findAmongAll(prefix, here, ports));
    if (found)
        await commits.require(found);
    return found;
}
async function findTips(prefix, origin) {
    const refs = await origin.listRefs();
    const shas = [...refs].filter(([name, sha]) => sha.startsWith(prefix) && /^refs\/(?:heads|tags)\//.test(name));
    return [...new Set(shas.map(([, sha]) => (0,commit_sha/* parseCommitSha */.t)(sha)))];
}
async function findAmongAll(prefix, here, { commitStore }) {
    await commitStore.fetchBranchesAndTags();
    const found = await findByPrefix(await commitStore.open(), prefix);
    return single(prefix, [...new Set([...(here ? [here] : []), ...found])]);
}
function single(prefix, found) {
    if (found.length > 1)
        throw new repository_error/* AmbiguousRefError */.Ec(prefix, found);
    return found[0];
}

;// CONCATENATED MODULE: ./packages/git/src/resolve-ref.ts




/** With fewer digits a word such as `beef` is more likely a name. */
const likelyShaLength = 7;
/** @see Repository.resolve for the rules */
async function resolveRef(ref, ports) {
    const form = parseRef(ref);
    switch (form.kind) {
        case 'head':
            return resolveHead(ports);
        case 'sha':
            return resolveSha(ref, form.sha, ports);
        case 'full':
            return (await resolveName(ref, [form.name], ports)) ?? unknown(ref, ports);
        case 'name': {
            const likely = form.hex !== undefined && form.hex.length >= likelyShaLength ? form.hex : undefined;
            const local = likely && (await findShortSha(likely, 'here', ports));
            const found = local || (await resolveName(ref, candidatesOf(form.name), ports));
            if (found)
                return found;
            return (form.hex && (await findShortSha(form.hex, 'everywhere', ports))) || unknown(ref, ports);
        }
    }
}
async function resolveHead({ git, commits }) {
    const head = await peelToCommit(git, 'HEAD');
    if (head)
        return commits.note(head);
    throw new repository_error/* UnknownRefError */.AD('HEAD', `The repository ${git.directory} has no commit checked out`, {
        hint: 'commit something, or run actions/checkout before this step.',
    });
}
async function resolveSha(ref, sha, ports) {
    const { git, commits } = ports;
    const here = await peelToCommit(git, sha);
    if (here)
        return commits.note(here);
    if (!(await commits.fetch(sha)))
        return unknown(ref, ports);
    const fetched = await peelToCommit(git, sha);
    if (fetched)
        return commits.note(fetched);
    throw new repository_error/* UnknownRefError */.AD(ref, `${sha} is an object of the repository, but no commit`);
}
/** `origin/x` is how people write the branch `x` of origin, which a CI checkout has not under that name. */
function candidatesOf(name) {
    const branch = /^origin\/(.+)$/.exec(name)?.[1];
    return [...listCandidates(name), ...(branch === undefined ? [] : [`refs/heads/${branch}`])];
}
async function resolveName(ref, candidates, ports) {
    const { origin, commits, log } = ports;
    if ((await origin.url()) !== undefined) {
        const refs = await origin.listRefs(candidates);
        const present = candidates.filter((name) => refs.has(name));
        const [name] = present;
        if (name !== undefined) {
            if (present.length > 1)
                log.info(`origin has ${present.join(' and ')}; ${ref} means ${name}`);
            const sha = refs.get(name) ?? '';
            const tip = (await peelToCommit(ports.git, sha)) ??
                ((await commits.fetch(sha)) ? await peelToCommit(ports.git, sha) : undefined);
            if (tip)
                return commits.note(tip);
            throw new repository_error/* UnknownRefError */.AD(ref, `${name} of origin (${sha}) points at no commit, or moved in this second`);
        }
    }
    return resolveHere(ref, candidates, ports);
}
/** A name that only this repository has. */
async function resolveHere(ref, candidates, { git, origin, commits, log }) {
    // A remote-tracking branch of origin counts only where no origin could say better.
    const isStale = ref.startsWith('origin/') && (await origin.url()) !== undefined;
    const tracking = isStale || ref.startsWith('refs/') ? [] : [`refs/remotes/${ref}`];
    const names = [...candidates, ...tracking];
    const listed = await git.run(['for-each-ref', '--format=%(refname)', ...names]);
    const present = new Set(listed.split('\n'));
    const matching = names.filter((name) => present.has(name));
    for (const name of matching) {
        const sha = await peelToCommit(git, name);
        if (!sha)
            continue;
        if (matching.length > 1)
            log.info(`There are ${matching.join(' and ')}; ${ref} means ${name}`);
        return commits.note(sha);
    }
    return undefined;
}
async function unknown(ref, { git, origin }) {
    const url = await origin.url();
    if (url === undefined) {
        throw new repository_error/* UnknownRefError */.AD(ref, `${git.directory} has no branch, tag or commit ${ref}, and no remote origin`, {
            hint: 'run actions/checkout before this step, with fetch-depth: 0 when there is no origin to fetch from.',
        });
    }
    throw new repository_error/* UnknownRefError */.AD(ref, `origin (${url}) has no branch, tag or commit ${ref}`);
}

;// CONCATENATED MODULE: ./packages/git/src/open-repository.ts
















/**
 * Opens the repository that a folder belongs to: a work tree, a linked one, or a submodule; of any user.
 *
 * @throws RepositoryError `not-a-repository` when there is none, or it has no work tree
 */
async function openRepository(directory, options) {
    const root = await findRoot(directory);
    const { env, timeoutMs, log = { info: () => undefined } } = options;
    const git = createGit(root, gitEnvironment(env, root), timeoutMs);
    const { commonFolder, objectFormat } = await inspect(git);
    const shallowFile = (0,external_node_path_.join)(commonFolder, 'shallow');
    const origin = createOrigin(git, log);
    const commits = createCommitPresence(git, origin, shallowFile);
    const store = { git, origin, objectsFolder: (0,external_node_path_.join)(commonFolder, 'objects'), objectFormat, env };
    const ports = {
        ...{ git, origin, commits, shallowFile, log },
        objects: new ObjectReader(git),
        commitStore: createHistoryStore({ ...store, filter: 'tree:0' }),
        treeStore: createHistoryStore({ ...store, filter: 'blob:none' }),
    };
    return {
        root,
        resolve: (ref) => resolveRef(ref, ports),
        ensureCommit: (sha) => commits.ensure(sha),
        ensureCommits: (shas) => commits.requireAll(shas),
        commitTime: async (sha) => (await readCommit(sha, ports)).time,
        parents: async (sha) => (await readCommit(sha, ports)).parents.map(commit_sha/* parseCommitSha */.t),
        mergeBase: (a, b) => findMergeBase(a, b, ports),
        isAncestor: (ancestor, descendant) => isAncestor(ancestor, descendant, ports),
        listAncestors: (sha, limits) => listAncestors(sha, limits, ports),
        changedPaths: (base, head, under) => listChangedPaths(base, head, under, ports),
        listFiles: (sha, under) => listFiles(sha, under, ports),
        readFile: (sha, path) => readFile(sha, path, ports),
        filesAt: (sha) => filesAt(sha, ports),
        uncommittedPaths: (under) => listUncommittedPaths(git, under),
        checkout: (sha, parent) => createCheckout(sha, parent, ports),
        remoteUrl: (name) => readRemoteUrl(git, name),
    };
}
/** The nearest folder upwards with a `.git`, looked for here so that git can be told to trust exactly this one. */
async function findRoot(directory) {
    const start = await (0,promises_.realpath)(directory).catch((cause) => {
        throw new repository_error/* RepositoryError */.pU('not-a-repository', `The folder ${directory} does not exist`, {
            hint: 'run actions/checkout before this step.',
            cause,
        });
    });
    for (let folder = start;; folder = (0,external_node_path_.dirname)(folder)) {
        if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, '.git')))
            return folder;
        if (folder === (0,external_node_path_.dirname)(folder))
            break;
    }
    throw new repository_error/* RepositoryError */.pU('not-a-repository', `${directory} is in no git repository`, {
        hint: 'run actions/checkout before this step (it needs git in the job image, or it leaves files without history).',
    });
}
async function inspect(git) {
    const [facts, common] = await Promise.all([
        git.try(['rev-parse', '--is-inside-work-tree', '--show-object-format']),
        git.try(['rev-parse', '--git-common-dir']),
    ]);
    const failed = [facts, common].find(({ exitCode }) => exitCode !== 0);
    if (failed) {
        const untrusted = /dubious ownership|unsafe repository/.test(failed.stderr);
        const message = `${git.directory} cannot be used as a git repository: ${(0,repository_error/* summarizeGitOutput */.zS)(failed.stderr)}`;
        throw new repository_error/* RepositoryError */.pU(untrusted ? 'repository-not-trusted' : 'not-a-repository', message, {
            hint: untrusted
                ? `use git 2.38 or newer, or run \`git config --global --add safe.directory ${git.directory}\` before this step.`
                : 'run actions/checkout before this step.',
        });
    }
    const [isWorkTree, objectFormat = 'sha1'] = facts.stdout.trim().split('\n');
    if (isWorkTree !== 'true') {
        throw new repository_error/* RepositoryError */.pU('not-a-repository', `${git.directory} has no work tree`, {
            hint: 'run this in a checkout, not in a bare repository.',
        });
    }
    return { commonFolder: (0,external_node_path_.resolve)(git.directory, common.stdout.replace(/\n$/, '')), objectFormat };
}
/** @see Repository.uncommittedPaths */
async function listUncommittedPaths(git, under) {
    const folder = toFolder(under);
    const args = ['status', '--porcelain', '-z', '--no-renames', '--untracked-files=no', '--ignore-submodules=untracked'];
    const output = await git.run([...args, '--', ...(folder === '' ? [] : [folder])]);
    return splitNul(output).map((entry) => entry.slice(3));
}

// EXTERNAL MODULE: ./packages/cli/src/usage-error.ts
var usage_error = __webpack_require__(3857);
;// CONCATENATED MODULE: ./packages/cli/src/open-workspace.ts



const gitLimitMs = 10 * 60_000;
/**
 * The repository that somebody stands in, from any of its folders.
 *
 * @throws UsageError when it is none
 */
async function openWorkspace(terminal) {
    const { env, cwd } = terminal;
    const log = { info: (line) => terminal.progress(line) };
    try {
        return await openRepository(cwd, { env, timeoutMs: gitLimitMs, log });
    }
    catch (error) {
        if (!(error instanceof gantry_error/* GantryError */.A) || error.code !== 'not-a-repository')
            throw error;
        throw new usage_error/* UsageError */.e(error.message, {
            code: error.code,
            hint: 'change into a clone of the repository that holds the containers.',
        });
    }
}


/***/ }),

/***/ 5436:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ parseDockerfile)
/* harmony export */ });
/* harmony import */ var _words__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(795);

/**
 * Parses a Dockerfile into its instructions, the way BuildKit reads lines: parser directives, continued lines and the
 * comments between them, here-documents, CRLF, a byte order mark. It refuses nothing: what an instruction means, and whether
 * it is legal, is for the builder to say.
 *
 * @see https://github.com/moby/buildkit/blob/v0.21.0/frontend/dockerfile/parser/parser.go
 */
function parseDockerfile(text) {
    const lines = text
        .replace(/^\uFEFF/, '')
        .split('\n')
        .map((line) => line.replace(/\r$/, ''));
    const escape = readEscape(lines);
    const instructions = [];
    for (let next = 0; next < lines.length;) {
        const statement = readStatement(lines, next, escape);
        next = statement.next;
        if (statement.text.trim() === '')
            continue;
        const { keyword, rest } = splitKeyword(statement.text);
        const hereDocuments = readHereDocuments(lines, next, keyword, rest, escape);
        next = hereDocuments.next;
        instructions.push({
            keyword,
            ...splitFlags(rest, escape),
            hereDocuments: hereDocuments.found,
            startLine: statement.startLine,
            endLine: next,
        });
    }
    return { escape, instructions };
}
/** Directives stand before everything else; the first line that is none ends them. */
function readEscape(lines) {
    for (const line of lines) {
        const directive = /^#\s*([A-Za-z][A-Za-z0-9]*)\s*=\s*(\S.*)$/.exec(line.trim());
        if (!directive)
            break;
        if (directive[1]?.toLowerCase() === 'escape')
            return directive[2] === '`' ? '`' : '\\';
    }
    return '\\';
}
/** Joins a line with those that continue it; `next` is the index of the first line after them. */
function readStatement(lines, first, escape) {
    const end = escape === '\\' ? /(^|[^\\])\\[ \t]*$/ : /(^|[^`])`[ \t]*$/;
    let next = first;
    let text = '';
    let continued = true;
    while (continued && next < lines.length) {
        const line = lines[next];
        next += 1;
        if (isComment(line) || line.trim() === '') {
            // Alone it is nothing; between continued lines it is left out (an empty line with a warning of the builder).
            if (next === first + 1)
                break;
            continue;
        }
        continued = end.test(line);
        text += continued ? line.replace(end, '$1') : line;
    }
    return { text, next, startLine: first + 1 };
}
function isComment(line) {
    return line.trimStart().startsWith('#');
}
function splitKeyword(text) {
    const [, keyword = '', rest = ''] = /^\s*(\S+)\s*([^]*)$/.exec(text) ?? [];
    return { keyword: keyword.toUpperCase(), rest: rest.trim() };
}
/** Takes the leading `--name=value` words off. `--` alone ends them. */
function splitFlags(rest, escape) {
    const flags = [];
    let text = rest;
    while (text.startsWith('--')) {
        const word = (0,_words__WEBPACK_IMPORTED_MODULE_0__/* .splitWords */ .y)(text, escape)[0] ?? '';
        const [, name = '', value] = /^--([^=]*)(?:=([^]*))?$/.exec(word) ?? [];
        text = text.slice(word.length).trimStart();
        if (name === '')
            break;
        flags.push({ name: name.toLowerCase(), value });
    }
    return { flags, text };
}
function readHereDocuments(lines, first, keyword, rest, escape) {
    const found = [];
    let next = first;
    for (const { name, expand, stripTabs } of hereDocumentsOf(keyword, rest, escape)) {
        const start = next;
        while (next < lines.length && (stripTabs ? lines[next]?.replace(/^\t+/, '') : lines[next]) !== name)
            next += 1;
        found.push({
            name,
            expand,
            stripTabs,
            content: lines
                .slice(start, next)
                .map((line) => `${line}\n`)
                .join(''),
        });
        next = Math.min(next + 1, lines.length);
    }
    return { found, next };
}
function hereDocumentsOf(keyword, rest, escape) {
    const onBuild = keyword === 'ONBUILD' ? splitKeyword(rest) : { keyword, rest };
    if (!['ADD', 'COPY', 'RUN'].includes(onBuild.keyword) || !rest.includes('<<'))
        return [];
    const { text } = splitFlags(onBuild.rest, escape);
    if (text.startsWith('[') && isJsonArray(text))
        return [];
    return (0,_words__WEBPACK_IMPORTED_MODULE_0__/* .splitWords */ .y)(onBuild.rest, escape).flatMap((word) => {
        const [, dash, quoted] = /^[0-9]*<<(-?)([^<]+)$/.exec(word) ?? [];
        if (!quoted || !(0,_words__WEBPACK_IMPORTED_MODULE_0__/* .isBalanced */ .h)(quoted, escape))
            return [];
        const name = quoted.replaceAll(/["']/g, '');
        return [{ name, expand: name === quoted, stripTabs: dash === '-' }];
    });
}
function isJsonArray(text) {
    try {
        return Array.isArray(JSON.parse(text));
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 2960:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l: () => (/* binding */ readBuild)
});

;// CONCATENATED MODULE: ./packages/containers/src/dockerfile/expand-word.ts
/**
 * A word as BuildKit understands it: quotes taken away, escapes resolved, variables replaced (`$X`, `${X}`, `${X:-d}`,
 * `${X-d}`, `${X:+d}`, `${X+d}`, `${X:?e}`). A variable that is not set is empty.
 *
 * @returns `undefined` for a substitution that is none of these (`${X#p}`, `${X/a/b}`), or is not closed
 * @see https://docs.docker.com/reference/dockerfile/#environment-replacement
 */
function expandWord(word, escape, lookup) {
    return new Expansion(word, escape, lookup).run();
}
const maxDepth = 32;
class Expansion {
    word;
    escape;
    lookup;
    index = 0;
    failed = false;
    constructor(word, escape, lookup) {
        this.word = word;
        this.escape = escape;
        this.lookup = lookup;
    }
    run() {
        const text = this.read('', 0);
        return this.failed ? undefined : text;
    }
    /** Reads to the end, or to the `}` that closes the substitution it stands in. */
    read(end, depth) {
        let text = '';
        let quote = '';
        while (this.index < this.word.length && !this.failed) {
            const character = this.word[this.index];
            if (quote === '' && character === end)
                break;
            this.index += 1;
            if (quote === "'") {
                if (character === "'")
                    quote = '';
                else
                    text += character;
            }
            else if (character === quote)
                quote = '';
            else if (quote === '' && (character === '"' || character === "'"))
                quote = character;
            else if (character === this.escape)
                text += this.readEscaped(quote);
            else if (character === '$')
                text += this.readVariable(depth);
            else
                text += character;
        }
        return text;
    }
    readEscaped(quote) {
        const next = this.word[this.index];
        if (next === undefined)
            return quote === '' ? '' : this.escape;
        this.index += 1;
        // Between double quotes the escape is literal, except before what has a meaning there.
        return quote === '"' && next !== '"' && next !== '$' && next !== this.escape ? `${this.escape}${next}` : next;
    }
    readVariable(depth) {
        if (this.word[this.index] !== '{') {
            const name = this.take(/[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-]/y);
            return name === '' ? '$' : (this.lookup(name) ?? '');
        }
        this.index += 1;
        const name = this.take(/[A-Za-z_][A-Za-z0-9_]*|[0-9@*#]+/y);
        const operator = this.take(/:?[-+?]/y);
        const value = this.lookup(name);
        const set = value !== undefined && !(operator.startsWith(':') && value === '');
        if (name === '' || depth >= maxDepth)
            this.failed = true;
        const other = operator === '' ? '' : this.read('}', depth + 1);
        if (this.word[this.index] !== '}')
            this.failed = true;
        this.index += 1;
        if (operator.endsWith('-'))
            return set ? value : other;
        if (operator.endsWith('+'))
            return set ? other : '';
        if (operator.endsWith('?') && !set)
            this.failed = true;
        return value ?? '';
    }
    take(pattern) {
        pattern.lastIndex = this.index;
        const found = pattern.exec(this.word)?.[0] ?? '';
        this.index += found.length;
        return found;
    }
}

// EXTERNAL MODULE: ./packages/containers/src/dockerfile/words.ts
var dockerfile_words = __webpack_require__(795);
;// CONCATENATED MODULE: ./packages/containers/src/dockerfile/read-build.ts


/**
 * What the instructions come to when no build argument is given. An ARG before the first FROM is for the FROM lines; a
 * stage sees it once it repeats the name, as in BuildKit.
 *
 * @see https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact
 */
function readBuild({ instructions, escape }) {
    return new BuildReader(escape).read(instructions);
}
class BuildReader {
    escape;
    globals = new Map();
    stages = new Set();
    scope = this.globals;
    argumentDefaults = [];
    images = [];
    constructor(escape) {
        this.escape = escape;
    }
    read(instructions) {
        for (const instruction of instructions) {
            if (instruction.keyword === 'ARG')
                this.readArg(instruction);
            else if (instruction.keyword === 'ENV')
                this.readEnv(instruction);
            else if (instruction.keyword === 'FROM')
                this.readFrom(instruction);
            else if (instruction.keyword === 'COPY')
                this.readCopy(instruction);
            else if (instruction.keyword === 'RUN')
                this.readRun(instruction);
        }
        return { argumentDefaults: this.argumentDefaults, images: this.images };
    }
    readArg({ text, startLine }) {
        for (const word of (0,dockerfile_words/* splitWords */.y)(text, this.escape)) {
            const equals = word.indexOf('=');
            const name = equals === -1 ? word : word.slice(0, equals);
            if (equals === -1) {
                const inherited = this.globals.get(name);
                if (inherited !== undefined)
                    this.scope.set(name, inherited);
                continue;
            }
            const value = this.expand(word.slice(equals + 1), this.scope);
            this.argumentDefaults.push({ name, value, line: startLine });
            if (value === undefined)
                this.scope.delete(name);
            else
                this.scope.set(name, value);
        }
    }
    readEnv({ text }) {
        const words = (0,dockerfile_words/* splitWords */.y)(text, this.escape);
        const pairs = words[0]?.includes('=') ? words : [`${words[0]}=${words.slice(1).join(' ')}`];
        for (const pair of pairs) {
            const [name = '', ...rest] = pair.split('=');
            const value = this.expand(rest.join('='), this.scope);
            if (value === undefined)
                this.scope.delete(name);
            else
                this.scope.set(name, value);
        }
    }
    readFrom({ text, startLine }) {
        const [image = '', as, name] = (0,dockerfile_words/* splitWords */.y)(text, this.escape);
        this.use(image, this.globals, startLine);
        this.scope = new Map();
        if (as?.toUpperCase() === 'AS' && name)
            this.stages.add(name.toLowerCase());
    }
    readCopy({ flags, startLine }) {
        for (const { name, value } of flags)
            if (name === 'from' && value)
                this.use(value, this.scope, startLine);
    }
    readRun({ flags, startLine }) {
        for (const { name, value } of flags) {
            const from = name === 'mount' && /(?:^|,)\s*"?from=([^,]*)/i.exec(value ?? '')?.[1];
            if (from)
                this.use(from.replaceAll('"', ''), this.scope, startLine);
        }
    }
    use(word, scope, line) {
        const reference = expandWord(word, this.escape, (name) => scope.get(name));
        if (!reference || /^[0-9]+$/.test(reference))
            return;
        if (reference.toLowerCase() === 'scratch' || this.stages.has(reference.toLowerCase()))
            return;
        this.images.push({ reference, line });
    }
    /** `undefined` as soon as a variable without a value takes part: half a value is no value. */
    expand(word, scope) {
        let complete = true;
        const lookup = (name) => {
            const value = scope.get(name);
            if (value === undefined && !hasFallback(word, name))
                complete = false;
            return value;
        };
        const value = expandWord(word, this.escape, lookup);
        return complete ? value : undefined;
    }
}
/** `${X:-d}` and `${X+d}` say themselves what a missing variable means. */
function hasFallback(word, name) {
    return ['-', '+', ':-', ':+'].some((operator) => word.includes(`\${${name}${operator}`));
}


/***/ }),

/***/ 795:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ isBalanced),
/* harmony export */   y: () => (/* binding */ splitWords)
/* harmony export */ });
/**
 * Splits at spaces and tabs that are outside of quotes. Quotes and escapes stay in the words: {@link expandWord}
 * takes them away. A quote that is never closed reaches to the end.
 */
function splitWords(text, escape) {
    const words = [];
    let word = '';
    let quote = '';
    for (let index = 0; index < text.length; index += 1) {
        const character = text[index];
        if (character === escape && quote !== "'" && index + 1 < text.length) {
            word += character + text[index + 1];
            index += 1;
        }
        else if (quote === '' && /\s/.test(character)) {
            if (word !== '')
                words.push(word);
            word = '';
        }
        else {
            if (quote === character)
                quote = '';
            else if (quote === '' && (character === '"' || character === "'"))
                quote = character;
            word += character;
        }
    }
    if (word !== '')
        words.push(word);
    return words;
}
/** Whether every quote of the word is closed. */
function isBalanced(word, escape) {
    let quote = '';
    for (let index = 0; index < word.length; index += 1) {
        const character = word[index];
        if (character === escape && quote !== "'")
            index += 1;
        else if (character === quote)
            quote = '';
        else if (quote === '' && (character === '"' || character === "'"))
            quote = character;
    }
    return quote === '';
}


/***/ }),

/***/ 2789:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ findContainers)
/* harmony export */ });
/* harmony import */ var _container_name__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2502);
/* harmony import */ var _errors__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5964);
/* harmony import */ var _settings_settings__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1820);
/* harmony import */ var _suggest__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(745);




const buildFiles = new Set(['container.ts', 'Dockerfile', 'default.nix']);
/**
 * Finds the folders of `settings.directory` that hold a build file. One listing is read, however many there are.
 *
 * @returns sorted by name; a folder without a build file is no container
 * @throws InvalidContainerNameError when a folder with a build file has a name that no image can have
 * @throws SettingsError when gantry.yaml has settings for a container that does not exist
 */
async function findContainers(files, settings) {
    const prefix = settings.directory === '' ? '' : `${settings.directory}/`;
    const filesByFolder = buildFilesByFolder(await files.listFiles(settings.directory, 1), prefix);
    checkNames([...filesByFolder.keys()], prefix);
    checkSettings(settings, filesByFolder, prefix);
    return [...filesByFolder]
        .map(([name, names]) => toContainer(name, `${prefix}${name}`, names, settings.containers.get(name)))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
}
function buildFilesByFolder(paths, prefix) {
    const filesByFolder = new Map();
    for (const path of paths) {
        const slash = path.indexOf('/', prefix.length);
        const file = path.slice(slash + 1);
        if (slash === -1 || !buildFiles.has(file) || !path.startsWith(prefix))
            continue;
        const folder = path.slice(prefix.length, slash);
        const names = filesByFolder.get(folder);
        if (names)
            names.add(file);
        else
            filesByFolder.set(folder, new Set([file]));
    }
    return filesByFolder;
}
function toContainer(name, path, names, settings = _settings_settings__WEBPACK_IMPORTED_MODULE_0__/* .defaultContainerSettings */ .Q) {
    const definition = ['container.ts', 'Dockerfile'].find((file) => names.has(file));
    const builders = [];
    if (definition)
        builders.push('dagger');
    if (names.has('default.nix'))
        builders.push('nix');
    return {
        name,
        path,
        builders,
        ...(definition && { definition }),
        ...(names.has('Dockerfile') && { dockerfile: 'Dockerfile' }),
        ...(names.has('default.nix') && { nixFile: 'default.nix' }),
        settings,
    };
}
function checkNames(names, prefix) {
    const illegal = names.filter((name) => !(0,_container_name__WEBPACK_IMPORTED_MODULE_1__/* .isContainerName */ .p)(name)).map((name) => JSON.stringify(`${prefix}${name}`));
    if (illegal.length === 0)
        return;
    throw new _errors__WEBPACK_IMPORTED_MODULE_2__/* .InvalidContainerNameError */ .q5(`${illegal.join(', ')} ${illegal.length === 1 ? 'holds a build file, but its name is' : 'hold build files, but their names are'} no legal part of an image name`, 'rename the folder: lower-case letters and digits, with single ".", "_" or "-" between them.');
}
function checkSettings(settings, found, prefix) {
    const problems = [...settings.containers]
        .filter(([name]) => !found.has(name))
        .map(([name, { position }]) => ({
        ...(position ?? { file: 'gantry.yaml', line: 1, column: 1 }),
        keyPath: `containers.${name}`,
        text: `there is no container ${prefix}${name}${(0,_suggest__WEBPACK_IMPORTED_MODULE_3__/* .suggest */ .Z)(name, found.keys())}`,
    }));
    if (problems.length > 0) {
        throw new _errors__WEBPACK_IMPORTED_MODULE_2__/* .SettingsError */ .GN(problems, 'correct the name, or remove the entry of a container that is gone.');
    }
}


/***/ }),

/***/ 9427:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ readDefinition)
});

;// CONCATENATED MODULE: ./packages/containers/src/script/find-exports.ts
/** The index of the first token of the default export's value; `undefined` when there is none. */
function findDefaultExport(tokens) {
    for (let index = 0; index < tokens.length; index += 1) {
        if (isWord(tokens[index], 'export') && isWord(tokens[index + 1], 'default'))
            return index + 2;
        if (!isWord(tokens[index], 'as') || !isWord(tokens[index + 1], 'default'))
            continue;
        // export {definition as default}
        const end = tokens[index + 2];
        if (index > 0 && isWord(tokens[index - 1]) && (isSymbol(end, ',') || isSymbol(end, '}'))) {
            return findTopLevelConstants(tokens).get(tokens[index - 1]?.text ?? '');
        }
    }
    return undefined;
}
/** The indexes at which the values of `const name = …` begin, outside of every bracket. */
function findTopLevelConstants(tokens) {
    const constants = new Map();
    let depth = 0;
    tokens.forEach((token, index) => {
        if (token.kind === 'symbol' && '([{'.includes(token.text ?? ' '))
            depth += 1;
        if (token.kind === 'symbol' && ')]}'.includes(token.text ?? ' '))
            depth -= 1;
        const name = tokens[index + 1];
        if (depth !== 0 || !isWord(token, 'const') || !isWord(name))
            return;
        const value = findValue(tokens, index + 2);
        if (value !== undefined)
            constants.set(name?.text ?? '', value);
    });
    return constants;
}
/** After `= `, behind a type if there is one; the `=` of `=>` in a type is none. */
function findValue(tokens, first) {
    if (isSymbol(tokens[first], '='))
        return first + 1;
    if (!isSymbol(tokens[first], ':'))
        return undefined;
    for (let index = first + 1; index < tokens.length; index += 1) {
        if (isSymbol(tokens[index], ';'))
            return undefined;
        if (isSymbol(tokens[index], '=') && !isSymbol(tokens[index + 1], '>'))
            return index + 1;
    }
    return undefined;
}
function isSymbol(token, text) {
    return token?.kind === 'symbol' && token.text === text;
}
function isWord(token, text) {
    return token?.kind === 'word' && (text === undefined || token.text === text);
}

;// CONCATENATED MODULE: ./packages/containers/src/script/tokenize-script.ts
/**
 * Splits TypeScript into tokens, as far as finding literals needs it: a number is a word, a regular expression a string
 * without a value, a symbol one character. Never fails: what is not closed reaches to the end of its line or the file.
 */
function tokenizeScript(text) {
    const tokens = [];
    let line = 1;
    let index = 0;
    while (index < text.length) {
        const { end, token } = readToken(text, index, tokens.at(-1));
        if (token)
            tokens.push({ ...token, line });
        for (; index < end; index += 1)
            if (text[index] === '\n')
                line += 1;
    }
    return tokens;
}
/** Templates inside of templates; deeper ones are not read, so that no file can exhaust the stack. */
const maxDepth = 100;
function readToken(text, index, before, depth = 0) {
    const skipped = match(/\s+|\uFEFF|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/y, text, index);
    if (skipped)
        return { end: index + skipped.length };
    const character = text[index];
    if (character === '"' || character === "'") {
        const literal = match(character === '"' ? /"(?:\\[^]|[^"\\\n])*"?/y : /'(?:\\[^]|[^'\\\n])*'?/y, text, index) ?? character;
        return { end: index + literal.length, token: { kind: 'string', text: unquote(literal) } };
    }
    if (character === '`')
        return readTemplate(text, index, depth);
    const word = match(/[\p{L}\p{N}_$#@][\p{L}\p{N}_$]*/uy, text, index);
    if (word)
        return { end: index + word.length, token: { kind: 'word', text: word } };
    const expression = character === '/' && startsExpression(before) ? match(regularExpression, text, index) : undefined;
    if (expression)
        return { end: index + expression.length, token: { kind: 'string', text: undefined } };
    return { end: index + 1, token: { kind: 'symbol', text: character } };
}
const regularExpression = /\/(?:\\[^\n]|\[(?:\\[^\n]|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;
/** After a value a `/` divides; elsewhere it begins a regular expression. */
function startsExpression(before) {
    if (before === undefined)
        return true;
    if (before.kind === 'string')
        return false;
    if (before.kind === 'symbol')
        return before.text !== ')' && before.text !== ']' && before.text !== '}';
    return ['return', 'case', 'typeof', 'in', 'of', 'do', 'else', 'void', 'delete', 'await', 'yield'].includes(before.text ?? '');
}
function readTemplate(text, start, depth) {
    let index = start + 1;
    let computed = false;
    while (index < text.length && text[index] !== '`') {
        if (text[index] === '\\')
            index += 2;
        else if (text.startsWith('${', index)) {
            computed = true;
            index = skipSubstitution(text, index + 2, depth + 1);
        }
        else
            index += 1;
    }
    const end = Math.min(index + 1, text.length);
    return { end, token: { kind: 'string', text: computed ? undefined : unquote(text.slice(start, end)) } };
}
/** The index after the `}` that closes a substitution of a template. */
function skipSubstitution(text, start, depth) {
    if (depth > maxDepth)
        return text.length;
    let braces = 1;
    let index = start;
    let before;
    while (index < text.length && braces > 0) {
        const { end, token } = readToken(text, index, before, depth);
        if (token?.kind === 'symbol' && token.text === '{')
            braces += 1;
        if (token?.kind === 'symbol' && token.text === '}')
            braces -= 1;
        before = token ?? before;
        index = end;
    }
    return index;
}
/** The value of a literal; `undefined` when it is not closed, or has an escape beyond quotes, slashes and backslashes. */
function unquote(literal) {
    const inner = literal.slice(1, -1);
    if (literal.length < 2 || literal.at(-1) !== literal[0] || /\\(?![\\"'`/$])/.test(inner.replaceAll('\\\\', '/'))) {
        return undefined;
    }
    return inner.replaceAll(/\\([^])/g, '$1');
}
function match(pattern, text, index) {
    pattern.lastIndex = index;
    return pattern.exec(text)?.[0] || undefined;
}

;// CONCATENATED MODULE: ./packages/containers/src/script/read-definition.ts


/**
 * Reads `version`, `dependsOn` and `watch` of a container.ts's default export without running it. The export may be an
 * object, one given to a function (`defineContainer({…})`), or a constant; a value may be a literal or a top-level
 * constant that is one. Types (`as const`, `satisfies …`) do not matter.
 */
function readDefinition(text) {
    const reader = new DefinitionReader(tokenizeScript(text));
    return {
        version: reader.property('version', (index) => reader.string(index)),
        dependsOn: reader.property('dependsOn', (index) => reader.strings(index)),
        watch: reader.property('watch', (index) => reader.strings(index)),
    };
}
/** Constants that name constants that name … */
const maxHops = 20;
class DefinitionReader {
    tokens;
    constants;
    /** Where the values of the exported object begin; `'computed'` for those that are no plain values. */
    values = new Map();
    lineOfObject = 1;
    /** The line of the default export when it is no object that can be read, or of a spread in it. */
    unknownLine;
    constructor(tokens) {
        this.tokens = tokens;
        this.constants = findTopLevelConstants(tokens);
        const start = findDefaultExport(tokens);
        const object = start === undefined ? undefined : this.findObject(start, 0);
        if (object !== undefined)
            this.readObject(object + 1);
        else if (start !== undefined)
            this.unknownLine = tokens[start]?.line ?? 1;
    }
    property(name, read) {
        const index = this.values.get(name);
        if (typeof index === 'number')
            return read(index);
        const line = index === 'computed' ? this.lineOfObject : this.unknownLine;
        return line === undefined ? { kind: 'absent' } : { kind: 'dynamic', line };
    }
    string(index, hops = 0) {
        const token = this.tokens[index];
        const line = token?.line ?? 1;
        if (token?.kind === 'string' && token.text !== undefined && this.endsValue(index + 1)) {
            return { kind: 'literal', value: token.text, line };
        }
        if (isSymbol(token, '(')) {
            const inner = this.string(index + 1, hops + 1);
            const ends = inner.kind === 'literal' && this.endsValue(this.skipTo(index + 1, ')') + 1);
            return ends ? inner : { kind: 'dynamic', line };
        }
        const constant = this.constantAt(index, hops);
        return constant === undefined ? { kind: 'dynamic', line } : this.string(constant, hops + 1);
    }
    strings(index, hops = 0) {
        const line = this.tokens[index]?.line ?? 1;
        const constant = this.constantAt(index, hops);
        if (constant !== undefined)
            return this.strings(constant, hops + 1);
        if (!isSymbol(this.tokens[index], '['))
            return { kind: 'dynamic', line };
        const value = [];
        let next = index + 1;
        while (next < this.tokens.length && !isSymbol(this.tokens[next], ']')) {
            const item = this.string(next);
            if (item.kind !== 'literal')
                return { kind: 'dynamic', line };
            value.push(item.value);
            next = this.skipTo(next, ',');
            if (isSymbol(this.tokens[next], ','))
                next += 1;
        }
        return this.endsValue(next + 1) ? { kind: 'literal', value, line } : { kind: 'dynamic', line };
    }
    findObject(index, hops) {
        const token = this.tokens[index];
        if (isSymbol(token, '{')) {
            this.lineOfObject = token?.line ?? 1;
            return index;
        }
        if (hops > maxHops)
            return undefined;
        if (isSymbol(token, '('))
            return this.findObject(index + 1, hops + 1);
        const constant = this.constantAt(index, hops);
        if (constant !== undefined)
            return this.findObject(constant, hops + 1);
        // The argument of a function that gives back what it gets: defineContainer({…}).
        const isCall = isWord(token) && !isWord(token, 'class') && !isWord(token, 'function') && !isWord(token, 'async');
        return isCall && isSymbol(this.tokens[index + 1], '(') ? this.findObject(index + 2, hops + 1) : undefined;
    }
    readObject(first) {
        let index = first;
        while (index < this.tokens.length && !isSymbol(this.tokens[index], '}')) {
            const key = this.tokens[index];
            const after = this.tokens[index + 1];
            if (isSymbol(key, '.')) {
                // A spread may replace what stands before it.
                for (const name of this.values.keys())
                    this.values.set(name, 'computed');
                this.unknownLine = key.line;
            }
            else if (key.kind !== 'symbol' && key.text !== undefined) {
                if (isSymbol(after, ':'))
                    this.values.set(key.text, index + 2);
                else if (isSymbol(after, ',') || isSymbol(after, '}'))
                    this.values.set(key.text, index);
                else if (isWord(after))
                    this.values.set(after?.text ?? '', 'computed');
                else
                    this.values.set(key.text, 'computed');
            }
            index = this.skipTo(index, ',');
            if (isSymbol(this.tokens[index], ','))
                index += 1;
        }
    }
    constantAt(index, hops) {
        const token = this.tokens[index];
        if (!isWord(token) || hops > maxHops || !this.endsValue(index + 1))
            return undefined;
        return this.constants.get(token?.text ?? '');
    }
    /** Whether an expression can end before this token: nothing follows that would compute with it. */
    endsValue(index) {
        const token = this.tokens[index];
        if (token === undefined)
            return true;
        if (token.kind === 'symbol')
            return [',', ';', '}', ')', ']'].includes(token.text ?? '');
        if (token.kind === 'string')
            return false;
        return token.text === 'as' || token.text === 'satisfies' || token.line > (this.tokens[index - 1]?.line ?? 0);
    }
    /** The next such symbol outside of brackets, or the bracket that closes what surrounds the place. */
    skipTo(first, symbol) {
        let depth = 0;
        let index = first;
        for (; index < this.tokens.length; index += 1) {
            const token = this.tokens[index];
            if (token?.kind !== 'symbol')
                continue;
            if (depth === 0 && token.text === symbol)
                return index;
            if ('([{'.includes(token.text ?? ' '))
                depth += 1;
            if (')]}'.includes(token.text ?? ' '))
                depth -= 1;
            if (depth < 0)
                return index;
        }
        return index;
    }
}


/***/ }),

/***/ 1463:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ readSettings)
/* harmony export */ });
/* harmony import */ var _errors__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5964);
/* harmony import */ var _settings__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1820);


const fileNames = ['gantry.yaml', 'gantry.yml'];
/**
 * Reads gantry.yaml (or gantry.yml) at the root; without it, the defaults.
 *
 * @throws SettingsError that names every problem with file, line, column and key path
 */
async function readSettings(files) {
    const found = [];
    for (const file of fileNames) {
        const text = await files.readText(file);
        if (text !== undefined)
            found.push({ file, text });
    }
    if (found.length > 1) {
        const text = `${fileNames.join(' and ')} are both here, and only one can count`;
        throw new _errors__WEBPACK_IMPORTED_MODULE_0__/* .SettingsError */ .GN([{ file: fileNames[1], line: 1, column: 1, keyPath: '', text }], 'keep gantry.yaml alone.');
    }
    if (!found[0])
        return _settings__WEBPACK_IMPORTED_MODULE_1__/* .defaultSettings */ .L;
    // A repository without gantry.yaml does not pay for the YAML parser.
    const { parseSettings } = await Promise.all(/* import() */[__webpack_require__.e(9), __webpack_require__.e(713)]).then(__webpack_require__.bind(__webpack_require__, 9713));
    return parseSettings(found[0].text, found[0].file);
}


/***/ }),

/***/ 1820:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ defaultSettings),
/* harmony export */   Q: () => (/* binding */ defaultContainerSettings)
/* harmony export */ });
const defaultContainerSettings = { watch: [], dependsOn: [], labels: {} };
const defaultSettings = { directory: 'containers', mainBranch: 'main', containers: new Map() };


/***/ }),

/***/ 745:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ suggest)
/* harmony export */ });
/** `; did you mean "x"?` for the candidate that is most like the word, or an empty text when none is close. */
function suggest(word, candidates) {
    let best;
    let bestDistance = Math.min(3, Math.floor(word.length / 2) + 1);
    for (const candidate of candidates) {
        if (Math.abs(candidate.length - word.length) > 3)
            continue;
        const distance = simplify(candidate) === simplify(word) ? 0 : editDistance(word, candidate);
        if (distance < bestDistance)
            [best, bestDistance] = [candidate, distance];
    }
    return best === undefined ? '' : `; did you mean "${best}"?`;
}
/** `main-branch` and `main_branch` are `mainBranch` in another house's spelling. */
function simplify(word) {
    return word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
/** How many letters have to be added, removed or replaced (Levenshtein). */
function editDistance(a, b) {
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (let i = 1; i <= a.length; i += 1) {
        const next = [i];
        for (let j = 1; j <= b.length; j += 1) {
            const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
            next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
        }
        row = next;
    }
    return row[b.length] ?? 0;
}


/***/ }),

/***/ 2625:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ parseCommitSha)
/* harmony export */ });
/* unused harmony export InvalidShaError */
/* harmony import */ var _gantry_errors__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2838);

/** A text that should have been a full commit sha. */
class InvalidShaError extends _gantry_errors__WEBPACK_IMPORTED_MODULE_0__/* .GantryError */ .A {
    constructor(text) {
        super(`${JSON.stringify(text.slice(0, 80))} is not a full commit sha`, {
            code: 'invalid-sha',
            hint: 'pass all 40 (or 64) hexadecimal digits of the commit.',
        });
    }
}
/**
 * Reads a full commit sha; upper-case digits become lower-case, as in git.
 *
 * @throws InvalidShaError for every other text, the all-zero sha of "no commit" included
 */
function parseCommitSha(text) {
    const sha = text.toLowerCase();
    if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(sha) || /^0+$/.test(sha))
        throw new InvalidShaError(text);
    return sha;
}


/***/ }),

/***/ 8196:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AD: () => (/* binding */ UnknownRefError),
/* harmony export */   Ec: () => (/* binding */ AmbiguousRefError),
/* harmony export */   Ng: () => (/* binding */ InvalidRefError),
/* harmony export */   pU: () => (/* binding */ RepositoryError),
/* harmony export */   tm: () => (/* binding */ removeCredentials),
/* harmony export */   zS: () => (/* binding */ summarizeGitOutput)
/* harmony export */ });
/* harmony import */ var _gantry_errors__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2838);
/* harmony import */ var _gantry_errors__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3727);

/** A repository that cannot answer: it is none, it is damaged, or `origin` refuses or cannot be reached. */
class RepositoryError extends _gantry_errors__WEBPACK_IMPORTED_MODULE_0__/* .GantryError */ .A {
    constructor(code, message, details = {}) {
        super(message, { code, ...details });
    }
}
/** A ref that names no commit, neither here nor at `origin`. */
class UnknownRefError extends _gantry_errors__WEBPACK_IMPORTED_MODULE_0__/* .GantryError */ .A {
    ref;
    constructor(ref, message, details = {}) {
        super(message, {
            code: 'unknown-ref',
            hint: 'name a branch, a tag or a commit that has been pushed.',
            ...details,
        });
        this.ref = ref;
    }
}
/** A text that no ref may be; nothing was asked of git. */
class InvalidRefError extends UnknownRefError {
    constructor(ref, reason) {
        super(ref, `The ref ${JSON.stringify(ref.slice(0, 80))} is refused: ${reason}`, {
            code: 'invalid-ref',
            hint: 'pass a branch, a tag, a commit sha, or a full ref such as refs/heads/main.',
        });
    }
}
/** A short sha that more than one commit begins with. */
class AmbiguousRefError extends UnknownRefError {
    candidates;
    constructor(ref, candidates) {
        const shown = candidates.slice(0, 10).join(', ') + (candidates.length > 10 ? ', …' : '');
        super(ref, `The short sha ${ref} is ambiguous: ${candidates.length} commits begin with it (${shown})`, {
            code: 'ambiguous-ref',
            hint: 'pass more digits of the commit you mean.',
        });
        this.candidates = candidates;
    }
}
/** What git printed, fit for a message: the last lines, without hints, progress, or credentials in addresses. */
function summarizeGitOutput(stderr) {
    const lines = stderr
        .split(/[\r\n]+/)
        .map((line) => line.trim())
        .filter((line) => line !== '' && !/^(hint:|remote: (Counting|Compressing|Enumerating|Total))/.test(line));
    return removeCredentials((0,_gantry_errors__WEBPACK_IMPORTED_MODULE_1__/* .redactSecrets */ .f)(lines.slice(-6).join('\n')));
}
/** The text without user and password in front of a host. `git@` and other bare users of ssh stay. */
function removeCredentials(text) {
    return text
        .replace(/(\bhttps?:\/\/)[^/@\s'"]+@/gi, '$1')
        .replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^/@:\s'"]*):[^/@\s'"]+@/gi, '$1@');
}


/***/ }),

/***/ 4744:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ CommandError)
/* harmony export */ });
/* unused harmony export quoteArgument */
/* harmony import */ var _gantry_errors__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2838);
/* harmony import */ var _gantry_errors__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3727);

const stderrTailLines = 20;
/** A program that was not found, ran out of time, or ended with another exit status than 0. Secrets are redacted. */
class CommandError extends _gantry_errors__WEBPACK_IMPORTED_MODULE_0__/* .GantryError */ .A {
    argv;
    exitCode;
    signal;
    stdout;
    stderr;
    constructor(code, summary, failure, details = {}) {
        const stderr = (0,_gantry_errors__WEBPACK_IMPORTED_MODULE_1__/* .redactSecrets */ .f)(failure.stderr);
        const tail = stderr.trim().split('\n').slice(-stderrTailLines).join('\n');
        const command = (0,_gantry_errors__WEBPACK_IMPORTED_MODULE_1__/* .redactSecrets */ .f)(failure.argv.map(quoteArgument).join(' '));
        super(`${command} ${summary}${tail === '' ? '' : `:\n${tail}`}`, { code, ...details });
        this.argv = failure.argv.map(_gantry_errors__WEBPACK_IMPORTED_MODULE_1__/* .redactSecrets */ .f);
        this.exitCode = failure.exitCode;
        this.signal = failure.signal;
        this.stdout = (0,_gantry_errors__WEBPACK_IMPORTED_MODULE_1__/* .redactSecrets */ .f)(failure.stdout);
        this.stderr = stderr;
    }
}
/** One argument as somebody would type it into a POSIX shell; only for texts that people read. */
function quoteArgument(argument) {
    return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}


/***/ }),

/***/ 7571:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run),
  J: () => (/* binding */ tryRun)
});

// EXTERNAL MODULE: ./node_modules/.pnpm/execa@9.6.1/node_modules/execa/index.js + 131 modules
var execa = __webpack_require__(2731);
// EXTERNAL MODULE: ./packages/process/src/command-error.ts
var command_error = __webpack_require__(4744);
// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
;// CONCATENATED MODULE: ./packages/process/src/split-lines.ts

/** Calls `onLine` with each line of a byte stream, the last one too if it has no line end. `\r\n` counts as one line end. */
function splitLines(stream, onLine) {
    const decoder = new external_node_string_decoder_.StringDecoder('utf8');
    let rest = '';
    stream.on('data', (chunk) => {
        const lines = (rest + (typeof chunk === 'string' ? chunk : decoder.write(chunk))).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines)
            onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
    });
    stream.on('end', () => {
        rest += decoder.end();
        if (rest !== '')
            onLine(rest);
        rest = '';
    });
}

;// CONCATENATED MODULE: ./packages/process/src/run.ts



/**
 * Runs one program without a shell, and waits for its end.
 *
 * @param argv - the program and its arguments
 * @returns what it printed, as UTF-8 text, line ends kept
 * @throws CommandError when it is not found, ends with a status other than 0 or by a signal, or runs out of time
 */
async function run(argv, options) {
    const result = await tryRun(argv, options);
    if (result.exitCode === 0)
        return result;
    throw new command_error/* CommandError */.Q('command-failed', `failed with exit code ${result.exitCode}`, {
        ...result,
        argv,
        signal: undefined,
    });
}
/**
 * Like {@link run}, for programs whose exit status is an answer: any status is returned.
 *
 * @throws CommandError when it is not found, ended by a signal, or runs out of time
 */
async function tryRun(argv, options) {
    const [command, ...args] = argv;
    const subprocess = (0,execa/* execa */.Ho)(command, args, {
        env: definedEntries(options.env),
        extendEnv: false,
        reject: false,
        stripFinalNewline: false,
        timeout: options.timeoutMs,
        maxBuffer: options.maxOutputBytes ?? 256 * 1024 * 1024,
        ...(options.input === undefined ? { stdin: 'ignore' } : { input: options.input }),
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
    });
    const { onLine } = options;
    if (onLine) {
        splitLines(subprocess.stdout, (line) => onLine(line, 'stdout'));
        splitLines(subprocess.stderr, (line) => onLine(line, 'stderr'));
    }
    const result = await subprocess;
    // With `stdio` as it is here both are texts; execa's types also know shapes that these options never give.
    const stdout = result.stdout ?? '';
    const stderr = result.stderr ?? '';
    const failure = { argv, exitCode: result.exitCode, signal: result.signal, stdout, stderr };
    if (result.timedOut) {
        throw new command_error/* CommandError */.Q('command-timed-out', `did not end within ${options.timeoutMs / 1000} s`, failure);
    }
    if (result.exitCode !== undefined && !result.isMaxBuffer)
        return { stdout, stderr, exitCode: result.exitCode };
    if (result.code === 'ENOENT' || result.code === 'EACCES')
        throw notFound(command, failure, options);
    const reason = result.isMaxBuffer
        ? 'printed more than it may'
        : result.isCanceled
            ? 'was cancelled'
            : result.signal
                ? `was ended by ${result.signal}`
                : 'could not be started';
    throw new command_error/* CommandError */.Q('command-failed', reason, failure, { cause: result.cause });
}
function notFound(command, failure, options) {
    const where = command.includes('/') ? '' : ` on PATH (${options.env.PATH ?? 'empty'})`;
    return new command_error/* CommandError */.Q('command-not-found', `could not be started: ${command} was not found${where}`, failure, {
        hint: `install ${command}, or use a job image that has it.`,
    });
}
function definedEntries(env) {
    return Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== undefined));
}


/***/ }),

/***/ 2746:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ toolEnvironment)
/* harmony export */ });
const inherited = [
    'PATH',
    'HOME',
    'USER',
    'LOGNAME',
    'SHELL',
    'TMPDIR',
    'TZ',
    'LANG',
    'SSL_CERT_FILE',
    'SSL_CERT_DIR',
    'NIX_SSL_CERT_FILE',
    'CURL_CA_BUNDLE',
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'NO_PROXY',
    'ALL_PROXY',
    'http_proxy',
    'https_proxy',
    'no_proxy',
    'all_proxy',
    'XDG_CACHE_HOME',
    'XDG_CONFIG_HOME',
    'XDG_DATA_HOME',
    'XDG_RUNTIME_DIR',
];
/**
 * The part of an environment that any tool needs (where programs, home, temporary folder, proxies and certificates are),
 * and nothing that could be a secret of the job. Messages come in English, plain and without paging.
 *
 * @param env - the environment of this process
 * @param extra - what this tool needs besides
 */
function toolEnvironment(env, extra = {}) {
    const chosen = Object.fromEntries(inherited.filter((name) => env[name] !== undefined).map((name) => [name, env[name]]));
    return { ...chosen, LC_ALL: 'C.UTF-8', NO_COLOR: '1', TERM: 'dumb', PAGER: 'cat', ...extra };
}


/***/ })

};
;