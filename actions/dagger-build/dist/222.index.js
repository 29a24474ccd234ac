"use strict";
exports.id = 222;
exports.ids = [222];
exports.modules = {

/***/ 7222:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   sharesLoopback: () => (/* binding */ sharesLoopback)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7067);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_http__WEBPACK_IMPORTED_MODULE_1__);


/**
 * Whether the engine reaches loopback ports of this machine by itself: it does when it runs beside us, and not when it runs
 * in a container or elsewhere. Asked, not guessed from its address: it fetches a word from a port of ours.
 */
async function sharesLoopback(dag) {
    const word = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(16).toString('hex');
    const server = (0,node_http__WEBPACK_IMPORTED_MODULE_1__.createServer)((_request, response) => response.end(word));
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
        const { port } = server.address();
        return (await dag.http(`http://127.0.0.1:${port}/${word}`).contents()) === word;
    }
    catch {
        return false;
    }
    finally {
        server.close();
        server.closeAllConnections();
    }
}


/***/ })

};
;