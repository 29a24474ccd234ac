"use strict";
exports.id = 628;
exports.ids = [628];
exports.modules = {

/***/ 7628:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runDetect: () => (/* binding */ runDetect)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./packages/containers/src/dependencies/order-by-dependencies.ts
var order_by_dependencies = __webpack_require__(2913);
;// CONCATENATED MODULE: ./packages/events/src/builds-main.ts
/**
 * Whether a run builds main itself: a push to the main branch, or the daily catch-up (a schedule runs on the default
 * branch). A manual dispatch never does, whatever it is dispatched on.
 *
 * @param mainBranch - `main`, without `refs/heads/`
 */
function buildsMain({ event, ref }, mainBranch) {
    const main = `refs/heads/${mainBranch}`;
    if (event.kind === 'push')
        return event.ref === main;
    return event.kind === 'schedule' && ref === main;
}

// EXTERNAL MODULE: ./packages/errors/src/gantry-error.ts
var gantry_error = __webpack_require__(2838);
;// CONCATENATED MODULE: ./packages/detection/src/detection-error.ts

/** What is to be built cannot be said, because of something that a person has to correct. */
class DetectionError extends gantry_error/* GantryError */.A {
    constructor(code, message, details) {
        super(message, { code, ...details });
    }
}

;// CONCATENATED MODULE: ./packages/detection/src/base/choose-base.ts


/**
 * Chooses what head is compared with.
 *
 * `auto` asks the registry where the run is to publish what is owed (main, a schedule, a dispatch, a tag), and compares
 * commits where it shows what somebody changed (a pull request, another branch, a person's own clone). `before` is the
 * same without asking a registry.
 *
 * @throws DetectionError `no-registry` for `last-published` without a registry
 */
function chooseBase(request) {
    switch (request.base) {
        case 'auto':
            return request.registryKnown && publishes(request) ? lastPublished(request) : compareCommits(request);
        case 'before':
            return compareCommits(request);
        case 'last-published':
            if (request.registryKnown)
                return lastPublished(request);
            throw new DetectionError('no-registry', 'There is no registry to ask what was published last', {
                hint: 'set the input `registry`, or `registry:` in gantry.yaml; `base: before` needs none.',
            });
        default:
            return { kind: 'ref', ref: request.base };
    }
}
function publishes({ context, mainBranch }) {
    const { event } = context;
    if (event.kind === 'push')
        return buildsMain(context, mainBranch) || event.ref.startsWith('refs/tags/');
    if (event.kind === 'pull_request')
        return false;
    return event.kind !== 'other' || event.name !== '';
}
function lastPublished(request) {
    return {
        kind: 'last-published',
        mainOnly: request.head === 'HEAD' && buildsMain(request.context, request.mainBranch),
        headCounts: request.context.event.kind !== 'push',
        otherwise: compareCommits(request),
    };
}
function compareCommits({ context: { event }, head, mainBranch }) {
    const main = `refs/heads/${mainBranch}`;
    switch (event.kind) {
        case 'push':
            if (event.ref.startsWith('refs/tags/'))
                return everything('the push of a tag does not say what came before');
            if (event.before !== undefined) {
                return { kind: 'commit', sha: event.before, what: `the commit before this push to ${shortRef(event.ref)}` };
            }
            if (event.ref === main)
                return everything(`this is the first push of ${mainBranch}`);
            return { kind: 'merge-base', refs: [main], whenMerged: 'nothing' };
        case 'pull_request':
            // The branch may have moved since, or may have been rewritten: its tip of then is what this request was made for.
            return { kind: 'merge-base', refs: [event.baseSha, `refs/heads/${event.baseBranch}`], whenMerged: 'nothing' };
        case 'workflow_dispatch':
            if (event.ref === main && head === 'HEAD')
                return everything(`a dispatch on ${mainBranch} has no earlier commit`);
            return { kind: 'merge-base', refs: [main], whenMerged: 'everything' };
        case 'schedule':
            return everything('a schedule has no earlier commit');
        case 'other':
            if (event.name !== '')
                return everything(`the event ${event.name} has no earlier commit`);
            return { kind: 'merge-base', refs: [main], whenMerged: 'nothing' };
    }
}
function everything(reason) {
    return { kind: 'everything', reason };
}
function shortRef(ref) {
    return ref.replace(/^refs\/heads\//, '');
}

// EXTERNAL MODULE: ./packages/git/src/commit-sha.ts
var commit_sha = __webpack_require__(2625);
// EXTERNAL MODULE: ./packages/git/src/repository-error.ts
var repository_error = __webpack_require__(8196);
;// CONCATENATED MODULE: ./packages/detection/src/base/find-base.ts

/**
 * Finds the commit that a plan means; fetched when it is not here.
 *
 * @returns `everything` when the commit that the event speaks of cannot be had: a build too many is better than one too few
 * @throws UnknownRefError for a ref that a person named and that does not exist
 */
async function findBase(plan, head, history) {
    switch (plan.kind) {
        case 'everything':
            return plan;
        case 'ref':
            return { kind: 'commit', sha: await history.resolve(plan.ref) };
        case 'commit':
            return unlessUnreachable(plan.what, async () => {
                const sha = (0,commit_sha/* parseCommitSha */.t)(plan.sha);
                if (await history.ensureCommit(sha))
                    return { kind: 'commit', sha };
                return { kind: 'everything', reason: `${plan.what} (${sha.slice(0, 7)}) is gone from the server` };
            });
        case 'merge-base':
            return unlessUnreachable(`the history of ${describeRef(plan.refs.at(-1) ?? '')}`, () => findMergeBase(plan, head, history));
    }
}
async function findMergeBase({ refs, whenMerged }, head, history) {
    const name = describeRef(refs.at(-1) ?? '');
    for (const ref of refs) {
        const other = await resolveKnown(ref, history);
        if (other === undefined)
            continue;
        const sha = await history.mergeBase(head, other);
        if (sha === undefined)
            return { kind: 'everything', reason: `${head.slice(0, 7)} and ${name} have no common history` };
        if (sha === head && whenMerged === 'everything') {
            return {
                kind: 'everything',
                reason: `${head.slice(0, 7)} is a commit of ${name}, and has no earlier commit to compare`,
            };
        }
        return { kind: 'commit', sha };
    }
    return { kind: 'everything', reason: `there is no branch ${name} to compare with` };
}
async function resolveKnown(ref, history) {
    try {
        return await history.resolve(ref);
    }
    catch (error) {
        if (error instanceof repository_error/* UnknownRefError */.AD)
            return undefined;
        throw error;
    }
}
async function unlessUnreachable(what, find) {
    try {
        return await find();
    }
    catch (error) {
        if (!(error instanceof repository_error/* RepositoryError */.pU))
            throw error;
        return { kind: 'everything', reason: `${what} cannot be read: ${error.message}` };
    }
}
function describeRef(ref) {
    return ref.replace(/^refs\/heads\//, '');
}

;// CONCATENATED MODULE: ./packages/detection/src/plan/judgement.ts
/** All images, to be built for one reason. */
function buildAll(head, reason) {
    return judgeAll(head, { kind: 'build', reason });
}
/** All images, with one verdict. */
function judgeAll({ containers }, verdict) {
    return containers.flatMap((container) => container.builders.map((builder) => ({ container, builder, verdict })));
}

// EXTERNAL MODULE: ./packages/containers/src/settings/read-settings.ts
var read_settings = __webpack_require__(1463);
// EXTERNAL MODULE: ./packages/containers/src/watch/owners.ts
var owners = __webpack_require__(6947);
;// CONCATENATED MODULE: ./packages/detection/src/reasons.ts
/** So many reasons are spelled out for each container. */
const maxReasons = 5;
/** Collects reasons for many names, without holding more text than is shown. */
class ReasonCollector {
    reasonsByName = new Map();
    add(name, text) {
        const reasons = this.reasonsByName.get(name) ?? { texts: [], more: 0 };
        this.reasonsByName.set(name, reasons);
        if (reasons.texts.includes(text))
            return;
        if (reasons.texts.length < maxReasons)
            reasons.texts.push(text);
        else
            reasons.more += 1;
    }
    addAll(name, { texts, more }) {
        for (const text of texts)
            this.add(name, text);
        const reasons = this.reasonsByName.get(name);
        if (reasons)
            reasons.more = Math.max(reasons.more, more);
    }
    get(name) {
        return this.reasonsByName.get(name);
    }
    get all() {
        return this.reasonsByName;
    }
}
/** The reasons as lines, the last of which counts what is not shown. */
function formatReasons({ texts, more }) {
    return more === 0 ? [...texts] : [...texts, `… and ${more} more ${more === 1 ? 'file' : 'files'}`];
}
/** A path as it stands in a text: quoted when it would break the line, short enough to be read. */
function formatPath(path) {
    const shown = path.length > 160 ? `${path.slice(0, 80)}…${path.slice(-79)}` : path;
    // eslint-disable-next-line no-control-regex
    return /[\x00-\x1f\x7f-\x9f\u2028\u2029]/.test(shown) ? JSON.stringify(shown) : shown;
}

;// CONCATENATED MODULE: ./packages/detection/src/changes/find-changes.ts


const buildFiles = new Set(['container.ts', 'Dockerfile', 'default.nix']);
/** Assigns each path that differs to the containers it belongs to. */
function findChanges({ paths, containers, directory, watch, settings }) {
    const names = new Set(containers.map(({ name }) => name));
    const ownersOf = (0,owners/* indexOwners */.rg)(containers, watch);
    const reasons = new ReasonCollector();
    const deleted = new Set();
    for (const [name, text] of settings)
        if (names.has(name))
            reasons.add(name, text);
    for (const path of paths) {
        for (const { container, watch: pattern } of ownersOf(path)) {
            const why = pattern === undefined ? '' : ` (watch ${formatPath(pattern)})`;
            reasons.add(container, `${formatPath(path)} changed${why}`);
        }
        const name = containerOfBuildFile(path, directory);
        if (name !== undefined && !names.has(name))
            deleted.add(name);
    }
    return { changed: reasons.all, deleted };
}
/** The name of the container whose build file this path is or was; `undefined` for every other path. */
function containerOfBuildFile(path, directory) {
    const prefix = directory === '' ? '' : `${directory}/`;
    if (!path.startsWith(prefix))
        return undefined;
    const [name, file, ...more] = path.slice(prefix.length).split('/');
    return more.length === 0 && name !== undefined && file !== undefined && buildFiles.has(file) ? name : undefined;
}

;// CONCATENATED MODULE: ./packages/detection/src/changes/settings-changes.ts
// `service` names a row of service-versions.yaml, and never reaches an image.
const imageKeys = ['watch', 'dependsOn', 'labels', 'nix'];
/**
 * Compares gantry.yaml of two commits. A new watch path counts as a change of the container: nobody knows what changed
 * below it while it was not watched.
 *
 * @param overridden - global settings that an input replaces, so that the file's do not matter
 */
function compareSettings(base, head, overridden) {
    const byContainer = new Map();
    for (const name of new Set([...base.containers.keys(), ...head.containers.keys()])) {
        const [before, after] = [base.containers.get(name), head.containers.get(name)];
        const keys = imageKeys.filter((key) => canonical(before?.[key]) !== canonical(after?.[key]));
        if (keys.length > 0)
            byContainer.set(name, `${keys.join(' and ')} changed in gantry.yaml`);
    }
    const keys = ['registry', 'namespace', 'directory'].filter((key) => !overridden.has(key) && base[key] !== head[key]);
    return { byContainer, everything: keys.length === 0 ? undefined : `${keys.join(' and ')} changed in gantry.yaml` };
}
/** One text for equal values; an entry that is left out equals an empty one. */
function canonical(value) {
    if (value === undefined || value === null)
        return '';
    if (Array.isArray(value))
        return value.length === 0 ? '' : JSON.stringify([...value].sort());
    if (typeof value !== 'object')
        return JSON.stringify(value);
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return entries.length === 0 ? '' : JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

;// CONCATENATED MODULE: ./packages/detection/src/changes/read-changes.ts




const settingsFiles = ['gantry.yaml', 'gantry.yml'];
/**
 * Lists what differs between two commits.
 *
 * @param under - the folders that matter; gantry.yaml always does
 */
function listChangedPaths(base, head, history, under) {
    return history.changedPaths(base, head, under && [...under, ...settingsFiles]);
}
/** Says which containers a list of paths changes, and whether all have to count as changed. */
async function readChanges(paths, base, head, history) {
    const settings = settingsFiles.some((file) => paths.includes(file))
        ? await readSettingsChanges(base, head, history)
        : { byContainer: new Map(), everything: undefined };
    const { containers, watch } = head;
    const { directory } = head.settings;
    const changes = findChanges({ paths, containers, directory, watch, settings: settings.byContainer });
    return { ...changes, everything: settings.everything };
}
async function readSettingsChanges(base, head, history) {
    try {
        return compareSettings(await (0,read_settings/* readSettings */.s)(history.filesAt(base)), head.settings, head.overridden);
    }
    catch (error) {
        if (!(error instanceof gantry_error/* GantryError */.A))
            throw error;
        const text = `gantry.yaml of ${base.slice(0, 7)} cannot be read, and was corrected`;
        return { byContainer: new Map([...head.settings.containers.keys()].map((name) => [name, text])), everything: text };
    }
}

;// CONCATENATED MODULE: ./packages/detection/src/changes/judge-by-comparison.ts



/** Finds the base and compares; needs nothing of what head says about its containers. */
async function compare(plan, head, history) {
    const base = await findBase(plan, head, history);
    return { base, paths: base.kind === 'commit' ? await listChangedPaths(base.sha, head, history) : [] };
}
/** Judges all images by what differs between one commit and head. */
async function judgeByComparison({ base, paths }, head, { history, log }) {
    if (base.kind === 'everything') {
        log.warning(`Everything is built, because ${base.reason}.`);
        const images = buildAll(head, `everything is built: ${base.reason}`);
        return { images, base: undefined, registryIsRecord: false };
    }
    log.info(`Comparing ${head.sha.slice(0, 7)} with ${base.sha.slice(0, 7)}`);
    const changes = await readChanges(paths, base.sha, head, history);
    const images = changes.everything === undefined ? judgeAll(head, { kind: 'compare', changes }) : buildAll(head, changes.everything);
    return { images, base: base.sha, registryIsRecord: false };
}

// EXTERNAL MODULE: ./packages/containers/src/file-source.ts
var file_source = __webpack_require__(6695);
// EXTERNAL MODULE: ./packages/containers/src/find-containers.ts
var find_containers = __webpack_require__(2789);
// EXTERNAL MODULE: ./packages/containers/src/watch/list-watch.ts
var list_watch = __webpack_require__(1029);
// EXTERNAL MODULE: ./packages/containers/src/container-name.ts
var container_name = __webpack_require__(2502);
// EXTERNAL MODULE: ./packages/containers/src/dependencies/list-dependencies.ts
var list_dependencies = __webpack_require__(627);
// EXTERNAL MODULE: ./packages/containers/src/dockerfile/read-build.ts + 1 modules
var read_build = __webpack_require__(2960);
// EXTERNAL MODULE: ./packages/containers/src/dockerfile/parse-dockerfile.ts
var parse_dockerfile = __webpack_require__(5436);
// EXTERNAL MODULE: ./packages/containers/src/dependencies/image-names.ts
var image_names = __webpack_require__(737);
;// CONCATENATED MODULE: ./packages/detection/src/read-dependencies.ts

/**
 * Which containers each container depends on, directly. A name that a Dockerfile takes from the own namespace counts even
 * when there is no such container: it may have been deleted.
 *
 * @param files - read each file once; see `rememberFiles`
 * @throws what `listDependencies` throws
 */
async function readDependencies(files, containers, scope) {
    const names = new Set(containers.map(({ name }) => name));
    const absent = new Set();
    const relevant = await Promise.all(containers.map(async (container) => {
        if (container.dockerfile === undefined)
            return container;
        const used = scope.registry === undefined ? [] : await readOwnImages(files, container, scope);
        for (const name of used)
            if (!names.has(name) && (0,container_name/* isContainerName */.p)(name))
                absent.add(name);
        // Nearly all use nobody's image but strangers'; their Dockerfiles need not be parsed a second time.
        const { dockerfile, ...withoutDockerfile } = container;
        return used.length > 0 ? container : withoutDockerfile;
    }));
    const settings = { watch: [], dependsOn: [], labels: {} };
    const gone = [...absent].map((name) => ({ name, path: '', builders: [], settings }));
    return (0,list_dependencies/* listDependencies */.E)(files, [...relevant, ...gone], scope);
}
async function readOwnImages(files, { path }, scope) {
    const { images } = (0,read_build/* readBuild */.l)((0,parse_dockerfile/* parseDockerfile */.A)((await files.readText(`${path}/Dockerfile`)) ?? ''));
    return images.flatMap(({ reference }) => (0,image_names/* ownImageName */.V)(reference, scope) ?? []);
}

// EXTERNAL MODULE: ./packages/containers/src/watch/watch-pattern.ts + 1 modules
var watch_pattern = __webpack_require__(1818);
;// CONCATENATED MODULE: ./packages/detection/src/watched-files.ts


/**
 * Checks that each pattern means at least one file. Only the folders that patterns begin with are listed.
 *
 * @throws DetectionError `watch-matches-nothing`: a path that was renamed would hide every later change
 */
async function checkWatch(watch, files, where) {
    const folders = new Set([...watch.values()].flat().flatMap(fixedFolders));
    if (folders.size === 0)
        return;
    const under = folders.has('') ? [''] : [...folders];
    const lists = await Promise.all(under.map((folder) => files.listFiles(folder)));
    const unmatched = (0,owners/* unmatchedWatchPatterns */.Gv)(lists.flat(), watch);
    if (unmatched.length === 0)
        return;
    const shown = unmatched
        .slice(0, 10)
        .map(({ container, pattern }) => `the watch pattern ${JSON.stringify(pattern)} of ${container} matches no tracked file`);
    throw new DetectionError('watch-matches-nothing', `In ${where}, ${shown.join('; ')}`, {
        hint: 'correct the pattern, or remove it with the file that is gone.',
    });
}
/** The folders (or the file) at or below which a pattern's paths lie; `''` is the root. */
function fixedFolders(pattern) {
    return (0,watch_pattern/* parseWatchPattern */.dN)(pattern).alternatives.map((segments) => {
        const wild = segments.findIndex((segment) => /[*?]/.test(segment));
        return (wild === -1 ? segments : segments.slice(0, wild)).join('/');
    });
}

;// CONCATENATED MODULE: ./packages/detection/src/head.ts



/** @throws SettingsError */
async function readCommit(sha, overrides, history) {
    const files = (0,file_source/* rememberFiles */.X)(history.filesAt(sha));
    const settings = applyOverrides(await (0,read_settings/* readSettings */.s)(files), overrides);
    const keys = ['registry', 'namespace', 'directory'];
    return { sha, files, settings, overridden: new Set(keys.filter((key) => overrides[key] !== undefined)) };
}
/**
 * Reads what a commit says about its containers.
 *
 * @throws SettingsError, WatchPatternError, DetectionError `watch-matches-nothing`, and what finding containers throws
 */
async function readHead(commit) {
    const { sha, files, settings } = commit;
    const containers = await (0,find_containers/* findContainers */.W)(files, settings);
    const [watch, dependencies] = await Promise.all([
        (0,list_watch/* listWatch */.q)(files, containers),
        readDependencies(files, containers, settings),
    ]);
    await checkWatch(watch, files, sha.slice(0, 7));
    return { ...commit, containers, watch, dependencies };
}
function applyOverrides(settings, { directory, registry, namespace, mainBranch }) {
    return {
        ...settings,
        ...(directory === undefined ? {} : { directory }),
        ...(registry === undefined ? {} : { registry }),
        ...(namespace === undefined ? {} : { namespace }),
        ...(mainBranch === undefined ? {} : { mainBranch }),
    };
}

;// CONCATENATED MODULE: ./packages/detection/src/plan/follow-dependencies.ts
/** Everything that a container depends on, through any number of steps; itself only when it is part of a circle. */
function followDependencies(name, dependencies) {
    const found = new Set();
    const open = [...(dependencies.get(name) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
        if (found.has(next))
            continue;
        found.add(next);
        open.push(...(dependencies.get(next) ?? []));
    }
    return [...found].sort();
}

;// CONCATENATED MODULE: ./packages/detection/src/plan/plan-builds.ts



/**
 * Decides what is built: what has to be, what changed, and what depends on either. Pure.
 *
 * @param dependencies - direct ones by name; names that are no container of head are deleted ones
 * @throws DependencyCycleError
 */
function planBuilds(images, dependencies) {
    const imagesByName = groupByContainer(images);
    const buildersByName = new Map();
    const reasons = new ReasonCollector();
    const warnings = new Set();
    const owe = ({ container, builder }, reason) => {
        if (typeof reason === 'string')
            reasons.add(container.name, reason);
        else
            reasons.addAll(container.name, reason);
        const builders = buildersByName.get(container.name) ?? new Set();
        buildersByName.set(container.name, builders.add(builder));
    };
    // Dependencies come first, so each container is looked at when all below it are settled.
    for (const name of (0,order_by_dependencies/* orderByDependencies */.N)([...imagesByName.keys()], dependencies).flat()) {
        const needed = dependencies.get(name) ?? [];
        const allNeeded = needed.length === 0 ? needed : followDependencies(name, dependencies);
        for (const image of imagesByName.get(name) ?? []) {
            const { verdict, builder } = image;
            if (verdict.kind === 'build')
                owe(image, verdict.reason);
            if (verdict.kind === 'compare') {
                const own = verdict.changes.changed.get(name);
                if (own)
                    owe(image, own);
                for (const dependency of allNeeded) {
                    if (verdict.changes.deleted.has(dependency)) {
                        owe(image, `${dependency}, which it depends on, was deleted`);
                        warnings.add(`${name} depends on ${dependency}, which was deleted: ${name} is built, and may fail.`);
                    }
                    else if (verdict.changes.changed.has(dependency) && !buildersByName.has(dependency)) {
                        owe(image, `${dependency}, which it depends on, changed since its image was built`);
                    }
                }
            }
            for (const dependency of allNeeded) {
                if (isRebuiltFor(builder, dependency))
                    owe(image, `${dependency}, which it depends on, is rebuilt`);
            }
        }
    }
    /** A dependant takes the image of its own builder where there is one. */
    function isRebuiltFor(builder, dependency) {
        const owed = buildersByName.get(dependency);
        if (owed === undefined)
            return false;
        return owed.has(builder) || !imagesByName.get(dependency)?.some((image) => image.builder === builder);
    }
    const builds = new Map();
    for (const [name, builders] of buildersByName) {
        const container = imagesByName.get(name)?.[0]?.container;
        const found = reasons.get(name);
        if (!container || !found)
            continue;
        builds.set(name, { container, builders: container.builders.filter((one) => builders.has(one)), reasons: found });
    }
    return { builds, warnings: [...warnings] };
}
function groupByContainer(images) {
    const grouped = new Map();
    for (const image of images) {
        const group = grouped.get(image.container.name);
        if (group)
            group.push(image);
        else
            grouped.set(image.container.name, [image]);
    }
    return grouped;
}

;// CONCATENATED MODULE: ./packages/detection/src/published/short-sha.ts
const shortLength = 7;
/** The first seven digits of a sha, as a number of 28 bits. */
function toShortSha(sha) {
    return Number.parseInt(sha.slice(0, shortLength), 16);
}
/** The digits again. */
function formatShortSha(shortSha) {
    return shortSha.toString(16).padStart(shortLength, '0');
}

;// CONCATENATED MODULE: ./packages/detection/src/published/find-newest.ts

/** A history, newest first, that can be asked which of its commits are the newest among some short shas. */
class ShortShaIndex {
    ancestors;
    skipped;
    placesByShortSha = new Map();
    /**
     * @param ancestors - newest first
     * @param skipped - so many of the newest are no answer, but still make a short sha ambiguous
     */
    constructor(ancestors, skipped) {
        this.ancestors = ancestors;
        this.skipped = skipped;
        for (const [place, sha] of ancestors.entries()) {
            const short = toShortSha(sha);
            const places = this.placesByShortSha.get(short);
            if (places)
                places.push(place);
            else
                this.placesByShortSha.set(short, [place]);
        }
    }
    /** The newest commit whose short sha is among these; `undefined` when none is in this history. */
    findNewest(shortShas) {
        let newest;
        for (const shortSha of shortShas) {
            const places = this.placesByShortSha.get(shortSha);
            const place = places?.find((one) => one >= this.skipped);
            if (!places || place === undefined || (newest && newest.place < place))
                continue;
            newest = { place, shortSha, alone: places.length === 1 };
        }
        const sha = newest && this.ancestors[newest.place];
        if (!newest || !sha)
            return undefined;
        return newest.alone
            ? { kind: 'commit', sha, place: newest.place }
            : { kind: 'ambiguous', shortSha: formatShortSha(newest.shortSha) };
    }
}

;// CONCATENATED MODULE: ./packages/detection/src/published/find-image-bases.ts


/** How far back is looked, in steps: most images are found in the first, and a shallow clone fetches no more than that. */
const historySteps = [200, 2_000, 20_000];
/**
 * Finds each image's newest published ancestor. The history is read only as far as needed, and never further than the
 * last of {@link historySteps}: an image that is older is built again.
 *
 * @param headCounts - an image of head itself is an answer
 */
async function findImageBases(containers, published, { head, headCounts, history }) {
    const images = containers.flatMap((container) => container.builders.map((builder) => ({ container, builder })));
    const none = new Uint32Array();
    const shasOf = ({ container, builder }) => published.get(container.name)?.[builder] ?? none;
    const found = new Map();
    let open = images.filter((image) => shasOf(image).length > 0);
    const search = (ancestors) => {
        const index = new ShortShaIndex(ancestors, headCounts ? 0 : 1);
        for (const image of open) {
            const newest = index.findNewest(shasOf(image));
            if (newest)
                found.set(image, newest);
        }
        open = open.filter((image) => !found.has(image));
    };
    // Nothing has to be known of the history when all images of head are there.
    if (headCounts && open.every((image) => shasOf(image).includes(toShortSha(head))))
        search([head]);
    for (const limit of historySteps) {
        if (open.length === 0)
            break;
        const ancestors = await history.listAncestors(head, { limit });
        search(ancestors);
        if (ancestors.length < limit)
            break;
    }
    return images.map((image) => ({ ...image, newest: found.get(image) }));
}

;// CONCATENATED MODULE: ./packages/detection/src/published/judge-images.ts



/** So many pairs of commits are compared at once. */
const maxParallel = 4;
/**
 * Compares each image's base with head. Images with the same base share one comparison, which looks only at the paths of
 * their containers and of what these depend on.
 *
 * @param branch - what the history is called, for people
 */
async function judgeImages(bases, head, { history, branch }) {
    const namesByBase = new Map();
    for (const { container, newest } of bases) {
        if (newest?.kind !== 'commit' || newest.sha === head.sha)
            continue;
        const names = namesByBase.get(newest.sha) ?? new Set();
        namesByBase.set(newest.sha, names.add(container.name));
    }
    await history.ensureCommits([...namesByBase.keys()]);
    const changesByBase = new Map();
    const queue = [...namesByBase];
    const work = async () => {
        for (let next = queue.shift(); next; next = queue.shift()) {
            const [base, names] = next;
            const paths = await listChangedPaths(base, head.sha, history, pathsOf(names, head));
            changesByBase.set(base, await readChanges(paths, base, head, history));
        }
    };
    await Promise.all(Array.from({ length: maxParallel }, work));
    return bases.map(({ container, builder, newest }) => ({
        container,
        builder,
        verdict: judge(newest, container, builder),
    }));
    function judge(newest, container, builder) {
        const image = container.builders.length > 1 ? `${builder} image` : 'image';
        if (newest === undefined)
            return { kind: 'build', reason: `no ${image} of any commit of ${branch} is published` };
        if (newest.kind === 'ambiguous') {
            const reason = `its newest ${image} may be of several commits, whose shas all begin with ${newest.shortSha}`;
            return { kind: 'build', reason };
        }
        const changes = changesByBase.get(newest.sha);
        return changes ? { kind: 'compare', changes } : { kind: 'done' };
    }
}
/** The folders that matter to some containers: their own, what they watch, and those of what they depend on. */
function pathsOf(names, { settings, watch, dependencies }) {
    const all = new Set([...names].flatMap((name) => [name, ...followDependencies(name, dependencies)]));
    const prefix = settings.directory === '' ? '' : `${settings.directory}/`;
    return [...all].flatMap((name) => [`${prefix}${name}`, ...(watch.get(name) ?? []).flatMap(fixedFolders)]);
}

;// CONCATENATED MODULE: ./packages/tags/src/parse-tag.ts
/** Reads a tag that {@link planTags} may have made; `undefined` for every other tag. */
function parseTag(tag) {
    const match = /^(v[A-Za-z0-9_.-]+)-([0-9a-f]{7})(-main)?(-nix)?$/.exec(tag);
    if (!match?.[1] || !match[2])
        return undefined;
    return {
        tag,
        version: match[1],
        shortSha: match[2],
        builder: match[4] ? 'nix' : 'dagger',
        main: match[3] !== undefined,
    };
}

;// CONCATENATED MODULE: ./packages/detection/src/published/read-published.ts


/** So many repositories are asked at once. */
const read_published_maxParallel = 16;
/**
 * Asks the registry for the tags of each container, each repository once. The first one is asked alone: a registry that
 * cannot be reached is not asked hundreds of times.
 *
 * @param repositories - `namespace/name` by container
 * @param mainOnly - only `-main` tags count
 * @throws what the source throws, for the first repository that cannot be read
 */
async function readPublished(repositories, source, mainOnly) {
    const published = new Map();
    const queue = [...repositories];
    const readNext = async () => {
        const next = queue.shift();
        if (next)
            published.set(next[0], sortTags(await source.listTags(next[1]), mainOnly));
    };
    await readNext();
    const work = async () => {
        while (queue.length > 0) {
            try {
                await readNext();
            }
            catch (error) {
                queue.length = 0;
                throw error;
            }
        }
    };
    await Promise.all(Array.from({ length: Math.min(read_published_maxParallel, queue.length) }, work));
    return published;
}
/** Which commits a list of tags speaks of. */
function sortTags(tags, mainOnly) {
    const shas = { dagger: new Set(), nix: new Set() };
    for (const text of tags) {
        const tag = parseTag(text);
        if (tag && (tag.main || !mainOnly))
            shas[tag.builder].add(toShortSha(tag.shortSha));
    }
    return { dagger: Uint32Array.from(shas.dagger), nix: Uint32Array.from(shas.nix) };
}

;// CONCATENATED MODULE: ./packages/detection/src/published/judge-by-registry.ts





/** Judges each image by what the registry holds; `undefined`, with a warning, when it cannot be asked. */
async function judgeByRegistry(plan, head, { history, log, openRegistry }) {
    const { registry = '', namespace } = head.settings;
    const prefix = namespace === undefined || namespace === '' ? '' : `${namespace}/`;
    const repositories = new Map(head.containers.map(({ name }) => [name, `${prefix}${name}`]));
    let published;
    try {
        published = await readPublished(repositories, await openRegistry(registry), plan.mainOnly);
    }
    catch (error) {
        if (!(error instanceof gantry_error/* GantryError */.A))
            throw error;
        log.warning(`${registry} could not be asked what is published, so commits are compared instead. ` +
            `What an earlier run left unbuilt is not noticed this time. The reason: ${error.message}`);
        return undefined;
    }
    try {
        return await judgeByPublished(published, plan, head, { history, registry, log });
    }
    catch (error) {
        if (!(error instanceof repository_error/* RepositoryError */.pU))
            throw error;
        log.warning(`The history of ${head.sha.slice(0, 7)} cannot be read, so what ${registry} has published cannot be placed in it. ` +
            `Commits are compared instead. The reason: ${error.message}`);
        return undefined;
    }
}
async function judgeByPublished(published, { mainOnly, headCounts }, head, { history, registry, log }) {
    const bases = await findImageBases(head.containers, published, { head: head.sha, headCounts, history });
    const found = bases.flatMap(({ newest }) => (newest?.kind === 'commit' ? [newest] : []));
    const [oldest] = found.sort((a, b) => b.place - a.place);
    const distinct = new Set(found.map(({ sha }) => sha)).size;
    log.info(`Asked ${registry} for ${published.size} ${published.size === 1 ? 'repository' : 'repositories'}: ` +
        `${found.length} of ${bases.length} images are published for ${distinct} ${distinct === 1 ? 'commit' : 'commits'} before ${head.sha.slice(0, 7)}`);
    const branch = mainOnly ? head.settings.mainBranch : `the history of ${head.sha.slice(0, 7)}`;
    const images = await judgeImages(bases, head, { history, branch });
    return { images, base: oldest?.sha, registryIsRecord: true };
}

// EXTERNAL MODULE: ./packages/containers/src/errors.ts
var errors = __webpack_require__(5964);
// EXTERNAL MODULE: ./packages/containers/src/suggest.ts
var suggest = __webpack_require__(745);
;// CONCATENATED MODULE: ./packages/detection/src/select-containers.ts

/**
 * The containers that somebody named.
 *
 * @param where - where was looked, for the error: `containers of abc1234`
 * @throws InvalidContainerNameError; UnknownContainerError that lists what there is
 */
function selectContainers(containers, names, where) {
    const wanted = new Set(names.map(container_name/* parseContainerName */.g));
    const known = containers.map(({ name }) => name);
    const unknown = [...wanted].filter((name) => !known.includes(name));
    const [first] = unknown;
    if (first === undefined)
        return containers.filter(({ name }) => wanted.has(name));
    const listed = known.length === 0 ? 'there is none' : `there are ${known.slice(0, 20).join(', ')}`;
    const more = known.length > 20 ? `, and ${known.length - 20} more` : '';
    throw new errors/* UnknownContainerError */.K3(`There is no container ${unknown.map((name) => JSON.stringify(name)).join(', ')} in ${where}${(0,suggest/* suggest */.Z)(first, known)}; ${listed}${more}`, 'name a folder that holds a container.ts, a Dockerfile or a default.nix.');
}

;// CONCATENATED MODULE: ./packages/detection/src/detect.ts









/**
 * Says which containers have to be built, and why.
 *
 * @throws UnknownRefError, UnknownContainerError, DependencyCycleError, SettingsError, DetectionError and others of the
 *   packages below: each names what a person has to correct
 */
async function detect(request) {
    const { history, log, context } = request;
    const commit = await readCommit(await history.resolve(request.head), request.overrides, history);
    if (request.containers !== undefined) {
        const head = await readHead(commit);
        const images = takeNamed(request.containers, head);
        // What a named container depends on is nobody's wish; the order among the named ones holds all the same.
        return finish({ images, base: undefined, registryIsRecord: false }, head, new Map(), log);
    }
    const { mainBranch, registry } = commit.settings;
    const { base, head: ref } = request;
    const plan = chooseBase({ base, head: ref, context, mainBranch, registryKnown: registry !== undefined });
    const comparison = plan.kind === 'last-published' ? plan.otherwise : plan;
    if (plan.kind === 'last-published') {
        const head = await readHead(commit);
        const judgement = (await judgeByRegistry(plan, head, request)) ??
            (await judgeByComparison(await compare(comparison, commit.sha, history), head, request));
        return finish(judgement, head, head.dependencies, log);
    }
    // Two programs at once: most of the time goes into reading trees.
    const [head, compared] = await Promise.all([readHead(commit), compare(comparison, commit.sha, history)]);
    return finish(await judgeByComparison(compared, head, request), head, head.dependencies, log);
}
function finish(judgement, head, dependencies, log) {
    const { builds, warnings } = planBuilds(judgement.images, dependencies);
    for (const warning of warnings)
        log.warning(warning);
    const levels = (0,order_by_dependencies/* orderByDependencies */.N)([...builds.keys()], head.dependencies);
    const containers = levels.flatMap((names, level) => names.flatMap((name) => {
        const build = builds.get(name);
        return build ? [{ name, builders: build.builders, level, reasons: formatReasons(build.reasons) }] : [];
    }));
    const { base, registryIsRecord } = judgement;
    return { head: head.sha, base, registryIsRecord, containers };
}
function takeNamed(named, head) {
    const where = `${head.settings.directory || 'the root'} of ${head.sha.slice(0, 7)}`;
    const containers = named === 'all' ? head.containers : selectContainers(head.containers, named, where);
    const reason = named === 'all' ? 'all containers were asked for' : 'it was asked for by name';
    return buildAll({ containers }, reason);
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./packages/events/src/invalid-event-error.ts

/** The event payload is not what a forge sends. */
class InvalidEventError extends gantry_error/* GantryError */.A {
    constructor(message, cause) {
        super(message, {
            code: 'invalid-event',
            hint: 'leave event-name and event-path to the runner, or name the JSON file of the event that you mean.',
            cause,
        });
    }
}

;// CONCATENATED MODULE: ./packages/events/src/parse-event.ts

/**
 * Parses the payload of an event. Forgejo, Gitea and GitHub send the fields that are read here in the same form.
 *
 * @param name - the event's name as the runner states it; empty when it states none (`forgejo-runner exec`): then the
 *   shape of the payload decides
 * @param payload - the text of the event file; `undefined` when there is none
 * @throws InvalidEventError when the text is not a JSON object, or lacks a field of its kind
 * @see https://forgejo.org/docs/latest/user/actions/reference/#on
 */
function parseEvent(name, payload) {
    const json = parseObject(payload ?? '{}');
    const kind = name === '' ? guessKind(json) : name;
    switch (kind) {
        case 'push':
            return {
                kind,
                ref: fullRef(json, 'ref'),
                before: shaOrNone(json, 'before'),
                after: sha(json, 'after'),
            };
        case 'pull_request':
        case 'pull_request_target': {
            const pull = object(json, 'pull_request');
            const base = object(pull, 'base');
            return {
                kind: 'pull_request',
                baseBranch: parse_event_text(base, 'ref'),
                baseSha: sha(base, 'sha'),
                headSha: sha(object(pull, 'head'), 'sha'),
            };
        }
        case 'workflow_dispatch':
            return { kind, ref: typeof json.ref === 'string' ? json.ref : '', inputs: stringEntries(json.inputs) };
        case 'schedule':
            return { kind };
        default:
            return { kind: 'other', name: kind };
    }
}
function guessKind(json) {
    if ('pull_request' in json)
        return 'pull_request';
    if ('before' in json && 'after' in json)
        return 'push';
    if ('workflow' in json && 'ref' in json)
        return 'workflow_dispatch';
    if ('schedule' in json)
        return 'schedule';
    return '';
}
function parseObject(payload) {
    let value;
    try {
        value = JSON.parse(payload.replace(/^\uFEFF/, ''));
    }
    catch (error) {
        throw new InvalidEventError('The event payload is not JSON', error);
    }
    if (!isObject(value))
        throw new InvalidEventError('The event payload is not a JSON object');
    return value;
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function object(json, key) {
    const value = json[key];
    if (!isObject(value))
        throw new InvalidEventError(`The event payload has no object "${key}"`);
    return value;
}
function parse_event_text(json, key) {
    const value = json[key];
    if (typeof value !== 'string' || value === '')
        throw new InvalidEventError(`The event payload has no text "${key}"`);
    return value;
}
function fullRef(json, key) {
    const value = parse_event_text(json, key);
    if (!value.startsWith('refs/'))
        throw new InvalidEventError(`"${key}" of the event payload is not a full ref: ${value}`);
    return value;
}
function sha(json, key) {
    const value = parse_event_text(json, key);
    if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value)) {
        throw new InvalidEventError(`"${key}" of the event payload is not a commit sha: ${value.slice(0, 80)}`);
    }
    return value;
}
function shaOrNone(json, key) {
    const value = sha(json, key);
    return /^0+$/.test(value) ? undefined : value;
}
function stringEntries(value) {
    if (!isObject(value))
        return {};
    return Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === 'string'));
}

;// CONCATENATED MODULE: ./packages/events/src/run-context.ts



/**
 * Reads the run's context. `GITHUB_SERVER_URL` is deliberately not used for `repositoryUrl`: on Forgejo it is the address
 * that the runner was registered with, which may be an internal name.
 *
 * @param overrides - the inputs `event-name` and `event-path`; empty means the runner's
 * @throws InvalidEventError when the event file cannot be read or parsed
 */
function readRunContext(env, overrides = {}) {
    const path = overrides.eventPath || env.GITHUB_EVENT_PATH;
    const payload = readPayload(path, overrides.eventPath !== undefined && overrides.eventPath !== '');
    const event = parseEvent(overrides.eventName || env.GITHUB_EVENT_NAME || '', payload);
    const eventRef = event.kind === 'push' || event.kind === 'workflow_dispatch' ? event.ref : undefined;
    const ref = [env.GITHUB_REF, eventRef].find((candidate) => candidate?.startsWith('refs/'));
    return {
        event,
        ref,
        sha: env.GITHUB_SHA || (event.kind === 'push' ? event.after : undefined),
        repository: env.GITHUB_REPOSITORY || undefined,
        repositoryUrl: repositoryUrl(payload),
    };
}
function readPayload(path, mustExist) {
    if (path === undefined || path === '')
        return undefined;
    try {
        return (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch (error) {
        if (!mustExist && error.code === 'ENOENT')
            return undefined;
        throw new InvalidEventError(`The event file ${path} cannot be read`, error);
    }
}
function repositoryUrl(payload) {
    if (payload === undefined)
        return undefined;
    const parsed = JSON.parse(payload.replace(/^\uFEFF/, ''));
    const url = parsed.repository?.html_url;
    return typeof url === 'string' && /^https?:\/\/[^\s"'<>]+$/.test(url) ? url : undefined;
}

// EXTERNAL MODULE: ./packages/cli/src/exit-codes.ts
var exit_codes = __webpack_require__(1742);
// EXTERNAL MODULE: ./packages/cli/src/open-workspace.ts + 18 modules
var open_workspace = __webpack_require__(6583);
;// CONCATENATED MODULE: ./packages/cli/src/commands/detect.ts






/** Prints which containers have to be built, and why. */
async function runDetect(request, terminal) {
    const history = await (0,open_workspace/* openWorkspace */.O)(terminal);
    const log = {
        info: (line) => terminal.progress(line),
        warning: (line) => terminal.note(`${terminal.paint.err.yellow('warning:')} ${line}`),
    };
    // A registry that cannot be asked is a warning; a file that was named and is not there is not.
    const ca = request.caFile === undefined ? undefined : await readCertificates(request.caFile);
    const detection = await detect({
        history,
        // A terminal has no event; in a job the runner's is taken, as the action does.
        context: readRunContext(terminal.env),
        head: request.head,
        base: request.base,
        containers: undefined,
        overrides: {},
        openRegistry: (registry) => openRegistry(registry, { plainHttp: request.plainHttp ?? false, ca }, terminal, log),
        log,
    });
    terminal.print(request.json ? JSON.stringify(toDocument(detection)) : formatDetection(detection, terminal));
    return exit_codes/* exitCodes */.hS.done;
}
async function openRegistry(registry, { plainHttp, ca }, { env }, log) {
    const { createRegistryClient, readCredentials } = await __webpack_require__.e(/* import() */ 25).then(__webpack_require__.bind(__webpack_require__, 6025));
    const credentials = await readCredentials(registry, env);
    return createRegistryClient({
        ...{ registry, plainHttp, log, maxParallel: 16 },
        ...(credentials === undefined ? {} : { credentials }),
        ...(ca === undefined ? {} : { ca }),
    });
}
async function readCertificates(file) {
    try {
        return await (0,promises_.readFile)(file, 'utf8');
    }
    catch (cause) {
        throw new gantry_error/* GantryError */.A(`The file ${file} of --ca-file cannot be read`, {
            code: 'ca-file-unreadable',
            hint: 'name a PEM file.',
            cause,
        });
    }
}
/** What `--json` prints: the outputs of the action detect-changed-containers, as values, none of them cut. */
function toDocument({ containers, base, head }) {
    const namesOf = (builder) => containers.filter(({ builders }) => builders.some((one) => one === builder)).map(({ name }) => name);
    const levels = [];
    for (const { name, level } of containers)
        (levels[level] ??= []).push(name);
    return {
        containers: containers.map(({ name }) => name),
        dagger: namesOf('dagger'),
        nix: namesOf('nix'),
        matrix: {
            include: containers.flatMap(({ name, builders, level }) => builders.map((builder) => ({ container: name, builder, level }))),
        },
        levels,
        any: containers.length > 0,
        count: containers.length,
        reasons: Object.fromEntries(containers.map(({ name, reasons }) => [name, reasons])),
        base: base ?? '',
        head,
    };
}
function formatDetection({ containers, base, head }, { paint }) {
    const compared = base === undefined ? head.slice(0, 7) : `${head.slice(0, 7)} compared with ${base.slice(0, 7)}`;
    if (containers.length === 0)
        return `Nothing has to be built: ${compared}.`;
    const line = ({ name, builders, reasons }) => `${paint.out.bold(name)} (${builders.join(', ')}): ${reasons.join('; ')}`;
    return containers.map(line).join('\n');
}


/***/ }),

/***/ 737:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ ownImageName)
/* harmony export */ });
/**
 * The last part of a reference to `<registry>/<namespace>/<name>`, whatever its tag or digest.
 *
 * @returns `undefined` for an image of anybody else, and when no registry is known
 */
function ownImageName(reference, { registry, namespace }) {
    if (registry === undefined)
        return undefined;
    const path = reference.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
    const own = withHost(`${registry}/${namespace ? `${namespace}/` : ''}`);
    const full = withHost(path);
    const name = full.startsWith(own) ? full.slice(own.length) : '';
    return name === '' || name.includes('/') ? undefined : name;
}
/** Docker's short names and its two host names as one. */
function withHost(path) {
    const [first = '', ...rest] = path.split('/');
    const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
    const host = isHost ? first.toLowerCase() : 'docker.io';
    const name = isHost ? rest.join('/') : path;
    return `${host === 'index.docker.io' ? 'docker.io' : host}/${name}`;
}


/***/ }),

/***/ 627:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ listDependencies)
/* harmony export */ });
/* harmony import */ var _dockerfile_parse_dockerfile__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5436);
/* harmony import */ var _dockerfile_read_build__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2960);
/* harmony import */ var _errors__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5964);
/* harmony import */ var _map_parallel__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5949);
/* harmony import */ var _suggest__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(745);
/* harmony import */ var _list_stated__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6531);
/* harmony import */ var _image_names__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(737);







/**
 * Which containers each container needs: the images of its Dockerfile that are published under `scope`, and `dependsOn` of
 * gantry.yaml and container.ts.
 *
 * @param containers - all containers of the repository
 * @returns every container's name; the needed names sorted and unique, direct ones only
 * @throws UnknownContainerError when `dependsOn` names a container that does not exist
 * @throws DependencyCycleError when a container needs itself; longer circles are for `orderByDependencies`
 * @throws DefinitionError when container.ts computes its `dependsOn`
 */
async function listDependencies(files, containers, scope) {
    const names = new Set(containers.map(({ name }) => name));
    const needed = await (0,_map_parallel__WEBPACK_IMPORTED_MODULE_0__/* .mapParallel */ .E)(containers, async (container) => {
        const stated = await (0,_list_stated__WEBPACK_IMPORTED_MODULE_1__/* .listStated */ .I)(files, container, 'dependsOn');
        const unknown = stated.find(({ text }) => !names.has(text));
        if (unknown) {
            throw new _errors__WEBPACK_IMPORTED_MODULE_2__/* .UnknownContainerError */ .K3(`${unknown.place}: the container ${container.name} depends on ${JSON.stringify(unknown.text)}, which does not exist${(0,_suggest__WEBPACK_IMPORTED_MODULE_3__/* .suggest */ .Z)(unknown.text, names)}`, 'correct the name, or remove the entry.');
        }
        const images = await listOwnImages(files, container, scope);
        return [...new Set([...stated.map(({ text }) => text), ...images.filter((name) => names.has(name))])].sort();
    });
    return new Map(containers.map(({ name }, index) => {
        const dependencies = needed[index] ?? [];
        if (dependencies.includes(name))
            throw new _errors__WEBPACK_IMPORTED_MODULE_2__/* .DependencyCycleError */ .qw([name, name]);
        return [name, dependencies];
    }));
}
async function listOwnImages(files, container, scope) {
    if (scope.registry === undefined || container.dockerfile === undefined)
        return [];
    const text = await files.readText(`${container.path}/Dockerfile`);
    const { images } = (0,_dockerfile_read_build__WEBPACK_IMPORTED_MODULE_4__/* .readBuild */ .l)((0,_dockerfile_parse_dockerfile__WEBPACK_IMPORTED_MODULE_5__/* .parseDockerfile */ .A)(text ?? ''));
    return images.flatMap(({ reference }) => (0,_image_names__WEBPACK_IMPORTED_MODULE_6__/* .ownImageName */ .V)(reference, scope) ?? []);
}


/***/ }),

/***/ 2913:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ orderByDependencies)
/* harmony export */ });
/* harmony import */ var _errors__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5964);

/**
 * Puts containers into levels: each one after everything it needs, and everything of one level side by side. What is
 * not among `names` is not listed, but order through it counts: when `c` needs `b` needs `a`, then `c` comes after `a`.
 *
 * @returns names sorted inside a level; no level is empty
 * @throws DependencyCycleError naming the circle, when one can be reached from `names`
 */
function orderByDependencies(names, dependencies) {
    const chosen = new Set(names);
    const levelByName = new Map();
    for (const name of [...chosen].sort())
        assignLevels(name, dependencies, chosen, levelByName);
    const levels = [];
    for (const name of [...chosen].sort()) {
        const level = levelByName.get(name) ?? 0;
        (levels[level] ??= []).push(name);
    }
    return levels;
}
/** Walks depth first with a stack of its own: a chain of dependencies may be longer than the call stack is deep. */
function assignLevels(root, dependencies, chosen, levelByName) {
    const path = [];
    const onPath = new Set();
    const enter = (name) => {
        onPath.add(name);
        path.push({ name, needed: dependencies.get(name) ?? [], next: 0, level: 0 });
    };
    if (!levelByName.has(root))
        enter(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
        const needed = top.needed[top.next];
        if (needed === undefined) {
            levelByName.set(top.name, top.level);
            onPath.delete(top.name);
            path.pop();
            continue;
        }
        const level = levelByName.get(needed);
        if (level !== undefined) {
            top.level = Math.max(top.level, level + (chosen.has(needed) ? 1 : 0));
            top.next += 1;
        }
        else if (onPath.has(needed)) {
            throw new _errors__WEBPACK_IMPORTED_MODULE_0__/* .DependencyCycleError */ .qw(closeCycle(path.map(({ name }) => name), needed));
        }
        else {
            enter(needed);
        }
    }
}
/** The circle from its first name in the alphabet, whichever way it was found. */
function closeCycle(path, start) {
    const cycle = path.slice(path.indexOf(start));
    const first = cycle.indexOf([...cycle].sort()[0]);
    const turned = [...cycle.slice(first), ...cycle.slice(0, first)];
    return [...turned, turned[0]];
}


/***/ }),

/***/ 6695:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ rememberFiles)
/* harmony export */ });
/** The same files, where nothing is listed or read twice. For a source that does not change while it is used. */
function rememberFiles(files) {
    const lists = new Map();
    const texts = new Map();
    return {
        listFiles: (under, depth) => remember(lists, `${depth ?? ''}/${under}`, () => files.listFiles(under, depth)),
        readText: (path) => remember(texts, path, () => files.readText(path)),
    };
}
function remember(known, key, make) {
    const value = known.get(key) ?? make();
    known.set(key, value);
    return value;
}


/***/ }),

/***/ 6531:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ listStated)
/* harmony export */ });
/* harmony import */ var _errors__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5964);
/* harmony import */ var _script_read_definition__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9427);


/**
 * A list that gantry.yaml and container.ts may both state; what both say is added up.
 *
 * @throws DefinitionError when container.ts computes it
 */
async function listStated(files, container, key) {
    const { position } = container.settings;
    const place = position ? `${position.file}:${position.line}` : 'gantry.yaml';
    const stated = container.settings[key].map((text) => ({ text, place }));
    if (container.definition !== 'container.ts')
        return stated;
    const file = `${container.path}/container.ts`;
    const list = (0,_script_read_definition__WEBPACK_IMPORTED_MODULE_0__/* .readDefinition */ .U)((await files.readText(file)) ?? '')[key];
    if (list.kind === 'absent')
        return stated;
    if (list.kind === 'dynamic') {
        throw new _errors__WEBPACK_IMPORTED_MODULE_1__/* .DefinitionError */ .gk(`${file}:${list.line}: ${key} cannot be read without running the file`, `write it as an array of literals in the default export: ${key}: ['…'].`);
    }
    return [...stated, ...list.value.map((text) => ({ text, place: `${file}:${list.line}` }))];
}


/***/ }),

/***/ 5949:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ mapParallel)
/* harmony export */ });
/** As many reads as keep a `git cat-file --batch` or a disk busy without thousands of open files. */
const maxParallel = 64;
/** The results in the order of the items, with a bounded number of calls under way. */
async function mapParallel(items, call) {
    const results = new Array(items.length);
    let next = 0;
    const work = async () => {
        for (let index = next++; index < items.length; index = next++)
            results[index] = await call(items[index]);
    };
    await Promise.all(Array.from({ length: Math.min(maxParallel, items.length) }, work));
    return results;
}


/***/ }),

/***/ 1029:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ listWatch)
/* harmony export */ });
/* harmony import */ var _list_stated__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6531);
/* harmony import */ var _errors__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5964);
/* harmony import */ var _map_parallel__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5949);
/* harmony import */ var _watch_pattern__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1818);




/**
 * The `watch` patterns of each container, from gantry.yaml and container.ts together.
 *
 * @returns only the containers that have some
 * @throws WatchPatternError naming the file and line
 * @throws DefinitionError when container.ts computes its `watch`
 */
async function listWatch(files, containers) {
    const watch = await (0,_map_parallel__WEBPACK_IMPORTED_MODULE_0__/* .mapParallel */ .E)(containers, async (container) => {
        const stated = await (0,_list_stated__WEBPACK_IMPORTED_MODULE_1__/* .listStated */ .I)(files, container, 'watch');
        for (const { text, place } of stated)
            checkPattern(text, place);
        return [container.name, [...new Set(stated.map(({ text }) => text))]];
    });
    return new Map(watch.filter(([, patterns]) => patterns.length > 0));
}
function checkPattern(text, place) {
    try {
        (0,_watch_pattern__WEBPACK_IMPORTED_MODULE_2__/* .parseWatchPattern */ .dN)(text);
    }
    catch (error) {
        if (error instanceof _errors__WEBPACK_IMPORTED_MODULE_3__/* .WatchPatternError */ .IN)
            throw new _errors__WEBPACK_IMPORTED_MODULE_3__/* .WatchPatternError */ .IN(`${place}: ${error.message}`);
        throw error;
    }
}


/***/ }),

/***/ 6947:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gv: () => (/* binding */ unmatchedWatchPatterns),
/* harmony export */   rg: () => (/* binding */ indexOwners)
/* harmony export */ });
/* unused harmony export ownerOf */
/* harmony import */ var _watch_pattern__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1818);

/** The container whose folder holds the path, or is the path (a link or submodule in its place). */
function ownerOf(path, containers) {
    return containers.find((container) => path === container.path || path.startsWith(`${container.path}/`));
}
/**
 * Prepares the question "whose is this path?" for many paths: an answer takes as long as the path is deep, plus one match
 * for each pattern whose fixed beginning the path shares.
 *
 * @returns a function from a path to its owners: the folder's first, then watchers by name, each container once
 * @throws WatchPatternError
 */
function indexOwners(containers, watch) {
    const containerByPath = new Map(containers.map((container) => [container.path, container.name]));
    const entriesByBase = indexWatch(watch);
    return (path) => {
        const owners = new Map();
        const segments = path.split('/');
        for (const base of basesOf(path)) {
            const container = containerByPath.get(base);
            if (container !== undefined)
                owners.set(container, { container });
        }
        const watchers = [...watchersOf(path, segments, entriesByBase)];
        watchers.sort((a, b) => (a.container < b.container ? -1 : a.container > b.container ? 1 : 0));
        for (const { container, pattern } of watchers) {
            if (!owners.has(container))
                owners.set(container, { container, watch: pattern });
        }
        return [...owners.values()];
    };
}
/**
 * The patterns that fit none of the files: most often a mistake in writing, which would hide changes.
 *
 * @param files - all tracked files, from the root
 * @throws WatchPatternError
 */
function unmatchedWatchPatterns(files, watch) {
    const open = new Map();
    for (const [container, patterns] of watch) {
        for (const pattern of patterns)
            open.set(keyOf({ container, pattern }), { container, pattern });
    }
    if (open.size === 0)
        return [];
    const entriesByBase = indexWatch(watch);
    for (const path of files) {
        for (const entry of watchersOf(path, undefined, entriesByBase, open))
            open.delete(keyOf(entry));
        if (open.size === 0)
            break;
    }
    return [...open.values()];
}
function indexWatch(watch) {
    const entriesByBase = new Map();
    for (const [container, patterns] of watch) {
        for (const pattern of patterns) {
            for (const alternative of (0,_watch_pattern__WEBPACK_IMPORTED_MODULE_0__/* .parseWatchPattern */ .dN)(pattern).alternatives) {
                const fixed = alternative.findIndex(_watch_pattern__WEBPACK_IMPORTED_MODULE_0__/* .hasWildcard */ .rl);
                const base = alternative.slice(0, fixed === -1 ? undefined : fixed).join('/');
                const entries = entriesByBase.get(base) ?? [];
                entries.push({ container, pattern, alternative });
                entriesByBase.set(base, entries);
            }
        }
    }
    return entriesByBase;
}
function* watchersOf(path, known, entriesByBase, only) {
    let segments = known;
    for (const base of basesOf(path)) {
        for (const entry of entriesByBase.get(base) ?? []) {
            if (only && !only.has(keyOf(entry)))
                continue;
            segments ??= path.split('/');
            if ((0,_watch_pattern__WEBPACK_IMPORTED_MODULE_0__/* .matchesSegments */ .YZ)(segments, entry.alternative))
                yield entry;
        }
    }
}
/** The root, every folder on the way, and the path itself. */
function* basesOf(path) {
    yield '';
    for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1))
        yield path.slice(0, slash);
    yield path;
}
function keyOf({ container, pattern }) {
    return `${container}\0${pattern}`;
}


/***/ }),

/***/ 1818:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rl: () => (/* binding */ hasWildcard),
  YZ: () => (/* binding */ matchesSegments),
  dN: () => (/* binding */ parseWatchPattern)
});

// UNUSED EXPORTS: matchesWatch

// EXTERNAL MODULE: ./packages/containers/src/errors.ts
var errors = __webpack_require__(5964);
;// CONCATENATED MODULE: ./packages/containers/src/watch/match-wildcard.ts
/**
 * Whether a sequence fits a pattern of items and stars, where a star stands for any number of items. When an item does not
 * fit, only the last star is widened: no backtracking over earlier ones is needed, so no pattern can make it slow.
 */
function matchWildcard(items, pattern, star, fits) {
    let item = 0;
    let part = 0;
    let lastStar = -1;
    let resumeAt = 0;
    while (item < items.length) {
        const expected = pattern[part];
        if (part < pattern.length && expected === star) {
            lastStar = part;
            resumeAt = item;
            part += 1;
        }
        else if (part < pattern.length && fits(items[item], expected)) {
            item += 1;
            part += 1;
        }
        else if (lastStar !== -1) {
            part = lastStar + 1;
            resumeAt += 1;
            item = resumeAt;
        }
        else {
            return false;
        }
    }
    while (part < pattern.length && pattern[part] === star)
        part += 1;
    return part === pattern.length;
}

;// CONCATENATED MODULE: ./packages/containers/src/watch/watch-pattern.ts


const maxLength = 1_000;
const maxAlternatives = 256;
/**
 * Parses a pattern for paths from the repository root. Case counts, hidden files are files, and nothing is excluded.
 *
 * - `*` any characters of one segment, `?` one character, `**` (a whole segment) any number of segments
 * - `{a,b}` either; braces may nest
 * - a pattern that ends in a name without a wildcard also means everything under it: `lib` is `lib` and `lib/**`
 *
 * @throws WatchPatternError when it is empty, absolute, leads out of the repository, negates, or has odd braces
 */
function parseWatchPattern(text) {
    const refuse = (reason) => new errors/* WatchPatternError */.IN(`The watch pattern ${JSON.stringify(text.slice(0, 80))} ${reason}`);
    if (text === '')
        throw refuse('is empty');
    if (text.length > maxLength)
        throw refuse(`has more than ${maxLength} characters`);
    if (text.startsWith('!'))
        throw refuse('excludes something; only what is watched can be named');
    if (text.startsWith('/'))
        throw refuse('starts with "/"; it is relative to the repository root');
    if (text.includes('\\'))
        throw refuse('has a "\\"; segments are separated by "/"');
    const expanded = expandBraces(text);
    if (expanded === undefined)
        throw refuse('has a brace that is not closed, or not opened');
    if (expanded.length > maxAlternatives)
        throw refuse(`stands for more than ${maxAlternatives} patterns`);
    const alternatives = expanded.map((alternative) => {
        const segments = alternative.split('/').filter((segment) => segment !== '' && segment !== '.');
        if (segments.includes('..'))
            throw refuse('leads out of the repository');
        if (segments.length === 0)
            throw refuse('names the whole repository; write "**" if that is meant');
        if (segments.some((segment) => segment !== '**' && segment.includes('**'))) {
            throw refuse('has "**" inside a name; it has to be a whole segment');
        }
        return segments.filter((segment, index) => !(segment === '**' && segments[index - 1] === '**'));
    });
    return { text, alternatives };
}
/** Whether the pattern means this path (from the repository root, with `/`). */
function matchesWatch(path, pattern) {
    const segments = path.split('/');
    return pattern.alternatives.some((alternative) => matchesSegments(segments, alternative));
}
/** {@link matchesWatch} of one alternative, on segments. The time grows with the product of both lengths, never faster. */
function matchesSegments(segments, alternative) {
    const last = alternative[alternative.length - 1] ?? '';
    const pattern = hasWildcard(last) ? alternative : [...alternative, '**'];
    return matchWildcard(segments, pattern, '**', (segment, part) => matchWildcard([...segment], [...part], '*', (character, one) => one === '?' || one === character));
}
function hasWildcard(segment) {
    return /[*?]/.test(segment);
}
/** `a{b,c{d,e}}` as `ab`, `acd`, `ace`; `undefined` for unbalanced braces. Stops a little above the limit. */
function expandBraces(text) {
    const open = text.indexOf('{');
    if (open === -1)
        return text.includes('}') ? undefined : [text];
    if (text.slice(0, open).includes('}'))
        return undefined;
    let depth = 0;
    let start = open + 1;
    const choices = [];
    for (let index = open; index < text.length; index += 1) {
        const character = text[index];
        if (character === '{')
            depth += 1;
        if (character === '}')
            depth -= 1;
        if (depth === 0 || (depth === 1 && character === ',')) {
            choices.push(text.slice(start, index));
            start = index + 1;
        }
        if (depth === 0)
            return combine(text.slice(0, open), choices, text.slice(start));
    }
    return undefined;
}
function combine(before, choices, after) {
    const tails = expandBraces(after);
    if (tails === undefined)
        return undefined;
    const combined = [];
    for (const choice of choices) {
        const middles = expandBraces(choice);
        if (middles === undefined)
            return undefined;
        for (const middle of middles) {
            for (const tail of tails) {
                if (combined.length > maxAlternatives)
                    return combined;
                combined.push(`${before}${middle}${tail}`);
            }
        }
    }
    return combined;
}


/***/ })

};
;