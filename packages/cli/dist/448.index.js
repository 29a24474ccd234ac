"use strict";
exports.id = 448;
exports.ids = [448];
exports.modules = {

/***/ 2721:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ selectNamed)
});

// EXTERNAL MODULE: ./packages/containers/src/container-name.ts
var container_name = __webpack_require__(2502);
// EXTERNAL MODULE: ./packages/errors/src/gantry-error.ts
var gantry_error = __webpack_require__(2838);
;// CONCATENATED MODULE: ./packages/pipelines/src/plan/select-containers.ts


/** A container was named that the repository does not have. */
class UnknownContainerError extends gantry_error/* GantryError */.A {
    constructor(names, known, where) {
        const list = known.length === 0
            ? 'there is none'
            : `there are ${known.slice(0, 20).join(', ')}${known.length > 20 ? `, … (${known.length})` : ''}`;
        super(`No container ${names.map((name) => JSON.stringify(name)).join(', ')} in ${where}: ${list}`, {
            code: 'unknown-container',
            hint: 'name a folder that holds a container.ts, a Dockerfile or a default.nix.',
        });
    }
}
/**
 * The containers that somebody named, in the order of the names.
 *
 * @param where - where was looked, for the error
 * @throws InvalidContainerNameError for a name that no container can have; UnknownContainerError for one that none has
 */
function selectContainers(containers, names, where) {
    const containerByName = new Map(containers.map((container) => [container.name, container]));
    const wanted = names.map(container_name/* parseContainerName */.g);
    const unknown = wanted.filter((name) => !containerByName.has(name));
    if (unknown.length > 0)
        throw new UnknownContainerError(unknown, [...containerByName.keys()], where);
    return wanted.flatMap((name) => containerByName.get(name) ?? []);
}

// EXTERNAL MODULE: ./packages/cli/src/usage-error.ts
var usage_error = __webpack_require__(3857);
;// CONCATENATED MODULE: ./packages/cli/src/select-named.ts


/**
 * The container that somebody named.
 *
 * @param where - where was looked, for the error
 * @throws UsageError that lists what there is
 */
function selectNamed(containers, name, where) {
    try {
        return selectContainers(containers, [name], where)[0];
    }
    catch (error) {
        throw error instanceof UnknownContainerError ? usage_error/* UsageError */.e.from(error) : error;
    }
}


/***/ }),

/***/ 6957:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ workingEvaluator),
/* harmony export */   x: () => (/* binding */ withCommitEvaluator)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);



/**
 * Asks Nix for versions of the files as they lie here. Loaded when the first one is asked for.
 *
 * @param root - absolute path of the checkout
 */
function workingEvaluator(root, env) {
    return async (container) => {
        const { createVersionEvaluator } = await __webpack_require__.e(/* import() */ 161).then(__webpack_require__.bind(__webpack_require__, 1161));
        return createVersionEvaluator({ root, env })(container);
    };
}
/** The same for the files of a commit: it gets a checkout of its own when the first version is asked for. */
async function withCommitEvaluator({ repository, sha, env }, use) {
    let folder;
    let checkout;
    try {
        return await use(async (container) => {
            if (container.settings.nix === undefined)
                return undefined;
            folder ??= await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), 'gantry-'));
            checkout ??= await repository.checkout(sha, folder);
            return workingEvaluator(checkout.root, env)(container);
        });
    }
    finally {
        await checkout?.dispose();
        if (folder !== undefined)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true });
    }
}


/***/ }),

/***/ 3415:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  y: () => (/* binding */ listVersions),
  $: () => (/* binding */ readVersion)
});

// EXTERNAL MODULE: ./packages/containers/src/errors.ts
var errors = __webpack_require__(5964);
// EXTERNAL MODULE: ./packages/containers/src/script/read-definition.ts + 2 modules
var read_definition = __webpack_require__(9427);
// EXTERNAL MODULE: ./packages/containers/src/dockerfile/parse-dockerfile.ts
var parse_dockerfile = __webpack_require__(5436);
// EXTERNAL MODULE: ./packages/containers/src/dockerfile/read-build.ts + 1 modules
var read_build = __webpack_require__(2960);
// EXTERNAL MODULE: ./packages/containers/src/versions/version-source.ts
var version_source = __webpack_require__(3511);
;// CONCATENATED MODULE: ./packages/containers/src/versions/dockerfile-version.ts




const versionArgument = 'CONTAINER_APP_VERSION';
const line = `ARG ${versionArgument}=1.2.3`;
/**
 * The default of `ARG CONTAINER_APP_VERSION`, before the first FROM or in a stage. An ARG that only repeats the name in a
 * stage says nothing new; the same version twice is one version.
 *
 * @returns `undefined` when no ARG states it
 * @throws VersionError when two lines state different versions, or the value is empty or computed
 */
function findDockerfileVersion(text, file) {
    const { argumentDefaults } = (0,read_build/* readBuild */.l)((0,parse_dockerfile/* parseDockerfile */.A)(text));
    const sources = argumentDefaults
        .filter(({ name }) => name === versionArgument)
        .map(({ value, line: place }) => {
        const version = value?.trim();
        if (version)
            return { file, line: place, version };
        const problem = version === '' ? 'is empty' : 'is not a literal';
        throw new errors/* VersionError */.tJ(`${file}:${place}: the default of ${versionArgument} ${problem}`, `write the version itself there: "${line}".`);
    });
    const [first, ...others] = sources;
    const other = others.find(({ version }) => first && !(0,version_source/* isSameVersion */.p)(version, first.version));
    if (first && other) {
        throw new errors/* VersionError */.tJ(`${file} states two versions: ${versionArgument} is ${first.version} on line ${first.line} and ${other.version} on line ${other.line}`, `keep one default, and write "ARG ${versionArgument}" without a value in the other places.`);
    }
    return first;
}
/** What to write into a Dockerfile that has no version. */
const dockerfileVersionHint = `write "${line}" into it, with the version of the app inside.`;

;// CONCATENATED MODULE: ./packages/containers/src/nix/tokenize-nix.ts
/**
 * Splits a Nix expression into tokens. Strings of both forms, nested interpolation, comments, paths and URIs are skipped
 * as a whole, so that nothing inside of them looks like code. Never fails: what is not closed reaches to the end.
 *
 * @see https://nix.dev/manual/nix/latest/language/string-literals
 */
function tokenizeNix(text) {
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
function findNixVersions(text) {
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
function findNixVersion(text, file) {
    const versions = findNixVersions(text);
    const depth = Math.min(...versions.map((version) => version.depth));
    const outermost = versions.filter((version) => version.depth === depth);
    const [first] = outermost;
    if (!first || outermost.some((version) => version.text === undefined))
        return { kind: 'none' };
    const sources = outermost.map(({ text: version = '', line }) => ({ file, line, version: version.trim() }));
    const empty = sources.find(({ version }) => version === '');
    if (empty) {
        throw new errors/* VersionError */.tJ(`${file}:${empty.line}: the version is empty`, 'write the version of the app there: version = "1.2.3";');
    }
    const source = sources[0];
    if (sources.every(({ version }) => (0,version_source/* isSameVersion */.p)(version, source.version)))
        return { kind: 'literal', source };
    const list = sources.map(({ version, line }) => `"${version}" on line ${line}`).join(', ');
    return {
        kind: 'ambiguous',
        error: new errors/* VersionError */.tJ(`${file} has several versions and does not say which one is the image's: ${list}`, 'begin the file\'s body with let version = "1.2.3"; in … for the image, or name the attribute to evaluate in gantry.yaml (nix.attribute).'),
    };
}
/** What to write into a default.nix that has no version. */
const nixVersionHint = 'write version = "1.2.3"; into it, with the version of the app inside, or name the attribute or package to evaluate in gantry.yaml (nix.attribute, nix.package).';

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
    throw new errors/* VersionError */.tJ(`${container.path}/${definition} has no version`, hint);
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
    throw new errors/* VersionError */.tJ(`${container.path}/default.nix has no version${where}`, nixVersionHint);
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
    const { version } = (0,read_definition/* readDefinition */.U)((await files.readText(file)) ?? '');
    if (version.kind === 'absent')
        return undefined;
    const literal = version.kind === 'literal' ? version.value.trim() : undefined;
    if (literal)
        return { file, line: version.line, version: literal };
    throw new errors/* VersionError */.tJ(`${file}:${version.line}: the version ${literal === '' ? 'is empty' : 'cannot be read without running the file'}`, "write it as a literal in the default export: version: '1.2.3'.");
}
function notBuiltBy({ path }, builder, files) {
    return new errors/* VersionError */.tJ(`${path} is not built by ${builder}, so it has no version there`, `add ${files} to it, or ask for another builder.`);
}


/***/ }),

/***/ 3511:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ isSameVersion)
/* harmony export */ });
/** Whether two texts name one version: a leading `v` does not count. */
function isSameVersion(a, b) {
    return withoutV(a) === withoutV(b);
}
function withoutV(version) {
    return version.replace(/^[vV](?=[0-9])/, '');
}


/***/ }),

/***/ 2234:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ workingFiles)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5964);



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
                return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8');
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
        entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, folder), { withFileTypes: true });
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
    if (!isInside(root, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, path)))
        throw new _errors__WEBPACK_IMPORTED_MODULE_2__/* .OutsidePathError */ .df(path, root);
    try {
        const [realRoot, real] = await Promise.all([(0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(root), (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, path))]);
        if (!isInside(realRoot, real))
            throw new _errors__WEBPACK_IMPORTED_MODULE_2__/* .OutsidePathError */ .df(path, root);
        return real;
    }
    catch (error) {
        if (isMissing(error))
            return undefined;
        throw error;
    }
}
function isInside(root, path) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, path);
    return way !== '..' && !way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`) && !(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(way);
}
function isMissing(error) {
    return ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP'].includes(error.code ?? '');
}


/***/ })

};
;