"use strict";
exports.id = 228;
exports.ids = [228];
exports.modules = {

/***/ 7228:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runVersion: () => (/* binding */ runVersion)
/* harmony export */ });
/* harmony import */ var _gantry_containers__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2234);
/* harmony import */ var _gantry_containers__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1463);
/* harmony import */ var _gantry_containers__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2789);
/* harmony import */ var _gantry_containers__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3415);
/* harmony import */ var _exit_codes__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1742);
/* harmony import */ var _open_workspace__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6583);
/* harmony import */ var _read_commit__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4419);
/* harmony import */ var _select_named__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2721);
/* harmony import */ var _usage_error__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3857);
/* harmony import */ var _with_evaluator__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6957);







/** Prints the version of one container. */
async function runVersion(request, terminal) {
    const repository = await (0,_open_workspace__WEBPACK_IMPORTED_MODULE_1__/* .openWorkspace */ .O)(terminal);
    const document = request.ref === undefined
        ? await readHere(request, repository, terminal)
        : await readAt(request.ref, request, repository, terminal);
    terminal.print(request.json ? JSON.stringify(document) : document.version);
    return _exit_codes__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .hS.done;
}
async function readHere({ name, builder: wanted }, { root }, { env }) {
    const files = (0,_gantry_containers__WEBPACK_IMPORTED_MODULE_6__/* .workingFiles */ .l)(root);
    const settings = await (0,_gantry_containers__WEBPACK_IMPORTED_MODULE_7__/* .readSettings */ .s)(files);
    const container = (0,_select_named__WEBPACK_IMPORTED_MODULE_3__/* .selectNamed */ .U)(await (0,_gantry_containers__WEBPACK_IMPORTED_MODULE_8__/* .findContainers */ .W)(files, settings), name, settings.directory || 'the root');
    const builder = chooseBuilder(container, wanted);
    const version = await (0,_gantry_containers__WEBPACK_IMPORTED_MODULE_9__/* .readVersion */ .$)(files, container, builder, { evaluateVersion: (0,_with_evaluator__WEBPACK_IMPORTED_MODULE_5__/* .workingEvaluator */ .N)(root, env) });
    return { container: name, builder, version, sha: null };
}
async function readAt(ref, { name, builder: wanted }, repository, { env }) {
    const { sha, files, container } = await (0,_read_commit__WEBPACK_IMPORTED_MODULE_2__/* .readCommit */ .k)(repository, ref, name);
    const builder = chooseBuilder(container, wanted);
    const version = await (0,_with_evaluator__WEBPACK_IMPORTED_MODULE_5__/* .withCommitEvaluator */ .x)({ repository, sha, env }, (evaluateVersion) => (0,_gantry_containers__WEBPACK_IMPORTED_MODULE_9__/* .readVersion */ .$)(files, container, builder, { evaluateVersion }));
    return { container: name, builder, version, sha };
}
function chooseBuilder({ path, builders }, wanted) {
    const builder = wanted === undefined ? builders[0] : builders.find((one) => one === wanted);
    if (builder !== undefined)
        return builder;
    throw new _usage_error__WEBPACK_IMPORTED_MODULE_4__/* .UsageError */ .e(`${path} has nothing that ${wanted} builds`, {
        code: 'no-build-file',
        hint: `ask for ${builders.join(' or ')}.`,
    });
}


/***/ }),

/***/ 4419:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ readCommit)
/* harmony export */ });
/* harmony import */ var _gantry_containers__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1463);
/* harmony import */ var _gantry_containers__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2789);
/* harmony import */ var _select_named__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2721);


/**
 * Finds a container in a commit, by the rules of the actions.
 *
 * @throws UnknownRefError; UsageError for a container that the commit does not have
 */
async function readCommit(repository, ref, name) {
    const [sha, head] = await Promise.all([repository.resolve(ref), repository.resolve('HEAD')]);
    const files = repository.filesAt(sha);
    const settings = await (0,_gantry_containers__WEBPACK_IMPORTED_MODULE_1__/* .readSettings */ .s)(repository.filesAt(head));
    const { directory } = settings;
    const containers = await (0,_gantry_containers__WEBPACK_IMPORTED_MODULE_2__/* .findContainers */ .W)(files, { ...(await (0,_gantry_containers__WEBPACK_IMPORTED_MODULE_1__/* .readSettings */ .s)(files)), directory });
    return { sha, files, settings, container: (0,_select_named__WEBPACK_IMPORTED_MODULE_0__/* .selectNamed */ .U)(containers, name, `${directory} of ${sha.slice(0, 7)}`) };
}


/***/ })

};
;