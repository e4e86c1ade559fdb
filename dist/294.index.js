export const id = 294;
export const ids = [294];
export const modules = {

/***/ 9294:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EC2Client: () => (/* reexport safe */ _EC2Client__WEBPACK_IMPORTED_MODULE_0__.g)
/* harmony export */ });
/* harmony import */ var _EC2Client__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8382);




















/***/ })

};
