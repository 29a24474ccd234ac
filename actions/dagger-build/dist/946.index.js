"use strict";
exports.id = 946;
exports.ids = [946];
exports.modules = {

/***/ 7946:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   toolEnvironment: () => (/* reexport safe */ _tool_environment__WEBPACK_IMPORTED_MODULE_1__.u),
/* harmony export */   tryRun: () => (/* reexport safe */ _run__WEBPACK_IMPORTED_MODULE_0__.J)
/* harmony export */ });
/* harmony import */ var _run__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3441);
/* harmony import */ var _tool_environment__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2746);






/***/ })

};
;