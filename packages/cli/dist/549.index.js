"use strict";
exports.id = 549;
exports.ids = [549];
exports.modules = {

/***/ 8650:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ serviceVersionsFile)
/* harmony export */ });
/** Which version each service should run; optional. At the root of the repository. */
const serviceVersionsFile = 'service-versions.yaml';


/***/ }),

/***/ 1549:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runCheck: () => (/* binding */ runCheck)
});

// EXTERNAL MODULE: ./packages/containers/src/file-source.ts
var file_source = __webpack_require__(6695);
// EXTERNAL MODULE: ./packages/containers/src/working-files.ts
var working_files = __webpack_require__(2234);
// EXTERNAL MODULE: ./packages/containers/src/settings/read-settings.ts
var read_settings = __webpack_require__(1463);
// EXTERNAL MODULE: ./packages/containers/src/find-containers.ts
var find_containers = __webpack_require__(2789);
// EXTERNAL MODULE: ./packages/git/src/repository-error.ts
var repository_error = __webpack_require__(8196);
// EXTERNAL MODULE: ./packages/cli/src/exit-codes.ts
var exit_codes = __webpack_require__(1742);
// EXTERNAL MODULE: ./packages/containers/src/dependencies/list-dependencies.ts
var list_dependencies = __webpack_require__(627);
// EXTERNAL MODULE: ./packages/containers/src/errors.ts
var errors = __webpack_require__(5964);
// EXTERNAL MODULE: ./packages/containers/src/dependencies/order-by-dependencies.ts
var order_by_dependencies = __webpack_require__(2913);
// EXTERNAL MODULE: ./packages/containers/src/script/read-definition.ts + 2 modules
var read_definition = __webpack_require__(9427);
// EXTERNAL MODULE: ./packages/containers/src/dockerfile/read-build.ts + 1 modules
var read_build = __webpack_require__(2960);
// EXTERNAL MODULE: ./packages/containers/src/dockerfile/parse-dockerfile.ts
var parse_dockerfile = __webpack_require__(5436);
// EXTERNAL MODULE: ./packages/containers/src/dependencies/image-names.ts
var image_names = __webpack_require__(737);
;// CONCATENATED MODULE: ./packages/cli/src/check/finding.ts

/**
 * An error about the repository as findings: one for each problem that it names.
 *
 * @param container - what was looked at; `undefined` for the repository as a whole
 */
function toFindings(error, container) {
    const { code, hint: fix = 'correct it.' } = error;
    if (error instanceof errors/* SettingsError */.GN) {
        return error.problems.map((problem) => ({ ...fromProblem(problem), code, fix }));
    }
    const { file, line, message } = splitPlace(error.message, container?.path ?? '');
    return [{ code, container: container?.name, file: file ?? container?.path ?? '.', line, message, fix }];
}
/** A problem of a YAML file, without its code and what to do. */
function fromProblem({ file, line, keyPath, text }) {
    const [, quoted, plain] = /^containers\.(?:"([^"\\]+)"|([\w-]+))/.exec(file.startsWith('gantry.') ? keyPath : '') ?? [];
    const container = quoted ?? plain;
    return { container, file, line, key: keyPath === '' ? undefined : keyPath, message: text };
}
/** Errors begin with their place: `containers/web/Dockerfile:3: …`, `containers/web/default.nix has …`, `gantry.yaml:3: …`, `"containers/Web" …`. */
function splitPlace(message, folder) {
    const [, quoted] = folder === '' ? (/^"([^"\\]+)"/.exec(message) ?? []) : [];
    if (quoted !== undefined)
        return { file: quoted, message };
    const start = folder !== '' && message.startsWith(`${folder}/`) ? folder.length + 1 : 0;
    const [, name, line, rest] = /^([^\s:/]+)(?::(\d+)(?::\d+)?: ([^]*))?/.exec(message.slice(start)) ?? [];
    if (name === undefined || (start === 0 && rest === undefined))
        return { message };
    const file = `${message.slice(0, start)}${name}`;
    return rest === undefined ? { file, message } : { file, line: Number(line), message: rest };
}
/** In the order of the files; a file's findings by line. */
function sortFindings(findings) {
    const keyOf = ({ file, line = 0, key = '', message }) => [file, String(line).padStart(9, '0'), key, message].join('\0');
    return [...findings].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

;// CONCATENATED MODULE: ./packages/cli/src/check/check-dependencies.ts



/** Checks that what containers need exists, and that no circle of them has no first. */
async function checkDependencies(files, containers, scope) {
    const { dependencies, findings } = await readDependencies(files, containers, scope);
    for (;;) {
        const cycle = findCycle([...dependencies.keys()], dependencies);
        const [from, to] = cycle ?? [];
        if (cycle === undefined || from === undefined || to === undefined)
            return findings;
        findings.push(await describeCycle(cycle, containers, files, scope));
        // Without this step, the next circle shows.
        dependencies.set(from, dependencies.get(from)?.filter((name) => name !== to) ?? []);
    }
}
/** All at once; only when that fails, each alone, so that the mistakes of one container do not hide those of others. */
async function readDependencies(files, containers, scope) {
    try {
        return { dependencies: new Map(await (0,list_dependencies/* listDependencies */.E)(files, containers, scope)), findings: [] };
    }
    catch (error) {
        if (!(0,exit_codes/* isRepositoryProblem */.Mn)(error))
            throw error;
    }
    const findings = [];
    const dependencies = new Map();
    for (const container of containers) {
        const names = containers.map(({ name }) => (name === container.name ? container : nameOnly(name)));
        try {
            dependencies.set(container.name, (await (0,list_dependencies/* listDependencies */.E)(files, names, scope)).get(container.name) ?? []);
        }
        catch (error) {
            if (error instanceof errors/* DependencyCycleError */.qw) {
                findings.push(await describeCycle(error.cycle, containers, files, scope));
            }
            else if ((0,exit_codes/* isRepositoryProblem */.Mn)(error)) {
                findings.push(...toFindings(error, container));
            }
            else
                throw error;
        }
    }
    return { dependencies, findings };
}
function nameOnly(name) {
    return { name, path: '', builders: [], settings: { watch: [], dependsOn: [], labels: {} } };
}
function findCycle(names, dependencies) {
    try {
        (0,order_by_dependencies/* orderByDependencies */.N)(names, dependencies);
        return undefined;
    }
    catch (error) {
        if (error instanceof errors/* DependencyCycleError */.qw)
            return error.cycle;
        throw error;
    }
}
async function describeCycle(cycle, containers, files, scope) {
    const { message, code, hint = '' } = new errors/* DependencyCycleError */.qw(cycle);
    const [name = '', needed = ''] = cycle;
    const container = containers.find((candidate) => candidate.name === name);
    const place = container ? await findEdge(container, needed, files, scope) : { file: 'gantry.yaml' };
    return { code, container: name, ...place, message, fix: hint };
}
/** Where a container says that it needs another one. */
async function findEdge({ name, path, settings: { dependsOn, position }, dockerfile }, needed, files, scope) {
    if (position && dependsOn.includes(needed)) {
        return { file: position.file, line: position.line, key: `containers.${name}.dependsOn` };
    }
    const definition = `${path}/container.ts`;
    const stated = (0,read_definition/* readDefinition */.U)((await files.readText(definition)) ?? '').dependsOn;
    if (stated.kind === 'literal' && stated.value.includes(needed))
        return { file: definition, line: stated.line };
    const text = dockerfile === undefined ? undefined : await files.readText(`${path}/Dockerfile`);
    const { images } = (0,read_build/* readBuild */.l)((0,parse_dockerfile/* parseDockerfile */.A)(text ?? ''));
    const image = images.find(({ reference }) => (0,image_names/* ownImageName */.V)(reference, scope) === needed);
    return { file: `${path}/Dockerfile`, line: image?.line };
}

// EXTERNAL MODULE: ./packages/containers/src/suggest.ts
var suggest = __webpack_require__(745);
// EXTERNAL MODULE: ./packages/containers/src/versions/version-source.ts
var version_source = __webpack_require__(3511);
// EXTERNAL MODULE: ./packages/containers/src/versions/read-version.ts + 4 modules
var read_version = __webpack_require__(3415);
// EXTERNAL MODULE: ./packages/errors/src/gantry-error.ts
var gantry_error = __webpack_require__(2838);
// EXTERNAL MODULE: ./packages/tags/src/image-tags.ts
var image_tags = __webpack_require__(3669);
;// CONCATENATED MODULE: ./packages/cli/src/check/check-versions.ts





/** What only Nix can say was not asked. */
class LeftOutError extends gantry_error/* GantryError */.A {
    constructor(container) {
        super(`the version of ${container} is only known to Nix, which was not asked`, { code: 'left-out' });
    }
}
/**
 * Checks that everything in a container's folder that states its version says the same, that each of its images has one,
 * and that tags can carry it.
 *
 * @param evaluate - asks Nix; `undefined` leaves out what only Nix can say
 */
async function checkVersions(container, files, evaluate) {
    const findings = [];
    const found = [];
    let unchecked;
    try {
        found.push(...(await (0,read_version/* listVersions */.y)(files, container)));
        for (const builder of container.builders) {
            await (0,read_version/* readVersion */.$)(files, container, builder, {
                async evaluateVersion() {
                    if (container.settings.nix === undefined)
                        return undefined;
                    if (evaluate === undefined)
                        throw new LeftOutError(container.name);
                    const version = (await evaluate(container))?.trim();
                    if (version)
                        found.push({ file: `${container.path}/default.nix`, version });
                    return version;
                },
            });
        }
    }
    catch (error) {
        if (error instanceof errors/* VersionError */.tJ || (0,exit_codes/* isRepositoryProblem */.Mn)(error))
            findings.push(...toFindings(error, container));
        else if (isMissingNix(error))
            unchecked = error.message;
        else
            throw error;
    }
    findings.push(...listDifferences(container, found), ...listIllegal(container, found));
    return { findings, version: found[0], unchecked };
}
function listDifferences({ name }, [first, ...others]) {
    if (first === undefined)
        return [];
    return others
        .filter(({ version }) => !(0,version_source/* isSameVersion */.p)(version, first.version))
        .map(({ file, line, version }) => ({
        code: 'versions-differ',
        container: name,
        file,
        line,
        message: `the version is ${version} here, and ${first.version} in ${placeOf(first)}`,
        fix: line === undefined
            ? `make Nix give ${first.version}, or correct ${placeOf(first)}.`
            : `write ${phraseFor(file, first.version)} here, or correct ${placeOf(first)}.`,
    }));
}
function listIllegal({ name, builders }, found) {
    // The longest tag that this container's images get.
    const builder = builders.includes('nix') ? 'nix' : 'dagger';
    return found.flatMap(({ file, line, version }) => {
        try {
            (0,image_tags/* planTags */.Vd)({ version, sha: '0'.repeat(40), builder, main: true });
            return [];
        }
        catch (error) {
            if (!(error instanceof gantry_error/* GantryError */.A))
                throw error;
            const fix = 'write a version of letters, digits, ".", "_", "-" and "+", short enough for a tag of 128 characters.';
            return [{ code: error.code, container: name, file, line, message: error.message, fix }];
        }
    });
}
function isMissingNix(error) {
    return error instanceof gantry_error/* GantryError */.A && ['left-out', 'nix-missing', 'nixpkgs-missing'].includes(error.code);
}
/** `containers/web/Dockerfile:3`. */
function placeOf({ file, line }) {
    return line === undefined ? `${file} (as Nix evaluates it)` : `${file}:${line}`;
}
function phraseFor(file, version) {
    if (file.endsWith('.nix'))
        return `version = "${version}";`;
    return file.endsWith('.ts') ? `version: '${version}'` : `ARG CONTAINER_APP_VERSION=${version}`;
}

// EXTERNAL MODULE: ./packages/cli/src/check/service-versions-file.ts
var service_versions_file = __webpack_require__(8650);
;// CONCATENATED MODULE: ./packages/cli/src/check/check-service.ts



/**
 * Checks a container against its entry in service-versions.yaml.
 *
 * @param version - what the container states; `undefined` when that is not known, and then only the entry has to be there
 * @param services - by name
 */
function checkService({ name, settings }, version, services) {
    if (settings.service === null)
        return [];
    const service = settings.service ?? name;
    const entry = services.get(service);
    if (entry === undefined) {
        const { position } = settings;
        const isMapped = settings.service !== undefined;
        const close = (0,suggest/* suggest */.Z)(service, services.keys());
        return [
            {
                code: 'service-missing',
                container: name,
                file: isMapped && position ? position.file : service_versions_file/* serviceVersionsFile */.h,
                line: isMapped ? position?.line : undefined,
                key: isMapped ? `containers.${name}.service` : undefined,
                message: `${service_versions_file/* serviceVersionsFile */.h} has no service ${JSON.stringify(service)}${close}`,
                fix: `write "${service}: ${version?.version ?? '1.2.3'}" into ${service_versions_file/* serviceVersionsFile */.h}, or name its service under containers.${name} in gantry.yaml ("service: null" when it is none).`,
            },
        ];
    }
    if (version === undefined || (0,version_source/* isSameVersion */.p)(entry.version, version.version))
        return [];
    return [
        {
            code: 'service-differs',
            container: name,
            file: service_versions_file/* serviceVersionsFile */.h,
            line: entry.line,
            key: entry.key,
            message: `the version is ${entry.version} here, and ${version.version} in ${placeOf(version)}`,
            fix: `write ${JSON.stringify(version.version)} here, or correct ${placeOf(version)}.`,
        },
    ];
}

// EXTERNAL MODULE: ./packages/containers/src/watch/list-watch.ts
var list_watch = __webpack_require__(1029);
// EXTERNAL MODULE: ./packages/containers/src/watch/owners.ts
var owners = __webpack_require__(6947);
// EXTERNAL MODULE: ./packages/containers/src/watch/watch-pattern.ts + 1 modules
var watch_pattern = __webpack_require__(1818);
;// CONCATENATED MODULE: ./packages/cli/src/check/check-watch.ts



/** The patterns that can be used, and what is wrong with the others. */
async function readWatch(files, containers) {
    const findings = [];
    const watch = new Map();
    for (const container of containers) {
        try {
            for (const [name, patterns] of await (0,list_watch/* listWatch */.q)(files, [container]))
                watch.set(name, patterns);
        }
        catch (error) {
            if (!(0,exit_codes/* isRepositoryProblem */.Mn)(error))
                throw error;
            findings.push(...toFindings(error, container));
        }
    }
    return { watch, findings };
}
/**
 * The patterns that mean no tracked file: a path that was renamed hides every later change.
 *
 * @param tracked - lists the tracked files below a folder
 */
async function checkWatch(watch, containers, files, tracked) {
    if (watch.size === 0)
        return [];
    const folders = new Set([...watch.values()].flat().flatMap(topFolders));
    const lists = await Promise.all(folders.has('') ? [tracked('')] : [...folders].map(tracked));
    const containerByName = new Map(containers.map((container) => [container.name, container]));
    return Promise.all((0,owners/* unmatchedWatchPatterns */.Gv)(lists.flat(), watch).map(async ({ container, pattern }) => ({
        code: 'watch-matches-nothing',
        container,
        ...(await placeOfPattern(containerByName.get(container), pattern, files)),
        message: `the watch pattern ${JSON.stringify(pattern)} matches no tracked file`,
        fix: 'correct the pattern, add the file to git, or remove the entry.',
    })));
}
/** The first folder of each path that a pattern means; `''` when it begins with a wildcard. */
function topFolders(pattern) {
    return (0,watch_pattern/* parseWatchPattern */.dN)(pattern).alternatives.map(([first = '']) => (/[*?]/.test(first) ? '' : first));
}
async function placeOfPattern(container, pattern, files) {
    const { settings, path, name } = container ?? {};
    const index = settings?.watch.indexOf(pattern) ?? -1;
    if (index !== -1 && settings?.position) {
        const { file, line } = settings.position;
        return { file, line, key: `containers.${name}.watch[${index}]` };
    }
    const file = `${path}/container.ts`;
    const { watch } = (0,read_definition/* readDefinition */.U)((await files.readText(file)) ?? '');
    return { file, line: watch.kind === 'absent' ? undefined : watch.line };
}

// EXTERNAL MODULE: ./packages/cli/src/select-named.ts + 1 modules
var select_named = __webpack_require__(2721);
;// CONCATENATED MODULE: ./packages/cli/src/check/changed-containers.ts



/**
 * The containers that differ from `base` in anything that a check looks at, committed or not: their folder or what they
 * watch, their build files (also those that git does not track yet), their entry in gantry.yaml or service-versions.yaml.
 */
async function findChanged(request) {
    const { repository, base, head, uncommitted, containers, watch, services } = request;
    const paths = new Set([...(base === head ? [] : await repository.changedPaths(base, head)), ...uncommitted]);
    const ownersOf = (0,owners/* indexOwners */.rg)(containers, watch);
    const owned = new Set([...paths].flatMap(ownersOf).map(({ container }) => container));
    const before = await readBefore(repository.filesAt(base), request.settings);
    return containers.filter((container) => {
        if (owned.has(container.name) || before === undefined)
            return true;
        const earlier = before.containers.get(container.name);
        if (earlier === undefined || stateOf(earlier) !== stateOf(container))
            return true;
        const service = container.settings.service ?? container.name;
        return before.services?.get(service)?.version !== services?.get(service)?.version;
    });
}
/** What `base` said; `undefined` when it cannot be read: then nothing is known to be as it was. */
async function readBefore(files, { directory }) {
    try {
        const containers = await (0,find_containers/* findContainers */.W)(files, { ...(await (0,read_settings/* readSettings */.s)(files)), directory });
        return {
            containers: new Map(containers.map((container) => [container.name, container])),
            services: await readServices(files),
        };
    }
    catch (error) {
        if (error instanceof gantry_error/* GantryError */.A)
            return undefined;
        throw error;
    }
}
async function readServices(files) {
    const text = await files.readText(service_versions_file/* serviceVersionsFile */.h);
    if (text === undefined)
        return undefined;
    const { parseServiceVersions } = await Promise.all(/* import() */[__webpack_require__.e(9), __webpack_require__.e(268)]).then(__webpack_require__.bind(__webpack_require__, 268));
    return parseServiceVersions(text).services;
}
/** Its build files and settings, as one text; where its settings stand does not matter. */
function stateOf({ settings: { position: _, ...settings }, definition, dockerfile, nixFile }) {
    return JSON.stringify([
        Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)),
        definition,
        dockerfile,
        nixFile,
    ]);
}

// EXTERNAL MODULE: ./packages/git/src/commit-sha.ts
var commit_sha = __webpack_require__(2625);
// EXTERNAL MODULE: ./packages/process/src/run.ts + 1 modules
var run = __webpack_require__(7571);
// EXTERNAL MODULE: ./packages/process/src/tool-environment.ts
var tool_environment = __webpack_require__(2746);
;// CONCATENATED MODULE: ./packages/cli/src/check/find-base.ts


/**
 * The commit at which this branch left main: of the remote-tracking branch, else of the local one, so that a hook asks no
 * network. Only a clone that has neither asks `origin`.
 *
 * @param mainBranch - without `refs/heads/`
 */
async function findMainBase(repository, head, mainBranch, env) {
    try {
        const main = (await findLocal(repository.root, mainBranch, env)) ?? (await repository.resolve(`refs/heads/${mainBranch}`));
        const sha = await repository.mergeBase(head, main);
        if (sha !== undefined)
            return { kind: 'commit', sha, name: mainBranch };
        return { kind: 'everything', reason: `this branch and ${mainBranch} have no common history` };
    }
    catch (error) {
        if (error instanceof repository_error/* UnknownRefError */.AD)
            return { kind: 'everything', reason: `there is no branch ${mainBranch}` };
        if (!(error instanceof repository_error/* RepositoryError */.pU))
            throw error;
        return { kind: 'everything', reason: `the history of ${mainBranch} cannot be read: ${error.message}` };
    }
}
/**
 * The commit at which this branch left the one that somebody named; an ancestor is that commit itself.
 *
 * @throws UnknownRefError when there is no such ref
 */
async function findNamedBase(repository, head, ref) {
    const sha = await repository.resolve(ref);
    return { kind: 'commit', sha: (await repository.mergeBase(head, sha)) ?? sha, name: ref };
}
async function findLocal(root, branch, env) {
    const refs = [`refs/remotes/origin/${branch}`, `refs/heads/${branch}`];
    const { stdout } = await (0,run/* run */.e)(['git', 'for-each-ref', '--format=%(refname) %(objectname)', ...refs], {
        cwd: root,
        env: (0,tool_environment/* toolEnvironment */.u)(env, {
            GIT_CONFIG_COUNT: '1',
            GIT_CONFIG_KEY_0: 'safe.directory',
            GIT_CONFIG_VALUE_0: root,
        }),
        timeoutMs: 60_000,
    });
    const shaByRef = new Map(stdout.split('\n').map((line) => line.split(' ')));
    const sha = refs.flatMap((ref) => shaByRef.get(ref) ?? [])[0];
    return sha === undefined ? undefined : (0,commit_sha/* parseCommitSha */.t)(sha);
}

;// CONCATENATED MODULE: ./packages/cli/src/check/select-containers.ts



/**
 * The containers to look at, in the order of the names, and what they were compared with.
 *
 * @throws UsageError for a name that no container has, UnknownRefError for a base that does not exist
 */
async function selectContainers(selection, request) {
    const { containers, settings, repository, env, head, uncommitted } = request;
    if (selection.kind === 'names') {
        const names = [...new Set(selection.names)].sort();
        const where = settings.directory || 'the root';
        return { selected: names.map((name) => (0,select_named/* selectNamed */.U)(containers, name, where)), base: undefined };
    }
    if (selection.kind === 'all' || head === undefined)
        return { selected: containers, base: undefined };
    const base = selection.base === undefined
        ? await findMainBase(repository, head, settings.mainBranch, env)
        : await findNamedBase(repository, head, selection.base);
    if (base.kind === 'everything')
        return { selected: containers, base };
    const selected = await findChanged({ ...request, base: base.sha, head, uncommitted: await uncommitted() });
    return { selected, base };
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./packages/cli/src/check/tracked-files.ts


/** @param head - `undefined` before the first commit */
function trackedFiles(repository, head) {
    let changed;
    const uncommitted = () => (changed ??= repository.uncommittedPaths(''));
    return {
        uncommitted,
        async list(under) {
            const paths = new Set(head === undefined ? [] : await repository.listFiles(head, under));
            for (const path of await uncommitted()) {
                if (under !== '' && path !== under && !path.startsWith(`${under}/`))
                    continue;
                if (await exists((0,external_node_path_.join)(repository.root, path)))
                    paths.add(path);
                else
                    paths.delete(path);
            }
            return [...paths];
        },
    };
}
async function exists(file) {
    return (0,promises_.lstat)(file).then(() => true, () => false);
}

;// CONCATENATED MODULE: ./packages/cli/src/check/check-repository.ts











/**
 * Checks the files as they lie here: of the selected containers their versions, of the repository its settings, watch
 * patterns and dependencies.
 *
 * @throws UsageError for a name that no container has, UnknownRefError for a base that does not exist
 */
async function checkRepository(request) {
    const { repository, selection, env, evaluate } = request;
    const files = (0,file_source/* rememberFiles */.X)((0,working_files/* workingFiles */.l)(repository.root));
    const read = await readContainers(files);
    if ('findings' in read)
        return { checked: [], base: undefined, findings: read.findings, unchecked: [] };
    const { settings, containers } = read;
    const head = await headOf(repository);
    const tracked = trackedFiles(repository, head);
    const { watch, findings: watchFindings } = await readWatch(files, containers);
    const services = await check_repository_readServices(files);
    const { selected, base } = await selectContainers(selection, {
        ...{ repository, env, settings, containers, watch, head, uncommitted: () => tracked.uncommitted() },
        services: services?.services,
    });
    const findings = [
        ...watchFindings,
        ...(await checkWatch(watch, containers, files, (under) => tracked.list(under))),
        ...(await checkDependencies(files, containers, settings)),
        ...(services?.findings ?? []),
    ];
    const unchecked = [];
    for (const container of selected) {
        const check = await checkVersions(container, files, evaluate);
        findings.push(...check.findings);
        if (services) {
            const found = checkService(container, check.version, services.services);
            // An entry that cannot be read is one finding, not also a missing one.
            findings.push(...found.filter(({ code }) => code !== 'service-missing' || services.findings.length === 0));
        }
        if (check.unchecked !== undefined)
            unchecked.push({ container: container.name, message: check.unchecked });
    }
    return { checked: selected.map(({ name }) => name), base, findings: sortFindings(findings), unchecked };
}
async function readContainers(files) {
    try {
        const settings = await (0,read_settings/* readSettings */.s)(files);
        return { settings, containers: await (0,find_containers/* findContainers */.W)(files, settings) };
    }
    catch (error) {
        if ((0,exit_codes/* isRepositoryProblem */.Mn)(error))
            return { findings: toFindings(error) };
        throw error;
    }
}
/** Services by name, and what is wrong with the file; `undefined` without one. */
async function check_repository_readServices(files) {
    const text = await files.readText(service_versions_file/* serviceVersionsFile */.h);
    if (text === undefined)
        return undefined;
    // A repository without the file does not pay for the YAML parser.
    const { parseServiceVersions } = await Promise.all(/* import() */[__webpack_require__.e(9), __webpack_require__.e(268)]).then(__webpack_require__.bind(__webpack_require__, 268));
    const { services, problems } = parseServiceVersions(text);
    const fix = 'correct the line; its shape is "service: version".';
    return {
        services,
        findings: problems.map((problem) => ({ ...fromProblem(problem), code: 'invalid-service-versions', fix })),
    };
}
/** `undefined` before the first commit. */
async function headOf(repository) {
    try {
        return await repository.resolve('HEAD');
    }
    catch (error) {
        if (error instanceof repository_error/* UnknownRefError */.AD)
            return undefined;
        throw error;
    }
}

// EXTERNAL MODULE: ./packages/cli/src/open-workspace.ts + 18 modules
var open_workspace = __webpack_require__(6583);
// EXTERNAL MODULE: ./packages/cli/src/usage-error.ts
var usage_error = __webpack_require__(3857);
// EXTERNAL MODULE: ./packages/cli/src/with-evaluator.ts
var with_evaluator = __webpack_require__(6957);
;// CONCATENATED MODULE: ./packages/cli/src/commands/check.ts





/** Checks, and prints each finding with its place and what to write. */
async function runCheck(options, terminal) {
    const selection = chooseSelection(options);
    const repository = await (0,open_workspace/* openWorkspace */.O)(terminal);
    const { env } = terminal;
    const evaluate = options.nix ? (0,with_evaluator/* workingEvaluator */.N)(repository.root, env) : undefined;
    const report = await checkRepository({ repository, selection, env, evaluate });
    if (options.json)
        terminal.print(JSON.stringify(toDocument(report)));
    else
        printReport(report, selection, terminal);
    if (report.findings.length > 0)
        return exit_codes/* exitCodes */.hS.found;
    // Nobody asked to leave it out, so "all agrees" would be a lie.
    return options.nix && report.unchecked.length > 0 ? exit_codes/* exitCodes */.hS.service : exit_codes/* exitCodes */.hS.done;
}
function chooseSelection({ names, all, base }) {
    if (names.length === 0)
        return all ? { kind: 'all' } : { kind: 'changed', base };
    if (!all && base === undefined)
        return { kind: 'names', names };
    throw new usage_error/* UsageError */.e(`${all ? '--all' : '--base'} cannot be used together with names`, {
        hint: 'leave one of the two out.',
    });
}
/** What `--json` prints. */
function toDocument({ checked, base, findings, unchecked }) {
    return {
        ok: findings.length === 0 && unchecked.length === 0,
        base: base?.kind === 'commit' ? base.sha : null,
        checked,
        findings: findings.map(({ code, container = null, file, line = null, key = null, message, fix }) => ({
            ...{ code, container, file, line, key, message, fix },
        })),
        unchecked,
    };
}
function printReport({ checked, base, findings, unchecked }, selection, terminal) {
    const { out, err } = terminal.paint;
    if (base?.kind === 'everything')
        terminal.note(`Everything is checked, because ${base.reason}.`);
    for (const { message } of unchecked)
        terminal.note(`${err.yellow('not checked:')} ${message}`);
    for (const { file, line, container, key, message, fix } of findings) {
        const place = out.bold(line === undefined ? file : `${file}:${line}`);
        const subject = key ?? container;
        terminal.print(`${place}: ${subject === undefined ? '' : `${subject}: `}${message}\n  Next: ${fix}`);
    }
    const against = selection.kind === 'changed' && base?.kind === 'commit'
        ? ` changed since ${base.name} (${base.sha.slice(0, 7)})`
        : '';
    const what = `${count(checked.length, 'container')}${against}`;
    if (findings.length > 0)
        terminal.print(out.red(`${count(findings.length, 'finding')}, ${what}.`));
    else
        terminal.print(`${what}: nothing is wrong.`);
}
function count(number, word) {
    return `${number} ${word}${number === 1 ? '' : 's'}`;
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


/***/ }),

/***/ 3669:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vd: () => (/* binding */ planTags)
/* harmony export */ });
/* unused harmony exports maxTagLength, normalizeVersion */
/* harmony import */ var _invalid_tag_error__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9339);

/** The longest tag that a registry has to accept. */
const maxTagLength = 128;
const shortShaLength = 7;
/**
 * The tags of one image: `v<version>-<sha7>`, on main also `v<version>-<sha7>-main`, and `-nix` at the end of each when
 * Nix built it.
 *
 * @throws InvalidTagError when the version or the sha cannot stand in a legal tag
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests for the grammar
 */
function planTags({ version, sha, builder, main }) {
    const normalized = normalizeVersion(version);
    if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(sha))
        throw new _invalid_tag_error__WEBPACK_IMPORTED_MODULE_0__/* .InvalidTagError */ .I(`"${sha}" is not a full commit sha`);
    const suffix = builder === 'nix' ? '-nix' : '';
    const base = `${normalized}-${sha.slice(0, shortShaLength)}`;
    const tag = checkLength(`${base}${suffix}`, version);
    return {
        version: normalized,
        tag,
        tags: main ? [tag, checkLength(`${base}-main${suffix}`, version)] : [tag],
    };
}
/**
 * A version as it stands in a tag: one leading `v`, and `_` for the `+` of semantic versioning's build metadata.
 *
 * @throws InvalidTagError when it is empty or has a character that no tag may have
 */
function normalizeVersion(version) {
    const bare = version.trim().replace(/^[vV](?=[0-9])/, '');
    if (bare === '')
        throw new _invalid_tag_error__WEBPACK_IMPORTED_MODULE_0__/* .InvalidTagError */ .I('The version is empty');
    const normalized = `v${bare.replaceAll('+', '_')}`;
    const illegal = /[^A-Za-z0-9_.-]/u.exec(normalized);
    if (illegal) {
        const shown = version.length > 60 ? `${version.slice(0, 60)}…` : version;
        throw new _invalid_tag_error__WEBPACK_IMPORTED_MODULE_0__/* .InvalidTagError */ .I(`The version "${shown}" has ${JSON.stringify(illegal[0])}, which no image tag may have`);
    }
    return normalized;
}
function checkLength(tag, version) {
    if (tag.length <= maxTagLength)
        return tag;
    throw new _invalid_tag_error__WEBPACK_IMPORTED_MODULE_0__/* .InvalidTagError */ .I(`The version "${version.slice(0, 60)}…" makes a tag of ${tag.length} characters; ${maxTagLength} are allowed`);
}


/***/ }),

/***/ 9339:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ InvalidTagError)
/* harmony export */ });
/* harmony import */ var _gantry_errors__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2838);

/** A version that no legal image tag can carry. */
class InvalidTagError extends _gantry_errors__WEBPACK_IMPORTED_MODULE_0__/* .GantryError */ .A {
    constructor(message) {
        super(message, {
            code: 'invalid-tag',
            hint: 'correct the version where the container states it; letters, digits, ".", "_", "-" and "+" are allowed.',
        });
    }
}


/***/ })

};
;