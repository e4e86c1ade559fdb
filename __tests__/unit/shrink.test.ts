// Owns the tests of leaving out of the bundle: the models that nothing uses go, and nothing else changes.
import { expect, test } from '@jest/globals';
import { inAscii, withoutUnusedModels } from '../../scripts/shrink.ts';

const OTHER_MODULE = `
/***/ 1:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

const nobody = "is no model";
const { RunTask$ } = __webpack_require__(2);

/***/ })
`;

/** ncc lists those that are not used, which is no use of them. */
const MODELS = `
;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ecs/dist-es/schemas/schemas_0.js
// UNUSED EXPORTS: Unused$, UsedByUnused$
const _D = "Deployment";
const _T = "Task";
const n0 = "com.amazonaws.ecs";
const _s_registry = new schema.TypeRegistry(n0);
var Unused$ = [3, n0, _D,
    0,
    [_D], [() => UsedByUnused$]
];
var UsedByUnused$ = [3, n0, _D, 0, [], [() => Unused$]];
var Task$ = [3, n0, _T,
    { [_T]: 1 },
];
var RunTask$ = [9, n0, _T,
    0, () => Task$, 0
];
`;

test('of the models, those stay that something else refers to, word for word', () => {
  expect(withoutUnusedModels(`${OTHER_MODULE}${MODELS}${OTHER_MODULE}`)).toBe(`${OTHER_MODULE}
;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ecs/dist-es/schemas/schemas_0.js
// UNUSED EXPORTS: Unused$, UsedByUnused$
const _T = "Task";
const n0 = "com.amazonaws.ecs";
const _s_registry = new schema.TypeRegistry(n0);
var Task$ = [3, n0, _T,
    { [_T]: 1 },
];
var RunTask$ = [9, n0, _T,
    0, () => Task$, 0
];
${OTHER_MODULE}`);
});

test('characters beyond ASCII mean the same', () => {
  const ascii = inAscii('"✅ … 🚀"');
  expect(ascii).toMatch(/^[ -~]+$/);
  expect(JSON.parse(ascii)).toBe('✅ … 🚀');
});
