"use strict";
exports.id = 98;
exports.ids = [98];
exports.modules = {

/***/ 6098:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseSettings: () => (/* binding */ parseSettings)
});

// EXTERNAL MODULE: ./packages/containers/src/errors.ts
var errors = __webpack_require__(5964);
;// CONCATENATED MODULE: ./packages/containers/src/container-name.ts

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
    throw new errors/* InvalidContainerNameError */.q5(`${shown} is no container name${reason(text)}`);
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

;// CONCATENATED MODULE: ./packages/containers/src/settings/parse-fields.ts
/**
 * A registry: `host[:port]`.
 *
 * @throws Error whose message completes the sentence "registry: …"
 */
function parseRegistryHost(text) {
    const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0];
    if (scheme)
        throw new Error(`"${text}" has the scheme ${scheme}; write the host alone: "${hostOf(text, scheme)}"`);
    if (text.includes('/'))
        throw new Error(`"${text}" has a path; the path belongs into "namespace"`);
    const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
    const match = new RegExp(`^(?:${label}(?:\\.${label})*|\\[[0-9A-Fa-f:]+\\])(?::([0-9]{1,5}))?$`).exec(text);
    const port = Number(match?.[1] ?? 1);
    if (match === null || port < 1 || port > 65_535)
        throw new Error(`"${text}" is no host[:port]`);
    return text;
}
/**
 * The part of the repository names before the container's: lower-case components, with `/` between them.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests
 * @throws Error whose message completes the sentence "namespace: …"
 */
function parseNamespace(text) {
    const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
    if (text.length <= 200 && new RegExp(`^${component}(?:/${component})*$`).test(text))
        return text;
    throw new Error(`"${text.slice(0, 80)}" is no namespace; write lower-case letters and digits, with "/", ".", "_" or "-" between them`);
}
/**
 * A folder of the repository, relative to its root: `containers`; `.` is the root.
 *
 * @returns without `./` and without a `/` at the end; `''` for the root
 * @throws Error when it is empty, absolute or leads out of the repository
 */
function parseDirectory(text) {
    const parts = text
        .split('/')
        .filter((part, index, all) => part !== '.' && !(part === '' && index === all.length - 1));
    if (text === '' || parts.some((part) => part === '' || part === '..') || /[\\\p{Cc}]/u.test(text)) {
        throw new Error(`${JSON.stringify(text)} is no folder of the repository; write it relative to the root: "containers"`);
    }
    return parts.join('/');
}
/**
 * The short name of a branch.
 *
 * @see https://git-scm.com/docs/git-check-ref-format
 * @throws Error whose message completes the sentence "mainBranch: …"
 */
function parseBranch(text) {
    if (text.startsWith('refs/'))
        throw new Error(`"${text}" is a full ref; write the branch alone: "${text.replace(/^refs\/heads\//, '')}"`);
    const illegal = /[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|\/\.|^[-./]|[./]$|\.lock(?:\/|$)/u;
    if (text === '' || text === '@' || illegal.test(text))
        throw new Error(`${JSON.stringify(text)} is no branch name`);
    return text;
}
/**
 * An attribute path of Nix: `pkgs.hello`.
 *
 * @throws Error when a program could take it for an option or an expression
 */
function parseNixAttribute(text) {
    if (/^[A-Za-z_][\w'-]*(?:\.[A-Za-z0-9_][\w'-]*)*$/.test(text))
        return text;
    throw new Error(`${JSON.stringify(text)} is no attribute path; write names with dots between them: "app.version"`);
}
/** A text on one line, not empty. */
function parseLine(text) {
    if (text === '' || /\p{Cc}/u.test(text))
        throw new Error(`${JSON.stringify(text)} is no text on one line`);
    return text;
}
function hostOf(text, scheme) {
    return text.slice(scheme.length).split('/')[0] ?? '';
}

// EXTERNAL MODULE: ./node_modules/.pnpm/yaml@2.9.1/node_modules/yaml/dist/index.js
var dist = __webpack_require__(8009);
;// CONCATENATED MODULE: ./packages/containers/src/settings/parse-yaml.ts


/** Far above what a person writes, far below what makes a parser slow. */
const parse_yaml_maxLength = 1_000_000;
const maxDepth = 32;
const maxIndentation = 100;
/**
 * Parses one YAML 1.2 document strictly: no anchors and aliases, no tags. Whether keys are unique is left to
 * the reader of each mapping: the parser's own check takes seconds for 20,000 keys.
 *
 * @throws SettingsError naming line and column
 */
function parseYaml(text, file) {
    const lines = new dist/* LineCounter */.HN();
    const problemAt = (node, keyPath, problem) => {
        const offset = (0,dist/* isNode */.Ll)(node) ? (node.range?.[0] ?? 0) : typeof node === 'number' ? node : 0;
        const { line, col } = lines.linePos(offset);
        return { file, line: Math.max(line, 1), column: Math.max(col, 1), keyPath, text: problem };
    };
    const refuse = (offset, problem) => new errors/* SettingsError */.GN([problemAt(offset, '', problem)]);
    if (text.length > parse_yaml_maxLength)
        throw refuse(0, `the file has more than ${parse_yaml_maxLength} characters`);
    const deep = tooDeep(text);
    if (deep !== undefined)
        throw refuse(deep, `values are nested too deep`);
    const document = (0,dist/* parseDocument */.Tp)(text, { lineCounter: lines, prettyErrors: false, version: '1.2', uniqueKeys: false });
    const faults = [...document.errors, ...document.warnings];
    if (faults.length > 0)
        throw new errors/* SettingsError */.GN(faults.map((fault) => problemAt(fault.pos[0], '', fault.message)));
    const problems = [...unwanted(document)].map(([node, problem]) => problemAt(node, '', problem));
    if (problems.length > 0)
        throw new errors/* SettingsError */.GN(problems);
    return { root: document.contents, problemAt };
}
/** Aliases and tags have no use in this file, and are how a small file becomes a large or a strange one. */
function unwanted(document) {
    const found = new Map();
    (0,dist/* visit */.YR)(document, {
        Node(_key, node) {
            if ((0,dist/* isAlias */.Vj)(node))
                found.set(node, `the alias *${node.source} is not accepted; write the value itself`);
            else if (node.anchor !== undefined)
                found.set(node, `the anchor &${node.anchor} is not accepted`);
            else if (node.tag !== undefined)
                found.set(node, `the tag ${node.tag} is not accepted`);
        },
    });
    return found;
}
/**
 * The offset at which brackets or indentation nest deeper than any setting does. The parser is not asked then: it would
 * end the process (`- - - …` a few thousand times is a regular expression that V8 cannot allocate).
 */
function tooDeep(text) {
    let depth = 0;
    for (let index = 0; index < text.length; index += 1) {
        const character = text[index];
        if (character === '[' || character === '{')
            depth += 1;
        else if (character === ']' || character === '}')
            depth = Math.max(0, depth - 1);
        if (depth > maxDepth)
            return index;
    }
    return new RegExp(`^[-?: \\t]{${maxIndentation}}`, 'm').exec(text)?.index;
}

// EXTERNAL MODULE: ./packages/containers/src/settings/settings.ts
var settings_settings = __webpack_require__(1820);
;// CONCATENATED MODULE: ./packages/containers/src/suggest.ts
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

;// CONCATENATED MODULE: ./packages/containers/src/settings/value-reader.ts


/** Reads checked values and collects every problem instead of stopping at the first. */
class ValueReader {
    source;
    problems = [];
    constructor(source) {
        this.source = source;
    }
    report(node, keyPath, text) {
        this.problems.push(this.source.problemAt(node, keyPath, text));
        return undefined;
    }
    positionOf(node) {
        const { file, line, column } = this.source.problemAt(node, '', '');
        return { file, line, column };
    }
    /** The entries of a mapping; an empty value is an empty mapping. Keys are texts, each once. */
    entries({ node, keyPath }) {
        if (node === null || isNull(node))
            return [];
        if (!(0,dist/* isMap */.jh)(node)) {
            this.report(node, keyPath, `a mapping (key: value) is expected, not ${kindOf(node)}`);
            return [];
        }
        const entries = new Map();
        for (const { key: keyNode, value } of node.items) {
            const key = (0,dist/* isScalar */.jn)(keyNode) && keyNode.value !== null ? keyNode.source : undefined;
            if (key === undefined)
                this.report(keyNode ?? node, keyPath, 'a key has to be a plain text');
            else if (entries.has(key))
                this.report(keyNode, join(keyPath, key), 'the key stands here twice');
            else
                entries.set(key, { key, keyNode, node: value, keyPath: join(keyPath, key) });
        }
        return [...entries.values()];
    }
    /** The entries by key; every key has to be one of the names. */
    object(value, names) {
        const known = {};
        for (const entry of this.entries(value)) {
            const name = names.find((candidate) => candidate === entry.key);
            if (name !== undefined)
                known[name] = entry;
            else
                this.report(entry.keyNode, entry.keyPath, `there is no such key${suggest(entry.key, names) || `; known: ${names.join(', ')}`}`);
        }
        return known;
    }
    text(value, parse) {
        const { node, keyPath } = value;
        if (!(0,dist/* isScalar */.jn)(node) || typeof node.value !== 'string') {
            const quoted = (0,dist/* isScalar */.jn)(node) && node.value !== null ? `; write it in quotes: "${node.source ?? ''}"` : '';
            return this.report(node, keyPath, `a text is expected, not ${kindOf(node)}${quoted}`);
        }
        try {
            return parse(node.value);
        }
        catch (error) {
            return this.report(node, keyPath, error instanceof Error ? error.message : String(error));
        }
    }
    /** A sequence of texts; a single text is accepted as a sequence of one. */
    texts(value, parse) {
        const { node, keyPath } = value;
        const items = (0,dist/* isSeq */.oP)(node) ? node.items : [node];
        return items.flatMap((item, index) => {
            const parsed = this.text({ node: item, keyPath: (0,dist/* isSeq */.oP)(node) ? `${keyPath}[${index}]` : keyPath }, parse);
            return parsed === undefined ? [] : [parsed];
        });
    }
}
/** Whether the value is written as `null`, `~` or nothing. */
function isNull(node) {
    return (0,dist/* isScalar */.jn)(node) && node.value === null;
}
function join(keyPath, key) {
    const part = /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
    return keyPath === '' ? part : `${keyPath}.${part}`;
}
function kindOf(node) {
    if ((0,dist/* isMap */.jh)(node))
        return 'a mapping';
    if ((0,dist/* isSeq */.oP)(node))
        return 'a sequence';
    if (!(0,dist/* isScalar */.jn)(node) || node.value === null)
        return 'nothing';
    return typeof node.value === 'string' ? `"${node.value}"` : `the ${typeof node.value} ${node.source ?? ''}`.trim();
}

;// CONCATENATED MODULE: ./packages/containers/src/settings/parse-settings.ts







/** More problems than these are not shown: the first ones are what gets corrected. */
const maxProblems = 20;
/**
 * Checks the text of gantry.yaml.
 *
 * @param file - its name, for the errors
 * @throws SettingsError that names every problem
 */
function parseSettings(text, file) {
    const source = parseYaml(text, file);
    const reader = new ValueReader(source);
    const keys = reader.object({ node: source.root, keyPath: '' }, [
        'registry',
        'namespace',
        'directory',
        'mainBranch',
        'containers',
    ]);
    const settings = {
        ...optional(reader, 'registry', keys.registry, parseRegistryHost),
        ...optional(reader, 'namespace', keys.namespace, parseNamespace),
        directory: (keys.directory && reader.text(keys.directory, parseDirectory)) ?? settings_settings/* defaultSettings */.L.directory,
        mainBranch: (keys.mainBranch && reader.text(keys.mainBranch, parseBranch)) ?? settings_settings/* defaultSettings */.L.mainBranch,
        containers: readContainers(reader, keys.containers),
    };
    if (reader.problems.length > 0)
        throw new errors/* SettingsError */.GN(reader.problems.slice(0, maxProblems));
    return settings;
}
function readContainers(reader, value) {
    const containers = new Map();
    for (const entry of value ? reader.entries(value) : []) {
        try {
            parseContainerName(entry.key);
        }
        catch (error) {
            reader.report(entry.keyNode, entry.keyPath, error.message);
            continue;
        }
        containers.set(entry.key, readContainer(reader, entry));
    }
    return containers;
}
function readContainer(reader, entry) {
    const keys = reader.object(entry, ['watch', 'dependsOn', 'labels', 'service', 'nix']);
    const nix = keys.nix && reader.object(keys.nix, ['attribute', 'package']);
    return {
        watch: keys.watch ? reader.texts(keys.watch, checkedBy(parseWatchPattern)) : settings_settings/* defaultContainerSettings */.Q.watch,
        dependsOn: keys.dependsOn ? reader.texts(keys.dependsOn, parseContainerName) : settings_settings/* defaultContainerSettings */.Q.dependsOn,
        labels: keys.labels ? readLabels(reader, keys.labels) : settings_settings/* defaultContainerSettings */.Q.labels,
        ...(keys.service && isNull(keys.service.node)
            ? { service: null }
            : optional(reader, 'service', keys.service, parseLine)),
        ...(nix && {
            nix: {
                ...optional(reader, 'attribute', nix.attribute, parseNixAttribute),
                ...optional(reader, 'package', nix.package, parseNixAttribute),
            },
        }),
        position: reader.positionOf(entry.keyNode),
    };
}
function readLabels(reader, value) {
    const labels = reader.entries(value).flatMap((entry) => {
        if (!/^[\x21-\x3c\x3e-\x7e]+$/.test(entry.key)) {
            reader.report(entry.keyNode, entry.keyPath, 'a label name has no spaces, no "=" and only ASCII letters');
        }
        const text = reader.text(entry, (label) => label);
        return text === undefined ? [] : [[entry.key, text]];
    });
    return Object.fromEntries(labels);
}
function optional(reader, key, entry, parse) {
    const text = entry && reader.text(entry, parse);
    return (text === undefined ? {} : { [key]: text });
}
/** Keeps the text as it is written, once it is known to be legal. */
function checkedBy(parse) {
    return (text) => {
        parse(text);
        return text;
    };
}


/***/ })

};
;