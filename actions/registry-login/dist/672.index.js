"use strict";
exports.id = 672;
exports.ids = [672];
exports.modules = {

/***/ 2502:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ parseContainerName)
/* harmony export */ });
/* unused harmony export isContainerName */
/* harmony import */ var _errors__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5964);

const maxNameLength = 128;
/**
 * A container's name: one component of an OCI repository path, so that `<namespace>/<name>` is a legal image name.
 *
 * @throws InvalidContainerNameError for everything else: `/`, `..`, upper case, spaces, an empty text
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests
 */
function parseContainerName(text) {
    if (isContainerName(text))
        return text;
    const shown = JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
    throw new _errors__WEBPACK_IMPORTED_MODULE_0__/* .InvalidContainerNameError */ .q5(`${shown} is no container name${reason(text)}`);
}
/** Whether {@link parseContainerName} accepts the text. */
function isContainerName(text) {
    return text.length <= maxNameLength && /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(text);
}
function reason(text) {
    if (text === '')
        return ': it is empty';
    if (text.includes('/'))
        return ': it has a "/", and a name is one folder, not a path';
    if (text.length > maxNameLength)
        return `: it has ${text.length} characters, and ${maxNameLength} are allowed`;
    if (isContainerName(text.toLowerCase()))
        return `: it has upper-case letters (write ${text.toLowerCase()})`;
    return '';
}


/***/ }),

/***/ 5964:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GN: () => (/* binding */ SettingsError),
/* harmony export */   IN: () => (/* binding */ WatchPatternError),
/* harmony export */   df: () => (/* binding */ OutsidePathError),
/* harmony export */   q5: () => (/* binding */ InvalidContainerNameError)
/* harmony export */ });
/* unused harmony exports UnknownContainerError, VersionError, DefinitionError, DependencyCycleError */
/* harmony import */ var _gantry_errors__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7809);

/** gantry.yaml cannot be used as it is; names every problem with line, column and key. */
class SettingsError extends _gantry_errors__WEBPACK_IMPORTED_MODULE_0__/* .GantryError */ .Ah {
    problems;
    constructor(problems, hint = 'correct the lines that are named.') {
        super(problems.map(formatProblem).join('\n'), { code: 'invalid-settings', hint });
        this.problems = problems;
    }
}
/** A name that no container can have, because it would be no legal part of an image's name. */
class InvalidContainerNameError extends _gantry_errors__WEBPACK_IMPORTED_MODULE_0__/* .GantryError */ .Ah {
    constructor(message, hint = 'use lower-case letters and digits, with single ".", "_" or "-" between them.') {
        super(message, { code: 'invalid-container-name', hint });
    }
}
/** A container that the folder of containers does not hold. */
class UnknownContainerError extends _gantry_errors__WEBPACK_IMPORTED_MODULE_0__/* .GantryError */ .Ah {
    constructor(message, hint) {
        super(message, { code: 'unknown-container', hint });
    }
}
/** A container's version is missing, not readable without running something, or contradicts itself. */
class VersionError extends _gantry_errors__WEBPACK_IMPORTED_MODULE_0__/* .GantryError */ .Ah {
    constructor(message, hint, cause) {
        super(message, { code: 'no-version', hint, cause });
    }
}
/** A setting in container.ts that is not written as a literal. */
class DefinitionError extends _gantry_errors__WEBPACK_IMPORTED_MODULE_0__/* .GantryError */ .Ah {
    constructor(message, hint) {
        super(message, { code: 'invalid-definition', hint });
    }
}
/** Containers that need each other in a circle. */
class DependencyCycleError extends _gantry_errors__WEBPACK_IMPORTED_MODULE_0__/* .GantryError */ .Ah {
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
class WatchPatternError extends _gantry_errors__WEBPACK_IMPORTED_MODULE_0__/* .GantryError */ .Ah {
    constructor(message) {
        super(message, {
            code: 'invalid-watch-pattern',
            hint: 'write a path relative to the repository root, with "*", "**", "?" and "{a,b}" where needed.',
        });
    }
}
/** A path that leads out of the folder whose files are read. */
class OutsidePathError extends _gantry_errors__WEBPACK_IMPORTED_MODULE_0__/* .GantryError */ .Ah {
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

/***/ 7672:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readSettings: () => (/* reexport */ readSettings),
  workingFiles: () => (/* reexport */ workingFiles)
});

// UNUSED EXPORTS: DefinitionError, DependencyCycleError, InvalidContainerNameError, OutsidePathError, SettingsError, UnknownContainerError, VersionError, WatchPatternError, expandWord, findContainers, indexOwners, isContainerName, isSameVersion, listDependencies, listVersions, listWatch, matchesWatch, orderByDependencies, ownImageName, ownerOf, parseBranch, parseContainerName, parseDirectory, parseDockerfile, parseNamespace, parseRegistryHost, parseWatchPattern, readBuild, readDefinition, readVersion, rememberFiles, suggest, unmatchedWatchPatterns

// EXTERNAL MODULE: ./packages/containers/src/container-name.ts
var container_name = __webpack_require__(2502);
// EXTERNAL MODULE: ./packages/containers/src/errors.ts
var errors = __webpack_require__(5964);
;// CONCATENATED MODULE: ./packages/containers/src/list-stated.ts


/**
 * A list that gantry.yaml and container.ts may both state; what both say is added up.
 *
 * @throws DefinitionError when container.ts computes it
 */
async function list_stated_listStated(files, container, key) {
    const { position } = container.settings;
    const place = position ? `${position.file}:${position.line}` : 'gantry.yaml';
    const stated = container.settings[key].map((text) => ({ text, place }));
    if (container.definition !== 'container.ts')
        return stated;
    const file = `${container.path}/container.ts`;
    const list = readDefinition((await files.readText(file)) ?? '')[key];
    if (list.kind === 'absent')
        return stated;
    if (list.kind === 'dynamic') {
        throw new DefinitionError(`${file}:${list.line}: ${key} cannot be read without running the file`, `write it as an array of literals in the default export: ${key}: ['…'].`);
    }
    return [...stated, ...list.value.map((text) => ({ text, place: `${file}:${list.line}` }))];
}

;// CONCATENATED MODULE: ./packages/containers/src/dependencies/list-dependencies.ts







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
    const needed = await mapParallel(containers, async (container) => {
        const stated = await listStated(files, container, 'dependsOn');
        const unknown = stated.find(({ text }) => !names.has(text));
        if (unknown) {
            throw new UnknownContainerError(`${unknown.place}: the container ${container.name} depends on ${JSON.stringify(unknown.text)}, which does not exist${suggest(unknown.text, names)}`, 'correct the name, or remove the entry.');
        }
        const images = await listOwnImages(files, container, scope);
        return [...new Set([...stated.map(({ text }) => text), ...images.filter((name) => names.has(name))])].sort();
    });
    return new Map(containers.map(({ name }, index) => {
        const dependencies = needed[index] ?? [];
        if (dependencies.includes(name))
            throw new DependencyCycleError([name, name]);
        return [name, dependencies];
    }));
}
async function listOwnImages(files, container, scope) {
    if (scope.registry === undefined || container.dockerfile === undefined)
        return [];
    const text = await files.readText(`${container.path}/Dockerfile`);
    const { images } = readBuild(parseDockerfile(text ?? ''));
    return images.flatMap(({ reference }) => ownImageName(reference, scope) ?? []);
}

;// CONCATENATED MODULE: ./packages/containers/src/dependencies/order-by-dependencies.ts

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
            throw new DependencyCycleError(closeCycle(path.map(({ name }) => name), needed));
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

// EXTERNAL MODULE: ./packages/containers/src/settings/settings.ts
var settings = __webpack_require__(1820);
;// CONCATENATED MODULE: ./packages/containers/src/find-containers.ts




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
    const filesByFolder = buildFilesByFolder(await files.listFiles(settings.directory), prefix);
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
function toContainer(name, path, names, settings = defaultContainerSettings) {
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
    const illegal = names.filter((name) => !isContainerName(name)).map((name) => JSON.stringify(`${prefix}${name}`));
    if (illegal.length === 0)
        return;
    throw new InvalidContainerNameError(`${illegal.join(', ')} ${illegal.length === 1 ? 'holds a build file, but its name is' : 'hold build files, but their names are'} no legal part of an image name`, 'rename the folder: lower-case letters and digits, with single ".", "_" or "-" between them.');
}
function checkSettings(settings, found, prefix) {
    const problems = [...settings.containers]
        .filter(([name]) => !found.has(name))
        .map(([name, { position }]) => ({
        ...(position ?? { file: 'gantry.yaml', line: 1, column: 1 }),
        keyPath: `containers.${name}`,
        text: `there is no container ${prefix}${name}${suggest(name, found.keys())}`,
    }));
    if (problems.length > 0) {
        throw new SettingsError(problems, 'correct the name, or remove the entry of a container that is gone.');
    }
}

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
    const { parseSettings } = await Promise.all(/* import() */[__webpack_require__.e(9), __webpack_require__.e(786)]).then(__webpack_require__.bind(__webpack_require__, 2786));
    return parseSettings(found[0].text, found[0].file);
}

;// CONCATENATED MODULE: ./packages/containers/src/versions/dockerfile-version.ts




const versionArgument = 'CONTAINER_APP_VERSION';
const line = (/* unused pure expression or super */ null && (`ARG ${versionArgument}=1.2.3`));
/**
 * The default of `ARG CONTAINER_APP_VERSION`, before the first FROM or in a stage. An ARG that only repeats the name in a
 * stage says nothing new; the same version twice is one version.
 *
 * @returns `undefined` when no ARG states it
 * @throws VersionError when two lines state different versions, or the value is empty or computed
 */
function dockerfile_version_findDockerfileVersion(text, file) {
    const { argumentDefaults } = readBuild(parseDockerfile(text));
    const sources = argumentDefaults
        .filter(({ name }) => name === versionArgument)
        .map(({ value, line: place }) => {
        const version = value?.trim();
        if (version)
            return { file, line: place, version };
        const problem = version === '' ? 'is empty' : 'is not a literal';
        throw new VersionError(`${file}:${place}: the default of ${versionArgument} ${problem}`, `write the version itself there: "${line}".`);
    });
    const [first, ...others] = sources;
    const other = others.find(({ version }) => first && !isSameVersion(version, first.version));
    if (first && other) {
        throw new VersionError(`${file} states two versions: ${versionArgument} is ${first.version} on line ${first.line} and ${other.version} on line ${other.line}`, `keep one default, and write "ARG ${versionArgument}" without a value in the other places.`);
    }
    return first;
}
/** What to write into a Dockerfile that has no version. */
const dockerfile_version_dockerfileVersionHint = (/* unused pure expression or super */ null && (`write "${line}" into it, with the version of the app inside.`));

;// CONCATENATED MODULE: ./packages/containers/src/nix/tokenize-nix.ts
/**
 * Splits a Nix expression into tokens. Strings of both forms, nested interpolation, comments, paths and URIs are skipped
 * as a whole, so that nothing inside of them looks like code. Never fails: what is not closed reaches to the end.
 *
 * @see https://nix.dev/manual/nix/latest/language/string-literals
 */
function tokenize_nix_tokenizeNix(text) {
    const tokens = [];
    let line = 1;
    let index = 0;
    while (index < text.length) {
        const { end, token } = readToken(text, index);
        if (token)
            tokens.push({ ...token, line });
        for (; index < end; index += 1)
            if (text[index] === '\n')
                line += 1;
    }
    return tokens;
}
/** Strings inside of interpolations; deeper ones are not read, so that no file can exhaust the stack. */
const maxDepth = 100;
function readToken(text, index, depth = 0) {
    const skipped = match(/\s+|#[^\n]*|\/\*[^]*?(?:\*\/|$)/y, text, index);
    if (skipped)
        return { end: index + skipped.length };
    if (text[index] === '"')
        return readString(text, index + 1, plainString, depth);
    if (text.startsWith("''", index))
        return readString(text, index + 2, indentedString, depth);
    // A URI or a path is one word: `https://x/a''b` holds no string, and `./a.nix` no selection.
    const word = match(/[A-Za-z][\w+.-]*:[\w%/?:@&=+$,.!~*'-]+/y, text, index) ??
        match(/(?:[\w.+-]*|~)\/[\w.+-]+(?:\/[\w.+-]+)*\/?|<[\w./+-]+>/y, text, index) ??
        match(/[A-Za-z_][\w'-]*|[0-9]+(?:\.[0-9]+)?/y, text, index);
    if (word)
        return { end: index + word.length, token: { kind: 'word', text: word } };
    const symbol = text.startsWith('${', index) ? '${' : text[index];
    return { end: index + symbol.length, token: { kind: 'symbol', text: symbol } };
}
const characters = { n: '\n', r: '\r', t: '\t' };
const plainString = {
    end: '"',
    escaped(text, index) {
        const next = text[index + 1];
        if (text.startsWith('$${', index))
            return { length: 2, value: '$$' };
        return text[index] === '\\' && next !== undefined ? { length: 2, value: characters[next] ?? next } : undefined;
    },
};
const indentedString = {
    end: "''",
    escaped(text, index) {
        if (text.startsWith('$${', index))
            return { length: 2, value: '$$' };
        if (text.startsWith("'''", index))
            return { length: 3, value: "''" };
        if (text.startsWith("''$", index))
            return { length: 3, value: '$' };
        const next = text[index + 3];
        return text.startsWith("''\\", index) && next !== undefined
            ? { length: 4, value: characters[next] ?? next }
            : undefined;
    },
};
function readString(text, start, form, depth) {
    let value = '';
    let interpolated = false;
    let index = start;
    while (index < text.length) {
        const escaped = form.escaped(text, index);
        if (escaped) {
            value += escaped.value;
            index += escaped.length;
        }
        else if (text.startsWith(form.end, index)) {
            return { end: index + form.end.length, token: { kind: 'string', text: interpolated ? undefined : value } };
        }
        else if (text.startsWith('${', index)) {
            interpolated = true;
            index = skipInterpolation(text, index + 2, depth + 1);
        }
        else {
            value += text[index];
            index += 1;
        }
    }
    return { end: index, token: { kind: 'string', text: undefined } };
}
/** The index after the `}` that closes an interpolation. */
function skipInterpolation(text, start, depth) {
    if (depth > maxDepth)
        return text.length;
    let braces = 1;
    let index = start;
    while (index < text.length && braces > 0) {
        const { end, token } = readToken(text, index, depth);
        if (token?.kind === 'symbol' && (token.text === '{' || token.text === '${'))
            braces += 1;
        if (token?.kind === 'symbol' && token.text === '}')
            braces -= 1;
        index = end;
    }
    return index;
}
function match(pattern, text, index) {
    pattern.lastIndex = index;
    return pattern.exec(text)?.[0] || undefined;
}

;// CONCATENATED MODULE: ./packages/containers/src/nix/find-nix-versions.ts

/**
 * Finds every binding `version = …;` of a Nix file, in a `let` or in an attribute set, in the order of the file. A default
 * of a function's argument (`{ version ? "1" }:`) and a path (`a.version = …`) are none.
 */
function find_nix_versions_findNixVersions(text) {
    const tokens = tokenizeNix(text);
    const versions = [];
    const scopes = new Scopes();
    tokens.forEach((token, index) => {
        scopes.step(token);
        const [name, equals, value, end] = tokens.slice(index + 1, index + 5);
        if (!startsBinding(token) || name?.text !== 'version' || name.kind !== 'word' || !isSymbol(equals, '='))
            return;
        if (value?.kind === 'word' && value.text === 'version' && isSymbol(end, ';'))
            return;
        const literal = value?.kind === 'string' && isSymbol(end, ';');
        versions.push({ text: literal ? value.text : undefined, line: name.line, depth: scopes.depth });
    });
    return versions;
}
function startsBinding(token) {
    return isSymbol(token, '{') || isSymbol(token, ';') || (token.kind === 'word' && token.text === 'let');
}
function isSymbol(token, text) {
    return token?.kind === 'symbol' && token.text === text;
}
/**
 * Follows what surrounds a token. A `let` surrounds its bindings and the expression after its `in`, which ends with the
 * bracket around it or with the `;` of the binding it is the value of; the `;` of `with x;` and `assert x;` ends nothing else.
 */
class Scopes {
    open = [];
    get depth() {
        return this.open.filter((scope) => scope !== 'with').length;
    }
    step({ kind, text }) {
        if (kind === 'word') {
            if (text === 'let')
                this.open.push('let');
            if (text === 'with' || text === 'assert')
                this.open.push('with');
            if (text === 'in')
                this.enterBody();
        }
        else if (kind === 'symbol') {
            if (text === '{' || text === '${' || text === '[' || text === '(')
                this.open.push('bracket');
            if (text === '}' || text === ']' || text === ')')
                this.close(['bracket', 'let', 'body', 'with'], 'bracket');
            if (text === ';')
                this.close(['body', 'with'], 'with');
        }
    }
    enterBody() {
        const index = this.open.lastIndexOf('let');
        // What is not closed in between is a mistake in the file, which Nix will name.
        if (index !== -1)
            this.open.splice(index, this.open.length, 'body');
    }
    /** Takes scopes off the top as long as they are of these kinds, up to and including one that is `last`. */
    close(kinds, last) {
        for (let top = this.open.at(-1); top !== undefined && kinds.includes(top); top = this.open.at(-1)) {
            this.open.pop();
            if (top === last)
                return;
        }
    }
}

;// CONCATENATED MODULE: ./packages/containers/src/versions/nix-version.ts



/**
 * Looks for `version = "…";`. A file may hold versions of other things too (a library that it builds first): those in the
 * outermost scope count, so a `let version = "…"; in` at the top decides. Where the outermost scope has one that is not a
 * literal, nothing is guessed from the scopes inside.
 */
function nix_version_findNixVersion(text, file) {
    const versions = findNixVersions(text);
    const depth = Math.min(...versions.map((version) => version.depth));
    const outermost = versions.filter((version) => version.depth === depth);
    const [first] = outermost;
    if (!first || outermost.some((version) => version.text === undefined))
        return { kind: 'none' };
    const sources = outermost.map(({ text: version = '', line }) => ({ file, line, version: version.trim() }));
    const empty = sources.find(({ version }) => version === '');
    if (empty) {
        throw new VersionError(`${file}:${empty.line}: the version is empty`, 'write the version of the app there: version = "1.2.3";');
    }
    const source = sources[0];
    if (sources.every(({ version }) => isSameVersion(version, source.version)))
        return { kind: 'literal', source };
    const list = sources.map(({ version, line }) => `"${version}" on line ${line}`).join(', ');
    return {
        kind: 'ambiguous',
        error: new VersionError(`${file} has several versions and does not say which one is the image's: ${list}`, 'begin the file\'s body with let version = "1.2.3"; in … for the image, or name the attribute to evaluate in gantry.yaml (nix.attribute).'),
    };
}
/** What to write into a default.nix that has no version. */
const nix_version_nixVersionHint = 'write version = "1.2.3"; into it, with the version of the app inside, or name the attribute or package to evaluate in gantry.yaml (nix.attribute, nix.package).';

;// CONCATENATED MODULE: ./packages/containers/src/versions/read-version.ts




/**
 * The version of the app in a container's image, as it is written where the container states it:
 * container.ts, its `version`; Dockerfile, `ARG CONTAINER_APP_VERSION`; default.nix, `version = "…";`, then the Dockerfile's
 * ARG, then evaluation.
 *
 * @throws VersionError naming the file, and what to write there
 */
async function readVersion(files, container, builder, options = {}) {
    if (builder === 'nix')
        return readNixVersion(files, container, options);
    const { definition } = container;
    if (definition === undefined)
        throw notBuiltBy(container, 'dagger', 'a container.ts or a Dockerfile');
    const source = definition === 'container.ts'
        ? await readScriptVersion(files, container)
        : await readDockerfileVersion(files, container);
    if (source)
        return source.version;
    const hint = definition === 'container.ts' ? "write version: '1.2.3' into its default export." : dockerfileVersionHint;
    throw new VersionError(`${container.path}/${definition} has no version`, hint);
}
/**
 * Every version that the files of a container state, whichever builder uses it: for checking that they agree. Nothing is run.
 *
 * @throws VersionError when a file contradicts itself
 */
async function listVersions(files, container) {
    const sources = [
        container.definition === 'container.ts' ? await readScriptVersion(files, container) : undefined,
        await readDockerfileVersion(files, container),
    ];
    const nix = await findInNix(files, container);
    if (nix.kind === 'ambiguous' && !container.settings.nix)
        throw nix.error;
    if (nix.kind === 'literal')
        sources.push(nix.source);
    return sources.filter((source) => source !== undefined);
}
async function readNixVersion(files, container, options) {
    if (container.nixFile === undefined)
        throw notBuiltBy(container, 'nix', 'a default.nix');
    const nix = await findInNix(files, container);
    if (nix.kind === 'literal')
        return nix.source.version;
    // Somebody who named the attribute to evaluate has settled which of several versions is meant.
    if (nix.kind === 'ambiguous' && !container.settings.nix)
        throw nix.error;
    const stated = nix.kind === 'none' ? await readDockerfileVersion(files, container) : undefined;
    const version = stated?.version ?? (await options.evaluateVersion?.(container))?.trim();
    if (version)
        return version;
    if (nix.kind === 'ambiguous')
        throw nix.error;
    const where = container.dockerfile ? ', nor has the Dockerfile' : '';
    throw new VersionError(`${container.path}/default.nix has no version${where}`, nixVersionHint);
}
async function findInNix(files, container) {
    const file = `${container.path}/default.nix`;
    const text = container.nixFile && (await files.readText(file));
    return text === undefined ? { kind: 'none' } : findNixVersion(text, file);
}
async function readDockerfileVersion(files, container) {
    const file = `${container.path}/Dockerfile`;
    const text = container.dockerfile && (await files.readText(file));
    return text === undefined ? undefined : findDockerfileVersion(text, file);
}
async function readScriptVersion(files, container) {
    const file = `${container.path}/container.ts`;
    const { version } = readDefinition((await files.readText(file)) ?? '');
    if (version.kind === 'absent')
        return undefined;
    const literal = version.kind === 'literal' ? version.value.trim() : undefined;
    if (literal)
        return { file, line: version.line, version: literal };
    throw new VersionError(`${file}:${version.line}: the version ${literal === '' ? 'is empty' : 'cannot be read without running the file'}`, "write it as a literal in the default export: version: '1.2.3'.");
}
function notBuiltBy({ path }, builder, files) {
    return new VersionError(`${path} is not built by ${builder}, so it has no version there`, `add ${files} to it, or ask for another builder.`);
}

// EXTERNAL MODULE: ./packages/containers/src/watch/watch-pattern.ts
var watch_pattern = __webpack_require__(4263);
;// CONCATENATED MODULE: ./packages/containers/src/watch/list-watch.ts




/**
 * The `watch` patterns of each container, from gantry.yaml and container.ts together.
 *
 * @returns only the containers that have some
 * @throws WatchPatternError naming the file and line
 * @throws DefinitionError when container.ts computes its `watch`
 */
async function listWatch(files, containers) {
    const watch = await mapParallel(containers, async (container) => {
        const stated = await listStated(files, container, 'watch');
        for (const { text, place } of stated)
            checkPattern(text, place);
        return [container.name, [...new Set(stated.map(({ text }) => text))]];
    });
    return new Map(watch.filter(([, patterns]) => patterns.length > 0));
}
function checkPattern(text, place) {
    try {
        parseWatchPattern(text);
    }
    catch (error) {
        if (error instanceof WatchPatternError)
            throw new WatchPatternError(`${place}: ${error.message}`);
        throw error;
    }
}

;// CONCATENATED MODULE: ./packages/containers/src/watch/owners.ts

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
            for (const alternative of parseWatchPattern(pattern).alternatives) {
                const fixed = alternative.findIndex(hasWildcard);
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
            if (matchesSegments(segments, entry.alternative))
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


/***/ }),

/***/ 4263:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dN: () => (/* binding */ parseWatchPattern)
/* harmony export */ });
/* unused harmony exports matchesWatch, matchesSegments, hasWildcard */
/* harmony import */ var _errors__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5964);


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
    const refuse = (reason) => new _errors__WEBPACK_IMPORTED_MODULE_0__/* .WatchPatternError */ .IN(`The watch pattern ${JSON.stringify(text.slice(0, 80))} ${reason}`);
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