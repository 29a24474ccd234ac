"use strict";
exports.id = 713;
exports.ids = [713];
exports.modules = {

/***/ 7713:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  explainDockerfile: () => (/* binding */ explainDockerfile)
});

// EXTERNAL MODULE: ./node_modules/.pnpm/@dagger.io+dagger@0.21.8_patch_hash=c0c71fafc895f5635f5aef14e53e7ec71dc2ba4b0a146db349dd245c07ea44f7/node_modules/@dagger.io/dagger/dist/src/client.js + 33 modules
var client = __webpack_require__(4916);
// EXTERNAL MODULE: ./packages/containers/src/dockerfile/parse-dockerfile.ts
var parse_dockerfile = __webpack_require__(5436);
// EXTERNAL MODULE: ./packages/process/src/command-error.ts
var command_error = __webpack_require__(4744);
;// CONCATENATED MODULE: ./packages/pipelines/src/dagger/engine-message.ts
/**
 * What the engine says, without what only the engine's own developers can use: ids of its objects and traces, and the
 * way by which an error came up.
 */
function cleanEngineMessage(message) {
    return message
        .replaceAll(/ ?\[traceparent:[^\]]*\]/g, '')
        .replace(/^failed to load container from converted ID: (?:[^]*\b(?:inputs|load xxh3:[0-9a-f]+): )?/, '')
        .replace(/^(?:failed to (?:clone built container state|convert Dockerfile to LLB|content hash dockerfile copy): )+/, '');
}

// EXTERNAL MODULE: ./packages/pipelines/src/dagger/dockerfile/run-steps.ts
var run_steps = __webpack_require__(8573);
;// CONCATENATED MODULE: ./packages/pipelines/src/dagger/dockerfile/explain-dockerfile.ts





/**
 * What failed in the build of a Dockerfile, with the line.
 *
 * @param text - of the Dockerfile
 * @param path - of the Dockerfile, from the repository's root
 * @returns `undefined` when the error is none of Dagger's
 */
function explainDockerfile(error, { container, text, path }) {
    if (error instanceof client/* ExecError */.cI) {
        const step = (0,run_steps/* findRunStep */.rN)((0,run_steps/* listRunSteps */.Jo)(text), error.cmd);
        const lines = step === undefined || step.endLine === step.startLine ? '' : `-${step.endLine}`;
        return {
            container,
            phase: 'build',
            message: `exit code ${error.exitCode}`,
            places: [step === undefined ? path : `${path}:${step.startLine}${lines}`],
            command: error.cmd.map(command_error/* quoteArgument */.o).join(' '),
            exitCode: error.exitCode,
            output: [error.stdout, error.stderr].filter((part) => part !== '').join('\n'),
        };
    }
    if (error instanceof client/* GraphQLRequestError */.n0) {
        const message = cleanEngineMessage(error.response.errors?.[0]?.message ?? error.message);
        const line = lineIn(message, text);
        return { container, phase: 'build', message, places: [line === undefined ? path : `${path}:${line}`] };
    }
    return undefined;
}
/** The line that the engine names (`parse error on line 3`), or that of the instruction with what it complains about. */
function lineIn(message, text) {
    const named = /\bline (\d+)/.exec(message)?.[1];
    if (named !== undefined)
        return Number(named);
    const words = [
        ...[...message.matchAll(/"([^"]+)"/g)].map((match) => match[1]),
        /\bl?stat \/?(\S+):/.exec(message)?.[1],
        /^(\S+): failed to /.exec(message)?.[1],
    ];
    const { instructions } = (0,parse_dockerfile/* parseDockerfile */.A)(text);
    for (const word of words) {
        if (word === undefined || word.length < 2)
            continue;
        const uses = (value) => value?.includes(word) === true;
        const found = instructions.find(({ flags, text: rest }) => uses(rest) || flags.some(({ value }) => uses(value)));
        if (found)
            return found.startLine;
    }
    return undefined;
}


/***/ })

};
;