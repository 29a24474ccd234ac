"use strict";
exports.id = 3;
exports.ids = [3];
exports.modules = {

/***/ 5964:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GN: () => (/* binding */ SettingsError),
/* harmony export */   IN: () => (/* binding */ WatchPatternError),
/* harmony export */   df: () => (/* binding */ OutsidePathError),
/* harmony export */   q5: () => (/* binding */ InvalidContainerNameError)
/* harmony export */ });
/* unused harmony exports UnknownContainerError, VersionError, DefinitionError, DependencyCycleError */
/* harmony import */ var _gantry_errors__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2838);

/** gantry.yaml cannot be used as it is; names every problem with line, column and key. */
class SettingsError extends _gantry_errors__WEBPACK_IMPORTED_MODULE_0__/* .GantryError */ .A {
    problems;
    constructor(problems, hint = 'correct the lines that are named.') {
        super(problems.map(formatProblem).join('\n'), { code: 'invalid-settings', hint });
        this.problems = problems;
    }
}
/** A name that no container can have, because it would be no legal part of an image's name. */
class InvalidContainerNameError extends _gantry_errors__WEBPACK_IMPORTED_MODULE_0__/* .GantryError */ .A {
    constructor(message, hint = 'use lower-case letters and digits, with single ".", "_" or "-" between them.') {
        super(message, { code: 'invalid-container-name', hint });
    }
}
/** A container that the folder of containers does not hold. */
class UnknownContainerError extends _gantry_errors__WEBPACK_IMPORTED_MODULE_0__/* .GantryError */ .A {
    constructor(message, hint) {
        super(message, { code: 'unknown-container', hint });
    }
}
/** A container's version is missing, not readable without running something, or contradicts itself. */
class VersionError extends _gantry_errors__WEBPACK_IMPORTED_MODULE_0__/* .GantryError */ .A {
    constructor(message, hint, cause) {
        super(message, { code: 'no-version', hint, cause });
    }
}
/** A setting in container.ts that is not written as a literal. */
class DefinitionError extends _gantry_errors__WEBPACK_IMPORTED_MODULE_0__/* .GantryError */ .A {
    constructor(message, hint) {
        super(message, { code: 'invalid-definition', hint });
    }
}
/** Containers that need each other in a circle. */
class DependencyCycleError extends _gantry_errors__WEBPACK_IMPORTED_MODULE_0__/* .GantryError */ .A {
    /** The containers of the circle; the first one is repeated at the end. */
    cycle;
    constructor(cycle) {
        super(cycle.length === 2
            ? `The container ${cycle[0]} depends on itself`
            : `The containers depend on each other in a circle: ${cycle.join(' -> ')}`, { code: 'dependency-cycle', hint: 'remove one of these FROM, COPY --from or dependsOn entries.' });
        this.cycle = cycle;
    }
}
/** A `watch` pattern that is not in the grammar. */
class WatchPatternError extends _gantry_errors__WEBPACK_IMPORTED_MODULE_0__/* .GantryError */ .A {
    constructor(message) {
        super(message, {
            code: 'invalid-watch-pattern',
            hint: 'write a path relative to the repository root, with "*", "**", "?" and "{a,b}" where needed.',
        });
    }
}
/** A path that leads out of the folder whose files are read. */
class OutsidePathError extends _gantry_errors__WEBPACK_IMPORTED_MODULE_0__/* .GantryError */ .A {
    constructor(path, root) {
        super(`The path ${JSON.stringify(path)} leads out of ${root}`, {
            code: 'outside-path',
            hint: 'replace the symbolic link by the file itself, or name a path inside the repository.',
        });
    }
}
function formatProblem({ file, line, column, keyPath, text }) {
    return `${file}:${line}:${column}: ${keyPath === '' ? '' : `${keyPath}: `}${text}`;
}


/***/ }),

/***/ 2003:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readSettings: () => (/* reexport */ readSettings),
  workingFiles: () => (/* reexport */ workingFiles)
});

// UNUSED EXPORTS: DefinitionError, DependencyCycleError, InvalidContainerNameError, OutsidePathError, SettingsError, UnknownContainerError, VersionError, WatchPatternError, expandWord, findContainers, indexOwners, isContainerName, isSameVersion, listDependencies, listVersions, listWatch, matchesWatch, orderByDependencies, ownImageName, ownerOf, parseBranch, parseContainerName, parseDirectory, parseDockerfile, parseNamespace, parseRegistryHost, parseWatchPattern, readBuild, readDefinition, readVersion, rememberFiles, suggest, unmatchedWatchPatterns

// EXTERNAL MODULE: ./packages/containers/src/errors.ts
var errors = __webpack_require__(5964);
// EXTERNAL MODULE: ./packages/containers/src/settings/settings.ts
var settings = __webpack_require__(1820);
;// CONCATENATED MODULE: ./packages/containers/src/settings/read-settings.ts


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
        throw new errors/* SettingsError */.GN([{ file: fileNames[1], line: 1, column: 1, keyPath: '', text }], 'keep gantry.yaml alone.');
    }
    if (!found[0])
        return settings/* defaultSettings */.L;
    // A repository without gantry.yaml does not pay for the YAML parser.
    const { parseSettings } = await Promise.all(/* import() */[__webpack_require__.e(9), __webpack_require__.e(98)]).then(__webpack_require__.bind(__webpack_require__, 6098));
    return parseSettings(found[0].text, found[0].file);
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./packages/containers/src/working-files.ts



/**
 * The files of a checkout as they lie on disk, git's own folders left out. A symbolic link is listed as one file, like in
 * a git tree; reading follows it, but never out of the root.
 *
 * @param root - absolute path of the checkout
 */
function workingFiles(root) {
    return {
        async listFiles(under) {
            await resolveInside(root, under);
            const found = [];
            await collect(root, under, found);
            return found.sort();
        },
        async readText(path) {
            const file = await resolveInside(root, path);
            if (file === undefined)
                return undefined;
            try {
                return await (0,promises_.readFile)(file, 'utf8');
            }
            catch (error) {
                if (isMissing(error) || error.code === 'EISDIR')
                    return undefined;
                throw error;
            }
        },
    };
}
async function collect(root, folder, found) {
    let entries;
    try {
        entries = await (0,promises_.readdir)((0,external_node_path_.join)(root, folder), { withFileTypes: true });
    }
    catch (error) {
        if (isMissing(error))
            return;
        throw error;
    }
    const folders = [];
    for (const entry of entries) {
        if (entry.name === '.git')
            continue;
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory())
            folders.push(path);
        else if (entry.isFile() || entry.isSymbolicLink())
            found.push(path);
    }
    for (const path of folders)
        await collect(root, path, found);
}
/** The real path of a file below the root; `undefined` when there is none. */
async function resolveInside(root, path) {
    // Refused before the file system is asked: what lies outside is not even probed.
    if (!isInside(root, (0,external_node_path_.join)(root, path)))
        throw new errors/* OutsidePathError */.df(path, root);
    try {
        const [realRoot, real] = await Promise.all([(0,promises_.realpath)(root), (0,promises_.realpath)((0,external_node_path_.join)(root, path))]);
        if (!isInside(realRoot, real))
            throw new errors/* OutsidePathError */.df(path, root);
        return real;
    }
    catch (error) {
        if (isMissing(error))
            return undefined;
        throw error;
    }
}
function isInside(root, path) {
    const way = (0,external_node_path_.relative)(root, path);
    return way !== '..' && !way.startsWith(`..${external_node_path_.sep}`) && !(0,external_node_path_.isAbsolute)(way);
}
function isMissing(error) {
    return ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP'].includes(error.code ?? '');
}

;// CONCATENATED MODULE: ./packages/containers/src/index.ts






















/***/ }),

/***/ 1820:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ defaultSettings),
/* harmony export */   Q: () => (/* binding */ defaultContainerSettings)
/* harmony export */ });
const defaultContainerSettings = { watch: [], dependsOn: [], labels: {} };
const defaultSettings = { directory: 'containers', mainBranch: 'main', containers: new Map() };


/***/ })

};
;