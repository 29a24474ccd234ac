"use strict";
exports.id = 252;
exports.ids = [252];
exports.modules = {

/***/ 2252:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   exportImage: () => (/* binding */ exportImage)
/* harmony export */ });
/* harmony import */ var _dagger_io_dagger_client__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4916);

/**
 * Writes an image as an OCI archive.
 *
 * @param variants - one for each platform
 * @param file - absolute path on this machine, wherever the engine runs
 */
async function exportImage([first, ...others], file) {
    await first.export(file, {
        mediaTypes: _dagger_io_dagger_client__WEBPACK_IMPORTED_MODULE_0__/* .ImageMediaTypes */ .lP.OcimediaTypes,
        ...(others.length === 0 ? {} : { platformVariants: others }),
    });
}


/***/ })

};
;