"use strict";
exports.id = 244;
exports.ids = [244];
exports.modules = {

/***/ 6244:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseSettings: () => (/* binding */ parseSettings)
});

// EXTERNAL MODULE: ./packages/containers/src/container-name.ts
var container_name = __webpack_require__(2502);
// EXTERNAL MODULE: ./packages/containers/src/errors.ts
var errors = __webpack_require__(5964);
// EXTERNAL MODULE: ./packages/containers/src/watch/watch-pattern.ts + 1 modules
var watch_pattern = __webpack_require__(1818);
// EXTERNAL MODULE: ./packages/containers/src/settings/parse-fields.ts
var parse_fields = __webpack_require__(3058);
// EXTERNAL MODULE: ./node_modules/.pnpm/yaml@2.9.1/node_modules/yaml/dist/index.js
var dist = __webpack_require__(8009);
;// CONCATENATED MODULE: ./packages/containers/src/settings/parse-yaml.ts


/** Far above what a person writes, far below what makes a parser slow. */
const maxLength = 1_000_000;
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
    if (text.length > maxLength)
        throw refuse(0, `the file has more than ${maxLength} characters`);
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
// EXTERNAL MODULE: ./packages/containers/src/suggest.ts
var suggest = __webpack_require__(745);
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
                this.report(entry.keyNode, entry.keyPath, `there is no such key${(0,suggest/* suggest */.Z)(entry.key, names) || `; known: ${names.join(', ')}`}`);
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
        ...optional(reader, 'registry', keys.registry, parse_fields/* parseRegistryHost */.TZ),
        ...optional(reader, 'namespace', keys.namespace, parse_fields/* parseNamespace */.LM),
        directory: (keys.directory && reader.text(keys.directory, parse_fields/* parseDirectory */.Bp)) ?? settings_settings/* defaultSettings */.L.directory,
        mainBranch: (keys.mainBranch && reader.text(keys.mainBranch, parse_fields/* parseBranch */.Qd)) ?? settings_settings/* defaultSettings */.L.mainBranch,
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
            (0,container_name/* parseContainerName */.g)(entry.key);
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
        watch: keys.watch ? reader.texts(keys.watch, checkedBy(watch_pattern/* parseWatchPattern */.dN)) : settings_settings/* defaultContainerSettings */.Q.watch,
        dependsOn: keys.dependsOn ? reader.texts(keys.dependsOn, container_name/* parseContainerName */.g) : settings_settings/* defaultContainerSettings */.Q.dependsOn,
        labels: keys.labels ? readLabels(reader, keys.labels) : settings_settings/* defaultContainerSettings */.Q.labels,
        ...(keys.service && isNull(keys.service.node)
            ? { service: null }
            : optional(reader, 'service', keys.service, parse_fields/* parseLine */.A)),
        ...(nix && {
            nix: {
                ...optional(reader, 'attribute', nix.attribute, parse_fields/* parseNixAttribute */.zz),
                ...optional(reader, 'package', nix.package, parse_fields/* parseNixAttribute */.zz),
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