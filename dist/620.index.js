export const id = 620;
export const ids = [620];
export const modules = {

/***/ 5620:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   keep: () => (/* binding */ keep)
/* harmony export */ });
/* harmony import */ var _environment_expiry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6701);
/* harmony import */ var _foundation_services_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8947);
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1102);
/* harmony import */ var _reconcile_executor_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6452);
/* harmony import */ var _report_found_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(549);
/* harmony import */ var _report_headline_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5730);
/* harmony import */ var _resources_found_environment_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8716);
/* harmony import */ var _resources_service_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6164);
// Owns letting an environment live on: it does not expire before a time from now, nor before its time to live says.








async function keep(world, { identity, inputs, time, access }, { executor, onFound }) {
    const { aws, guard, progress, log } = world;
    const { listenerArn } = inputs;
    const found = await progress.during('Foundation', () => (0,_resources_found_environment_js__WEBPACK_IMPORTED_MODULE_6__/* .findEnvironment */ .jY)(world, { identity, listenerArn }));
    onFound((0,_report_found_js__WEBPACK_IMPORTED_MODULE_4__/* .describeFound */ .K)(found, access));
    const { service, reference } = found;
    const { ttl } = (0,_environment_expiry_js__WEBPACK_IMPORTED_MODULE_0__/* .lifetimeOf */ .XA)((0,_foundation_services_js__WEBPACK_IMPORTED_MODULE_1__/* .tagsOf */ .Fg)(service));
    const keptUntil = new Date(aws.now().getTime() + time.milliseconds);
    const value = (0,_environment_expiry_js__WEBPACK_IMPORTED_MODULE_0__/* .renderLifetime */ .yx)(ttl?.text, keptUntil) ?? '';
    await guard();
    executor.begin(`tagging service ${reference.service}`);
    await (0,_resources_service_js__WEBPACK_IMPORTED_MODULE_7__/* .tagService */ .Gl)(aws, service, { [_identity_js__WEBPACK_IMPORTED_MODULE_2__/* .TTL_TAG */ .Ws]: value });
    const changes = [{ path: `tags.${_identity_js__WEBPACK_IMPORTED_MODULE_2__/* .TTL_TAG */ .Ws}`, observed: (0,_foundation_services_js__WEBPACK_IMPORTED_MODULE_1__/* .tagsOf */ .Fg)(service)[_identity_js__WEBPACK_IMPORTED_MODULE_2__/* .TTL_TAG */ .Ws], desired: value }];
    executor.record((0,_reconcile_executor_js__WEBPACK_IMPORTED_MODULE_3__/* .stepOf */ .cg)({ kind: 'service', name: reference.service }, 'update', changes));
    const expiresAt = (0,_environment_expiry_js__WEBPACK_IMPORTED_MODULE_0__/* .expiryOf */ .p1)((0,_environment_expiry_js__WEBPACK_IMPORTED_MODULE_0__/* .lastDeployOf */ .xd)(service), { ttl, keptUntil });
    onFound({ action: 'updated', expiresAt });
    log.line(expiresAt === undefined
        ? `${identity.fullName} has no time to live. A sweep that has one removes it on ${(0,_report_headline_js__WEBPACK_IMPORTED_MODULE_5__/* .renderTime */ .sZ)(keptUntil)} at the earliest.`
        : `${identity.fullName} expires on ${(0,_report_headline_js__WEBPACK_IMPORTED_MODULE_5__/* .renderTime */ .sZ)(expiresAt)}.`);
}


/***/ }),

/***/ 549:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ describeFound)
/* harmony export */ });
/* harmony import */ var _environment_expiry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6701);
/* harmony import */ var _environment_sleep_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5419);
/* harmony import */ var _foundation_services_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8947);
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1102);
/* harmony import */ var _resources_rule_state_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5968);
/* harmony import */ var _access_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4631);
// Owns what a report says of an environment that was found by its name: all that the report of its deploy said.






function describeFound(found, access) {
    const { distribution, reference, service, rule, targetGroup, revision } = found;
    const commit = revision.tags[_identity_js__WEBPACK_IMPORTED_MODULE_3__/* .COMMIT_TAG */ .z2];
    return {
        ...(0,_access_js__WEBPACK_IMPORTED_MODULE_5__/* .describeAddress */ .KU)(distribution, access),
        reference,
        taskDefinitionArn: service.taskDefinition,
        commit,
        served: { commit, isOlder: false },
        expiresAt: (0,_environment_expiry_js__WEBPACK_IMPORTED_MODULE_0__/* .expiryOf */ .p1)((0,_environment_expiry_js__WEBPACK_IMPORTED_MODULE_0__/* .lastDeployOf */ .xd)(service), (0,_environment_expiry_js__WEBPACK_IMPORTED_MODULE_0__/* .lifetimeOf */ .XA)((0,_foundation_services_js__WEBPACK_IMPORTED_MODULE_2__/* .tagsOf */ .Fg)(service))),
        asleepSince: (0,_environment_sleep_js__WEBPACK_IMPORTED_MODULE_1__/* .sleepOf */ .l)(service)?.since,
        isWokenByVisits: (0,_resources_rule_state_js__WEBPACK_IMPORTED_MODULE_4__/* .hasWaker */ .X8)(rule.rule, targetGroup.arn),
    };
}


/***/ }),

/***/ 8716:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DI: () => (/* binding */ isDatabaseWhole),
/* harmony export */   jY: () => (/* binding */ findEnvironment),
/* harmony export */   zJ: () => (/* binding */ databaseOf)
/* harmony export */ });
/* harmony import */ var _aws_parallel_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2821);
/* harmony import */ var _environment_database_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9483);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3071);
/* harmony import */ var _foundation_services_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8947);
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1102);
/* harmony import */ var _reconcile_reconcile_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8869);
/* harmony import */ var _database_mark_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7089);
/* harmony import */ var _distribution_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6871);
/* harmony import */ var _group_listeners_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3786);
/* harmony import */ var _listener_rule_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9318);
/* harmony import */ var _service_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(6164);
/* harmony import */ var _target_group_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(9170);
// Owns finding one environment by its name alone, to put it to sleep, say, and refusing one that is not whole. Reads only.












/** The database of its own, as its revision was deployed with it; undefined where it has none. */
function databaseOf({ identity, revision, }) {
    const database = (0,_environment_database_js__WEBPACK_IMPORTED_MODULE_1__/* .describeDatabase */ .DZ)(identity);
    const container = (0,_environment_database_js__WEBPACK_IMPORTED_MODULE_1__/* .databaseContainerOf */ .AI)(revision.definition, database);
    if (container === undefined)
        return undefined;
    return { ...database, state: (0,_database_mark_js__WEBPACK_IMPORTED_MODULE_6__/* .databaseStateOf */ .Y1)(revision.tags, database.name), container };
}
/** False while its database is made anew, and after that was interrupted: its tasks would find none, or one that is half made. */
function isDatabaseWhole(found) {
    return (databaseOf(found)?.state ?? 'there') === 'there';
}
/** Throws a UserError where there is nothing, or not enough, or where its service is somebody else's. */
async function findEnvironment(world, question) {
    const { aws } = world;
    const { identity } = question;
    const [distribution, targetGroup] = await (0,_aws_parallel_js__WEBPACK_IMPORTED_MODULE_0__/* .allSettledOrThrow */ .eu)([
        (0,_reconcile_reconcile_js__WEBPACK_IMPORTED_MODULE_5__/* .observe */ .lB)((0,_distribution_js__WEBPACK_IMPORTED_MODULE_7__/* .distributionResource */ .JB)(aws, identity, world)),
        (0,_reconcile_reconcile_js__WEBPACK_IMPORTED_MODULE_5__/* .observe */ .lB)((0,_target_group_js__WEBPACK_IMPORTED_MODULE_11__/* .targetGroupResource */ .Jl)(aws, identity, world)),
    ]);
    const tags = { ...distribution?.tags, ...targetGroup?.tags };
    const reference = (0,_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .serviceOfTags */ .S_)(tags);
    if (distribution === undefined || reference === undefined)
        throw notComplete(identity);
    if (distribution.config.Enabled === false)
        throw turnedOff(identity);
    const service = (0,_foundation_services_js__WEBPACK_IMPORTED_MODULE_3__/* .activeOnly */ .dy)(await (0,_foundation_services_js__WEBPACK_IMPORTED_MODULE_3__/* .findService */ .Ln)(aws, reference));
    const isOurs = service !== undefined && (0,_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .ownershipMismatch */ .EC)(identity, (0,_foundation_services_js__WEBPACK_IMPORTED_MODULE_3__/* .tagsOf */ .Fg)(service)) === undefined;
    if (targetGroup === undefined && service !== undefined && !isOurs)
        refuseAdopted(identity, reference);
    if (targetGroup === undefined || service === undefined)
        throw notComplete(identity);
    const own = (0,_service_js__WEBPACK_IMPORTED_MODULE_10__/* .serviceResource */ .kf)(aws, { reference, identity, isAdopted: false }, world);
    (0,_reconcile_reconcile_js__WEBPACK_IMPORTED_MODULE_5__/* .assertOwned */ .SG)(own, service);
    const [placed, revision] = await (0,_aws_parallel_js__WEBPACK_IMPORTED_MODULE_0__/* .allSettledOrThrow */ .eu)([
        findRule(world, question, targetGroup),
        (0,_foundation_services_js__WEBPACK_IMPORTED_MODULE_3__/* .findTaskDefinition */ .KF)(aws, service.taskDefinition ?? identity.fullName),
    ]);
    if (placed === undefined || revision === undefined)
        throw notComplete(identity);
    return { identity, distribution, targetGroup, reference, service, revision, ...placed };
}
/** Its routing is not ours, so there would be nothing to say that it sleeps. */
function refuseAdopted({ fullName }, { cluster, service }) {
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo([
        `environment: ${fullName} is the service ${cluster}/${service}, which this action did not make. It has a routing of its own, so it is neither put to sleep nor woken, reset or kept. Set its number of tasks with "desired-count".`,
    ]);
}
function notComplete({ fullName }) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo([
        `environment: there is no complete environment ${fullName}. Check "name" and "environment", or deploy it first.`,
    ]);
}
/** A waking would wait for an answer until its deadline. */
function turnedOff({ fullName }) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo([
        `environment: the address of ${fullName} is turned off, so a removal of it has begun. Remove it to the end, or deploy it again.`,
    ]);
}
async function findRule(world, { identity, listenerArn: given }, { group }) {
    const listenerArns = await (0,_group_listeners_js__WEBPACK_IMPORTED_MODULE_8__/* .findListenersOf */ .W)(world.aws, group, given);
    const seen = await (0,_aws_parallel_js__WEBPACK_IMPORTED_MODULE_0__/* .allSettledOrThrow */ .eu)(listenerArns.map(async (listenerArn) => {
        const rule = await (0,_listener_rule_js__WEBPACK_IMPORTED_MODULE_9__/* .listenerRuleResource */ .p)(world.aws, identity, { listenerArn, waiter: world }).find();
        return rule && { listenerArn, rule };
    }));
    const found = seen.filter((each) => each !== undefined);
    return found.find(({ rule }) => (0,_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .ownershipMismatch */ .EC)(identity, rule.tags) === undefined);
}


/***/ })

};
