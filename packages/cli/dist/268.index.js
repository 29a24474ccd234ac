"use strict";
exports.id = 268;
exports.ids = [268];
exports.modules = {

/***/ 268:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseServiceVersions: () => (/* binding */ parseServiceVersions)
});

// EXTERNAL MODULE: ./node_modules/.pnpm/yaml@2.9.1/node_modules/yaml/dist/index.js
var dist = __webpack_require__(8009);
// EXTERNAL MODULE: ./packages/cli/src/check/service-versions-file.ts
var service_versions_file = __webpack_require__(8650);
;// CONCATENATED MODULE: ./packages/cli/src/check/parse-yaml-map.ts

/** Far above what a person writes, far below what makes a parser slow. */
const maxLength = 1_000_000;
const maxDepth = 32;
const maxIndentation = 100;
/**
 * Parses one YAML 1.2 document of plain values, from whoever: its size and depth are looked at first, and anchors, aliases
 * and tags are refused, which is how a small file becomes a large one.
 *
 * @param file - its name, for the problems
 */
function parseYamlMap(text, file) {
    const lines = new dist/* LineCounter */.HN();
    const problems = [];
    const lineAt = (node) => {
        const offset = (0,dist/* isNode */.Ll)(node) ? (node.range?.[0] ?? 0) : typeof node === 'number' ? node : 0;
        const { line, col } = lines.linePos(offset);
        return { line: Math.max(line, 1), column: Math.max(col, 1) };
    };
    const report = (node, keyPath, problem) => {
        problems.push({ file, ...lineAt(node), keyPath, text: problem });
    };
    const root = parseRoot(text, lines, report);
    return {
        root,
        problems,
        report,
        entries(node, keyPath) {
            if (node === null || ((0,dist/* isScalar */.jn)(node) && node.value === null))
                return [];
            if (!(0,dist/* isMap */.jh)(node)) {
                report(node, keyPath, 'a mapping (service: version) is expected');
                return [];
            }
            const entries = new Map();
            for (const { key: keyNode, value } of node.items) {
                const key = (0,dist/* isScalar */.jn)(keyNode) && keyNode.value !== null ? keyNode.source : undefined;
                const path = [keyPath, key].filter(Boolean).join('.');
                if (key === undefined)
                    report(keyNode ?? node, keyPath, 'a key has to be a plain text');
                else if (entries.has(key))
                    report(keyNode, path, 'the key stands here twice');
                else
                    entries.set(key, { key, value: value, line: lineAt(keyNode).line });
            }
            return [...entries.values()];
        },
    };
}
function parseRoot(text, lines, report) {
    const hostile = hostileOffset(text);
    if (hostile !== undefined) {
        // The parser counts lines, and is not asked.
        lines.addNewLine(0);
        for (const { index } of text.slice(0, hostile).matchAll(/\n/g))
            lines.addNewLine(index + 1);
        report(hostile, '', text.length > maxLength ? `the file has more than ${maxLength} characters` : 'values are nested too deep');
        return null;
    }
    const document = (0,dist/* parseDocument */.Tp)(text, { lineCounter: lines, prettyErrors: false, version: '1.2', uniqueKeys: false });
    for (const { pos, message } of [...document.errors, ...document.warnings])
        report(pos[0], '', message);
    if (document.errors.length + document.warnings.length > 0)
        return null;
    let isPlain = true;
    (0,dist/* visit */.YR)(document, {
        Node(_key, node) {
            const word = (0,dist/* isAlias */.Vj)(node)
                ? 'alias'
                : node.anchor !== undefined
                    ? 'anchor'
                    : node.tag !== undefined
                        ? 'tag'
                        : undefined;
            if (word === undefined)
                return;
            isPlain = false;
            report(node, '', `an ${word} is not accepted here; write the value itself`.replace('an tag', 'a tag'));
        },
    });
    return isPlain ? document.contents : null;
}
/** Where the text is longer, or nests deeper, than any such file does: a parser may end the process over it. */
function hostileOffset(text) {
    if (text.length > maxLength)
        return 0;
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

;// CONCATENATED MODULE: ./packages/cli/src/check/service-versions.ts



/**
 * Reads service-versions.yaml: a mapping from service to version, at the top or under `services`. A version is a text (a
 * number counts as what is written), or `version` of a mapping, whose other keys are somebody else's. Keys beside a
 * `services` mapping are somebody else's too.
 */
function parseServiceVersions(text) {
    const reader = parseYamlMap(text.replace(/^\uFEFF/, ''), service_versions_file/* serviceVersionsFile */.h);
    const services = new Map();
    const top = reader.entries(reader.root, '');
    const nested = top.find(({ key, value }) => key === 'services' && (0,dist/* isMap */.jh)(value));
    const prefix = nested ? 'services.' : '';
    for (const entry of nested ? reader.entries(nested.value, 'services') : top) {
        const key = `${prefix}${entry.key}`;
        const version = readVersion(reader, entry.value, key);
        if (version !== undefined)
            services.set(entry.key, { version: version.text, line: version.line ?? entry.line, key });
    }
    return { services, problems: reader.problems };
}
function readVersion(reader, value, key) {
    if ((0,dist/* isMap */.jh)(value)) {
        const entry = reader.entries(value, key).find((candidate) => candidate.key === 'version');
        if (entry === undefined)
            return reportMissing(reader, value, key);
        const inner = (0,dist/* isMap */.jh)(entry.value) ? undefined : readVersion(reader, entry.value, `${key}.version`);
        if ((0,dist/* isMap */.jh)(entry.value))
            reader.report(entry.value, `${key}.version`, 'a version is expected, not a mapping');
        return inner && { text: inner.text, line: entry.line };
    }
    const text = (0,dist/* isScalar */.jn)(value) && typeof value.value !== 'boolean' && value.value !== null ? value.source?.trim() : '';
    if (text !== undefined && text !== '' && !/\p{Cc}/u.test(text))
        return { text };
    return reportMissing(reader, value, key);
}
function reportMissing(reader, node, key) {
    reader.report(node ?? reader.root, key, 'it states no version; write it as "1.2.3", or as {version: "1.2.3"}');
}


/***/ })

};
;