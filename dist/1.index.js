export const id = 1;
export const ids = [1];
export const modules = {

/***/ 769:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ describeFound)
/* harmony export */ });
/* harmony import */ var _environment_expiry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6701);
/* harmony import */ var _environment_sleep_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5419);
/* harmony import */ var _foundation_services_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8947);
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1102);
/* harmony import */ var _resources_rule_state_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5968);
// Owns what a report says of an environment that is put to sleep or woken: all that the report of its deploy said.





function describeFound(found) {
    const { distribution, reference, service, rule, targetGroup, revision } = found;
    const commit = revision.tags[_identity_js__WEBPACK_IMPORTED_MODULE_3__/* .COMMIT_TAG */ .z2];
    return {
        distributionId: distribution.id,
        domain: distribution.domain,
        reference,
        taskDefinitionArn: service.taskDefinition,
        commit,
        served: { commit, isOlder: false },
        expiresAt: (0,_environment_expiry_js__WEBPACK_IMPORTED_MODULE_0__/* .expiryOf */ .p1)((0,_environment_expiry_js__WEBPACK_IMPORTED_MODULE_0__/* .lastDeployOf */ .xd)(service), (0,_environment_expiry_js__WEBPACK_IMPORTED_MODULE_0__/* .ttlOfTags */ .Nf)((0,_foundation_services_js__WEBPACK_IMPORTED_MODULE_2__/* .tagsOf */ .Fg)(service))),
        asleepSince: (0,_environment_sleep_js__WEBPACK_IMPORTED_MODULE_1__/* .sleepOf */ .l)(service)?.since,
        isWokenByVisits: (0,_resources_rule_state_js__WEBPACK_IMPORTED_MODULE_4__/* .hasWaker */ .X8)(rule.rule, targetGroup.arn),
    };
}


/***/ }),

/***/ 9175:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ findEnvironment)
/* harmony export */ });
/* harmony import */ var _aws_parallel_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2821);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3071);
/* harmony import */ var _foundation_services_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8947);
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1102);
/* harmony import */ var _reconcile_reconcile_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8869);
/* harmony import */ var _resources_distribution_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6871);
/* harmony import */ var _resources_group_listeners_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3786);
/* harmony import */ var _resources_listener_rule_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9318);
/* harmony import */ var _resources_service_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6164);
/* harmony import */ var _resources_target_group_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9170);
// Owns finding one environment that is to sleep or to wake, by its name alone, and refusing one that cannot. Reads only.










/** Throws a UserError where there is nothing, or not enough, or where its service is somebody else's. */
async function findEnvironment(world, question) {
    const { aws } = world;
    const { identity } = question;
    const [distribution, targetGroup] = await (0,_aws_parallel_js__WEBPACK_IMPORTED_MODULE_0__/* .allSettledOrThrow */ .eu)([
        (0,_reconcile_reconcile_js__WEBPACK_IMPORTED_MODULE_4__/* .observe */ .lB)((0,_resources_distribution_js__WEBPACK_IMPORTED_MODULE_5__/* .distributionResource */ .JB)(aws, identity, world)),
        (0,_reconcile_reconcile_js__WEBPACK_IMPORTED_MODULE_4__/* .observe */ .lB)((0,_resources_target_group_js__WEBPACK_IMPORTED_MODULE_9__/* .targetGroupResource */ .Jl)(aws, identity, world)),
    ]);
    const tags = { ...distribution?.tags, ...targetGroup?.tags };
    const reference = (0,_identity_js__WEBPACK_IMPORTED_MODULE_3__/* .serviceOfTags */ .S_)(tags);
    if (distribution === undefined || reference === undefined)
        throw notComplete(identity);
    const service = (0,_foundation_services_js__WEBPACK_IMPORTED_MODULE_2__/* .activeOnly */ .dy)(await (0,_foundation_services_js__WEBPACK_IMPORTED_MODULE_2__/* .findService */ .Ln)(aws, reference));
    const isOurs = service !== undefined && (0,_identity_js__WEBPACK_IMPORTED_MODULE_3__/* .ownershipMismatch */ .EC)(identity, (0,_foundation_services_js__WEBPACK_IMPORTED_MODULE_2__/* .tagsOf */ .Fg)(service)) === undefined;
    if (targetGroup === undefined && service !== undefined && !isOurs)
        refuseAdopted(identity, reference);
    if (targetGroup === undefined || service === undefined)
        throw notComplete(identity);
    const own = (0,_resources_service_js__WEBPACK_IMPORTED_MODULE_8__/* .serviceResource */ .kf)(aws, { reference, identity, isAdopted: false }, world);
    (0,_reconcile_reconcile_js__WEBPACK_IMPORTED_MODULE_4__/* .assertOwned */ .SG)(own, service);
    const [placed, revision] = await (0,_aws_parallel_js__WEBPACK_IMPORTED_MODULE_0__/* .allSettledOrThrow */ .eu)([
        findRule(world, question, targetGroup),
        (0,_foundation_services_js__WEBPACK_IMPORTED_MODULE_2__/* .findTaskDefinition */ .KF)(aws, service.taskDefinition ?? identity.fullName),
    ]);
    if (placed === undefined || revision === undefined)
        throw notComplete(identity);
    return { identity, distribution, targetGroup, reference, service, revision, ...placed };
}
/** Its routing is not ours, so there would be nothing to say that it sleeps. */
function refuseAdopted({ fullName }, { cluster, service }) {
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo([
        `environment: ${fullName} is the service ${cluster}/${service}, which this action did not make. It has a routing of its own, so it is not put to sleep or woken. Set its number of tasks with "desired-count".`,
    ]);
}
function notComplete({ fullName }) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo([
        `environment: there is no complete environment ${fullName}. Check "name" and "environment", or deploy it first.`,
    ]);
}
async function findRule(world, { identity, listenerArn: given }, { group }) {
    const listenerArns = await (0,_resources_group_listeners_js__WEBPACK_IMPORTED_MODULE_6__/* .findListenersOf */ .W)(world.aws, group, given);
    const seen = await (0,_aws_parallel_js__WEBPACK_IMPORTED_MODULE_0__/* .allSettledOrThrow */ .eu)(listenerArns.map(async (listenerArn) => {
        const rule = await (0,_resources_listener_rule_js__WEBPACK_IMPORTED_MODULE_7__/* .listenerRuleResource */ .p)(world.aws, identity, { listenerArn, waiter: world }).find();
        return rule && { listenerArn, rule };
    }));
    const found = seen.filter((each) => each !== undefined);
    return found.find(({ rule }) => (0,_identity_js__WEBPACK_IMPORTED_MODULE_3__/* .ownershipMismatch */ .EC)(identity, rule.tags) === undefined);
}


/***/ }),

/***/ 3040:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   El: () => (/* binding */ leadToTasksAgain),
/* harmony export */   S0: () => (/* binding */ leadToTasks),
/* harmony export */   z1: () => (/* binding */ leadToSleep)
/* harmony export */ });
/* harmony import */ var _environment_sleeping_page_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5591);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3071);
/* harmony import */ var _reconcile_reconcile_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8869);
/* harmony import */ var _resources_listener_rule_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9318);
/* harmony import */ var _resources_rule_state_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5968);
// Owns the rule of an environment that is put to sleep or woken.





const FORWARD = { is: 'forward' };
/** The codes by which a load balancer refuses to lead one rule to a Lambda function and to addresses. */
const REFUSALS = [
    'IncompatibleProtocols',
    'InvalidConfigurationRequest',
    'InvalidLoadBalancerAction',
    'OperationNotPermitted',
    'TargetGroupAssociationLimit',
    'TargetGroupNotFound',
    'UnsupportedProtocol',
    'ValidationError',
];
async function leadToTasks(world, found, executor) {
    await setRule(world, found, { executor, state: FORWARD });
}
/** A run that puts it to sleep at the same moment may have changed the rule since. */
async function leadToTasksAgain(world, found, executor) {
    const resource = ruleOf(world, found);
    const rule = await resource.find();
    if (rule === undefined || resource.diff(desired(found, FORWARD), rule).length === 0)
        return;
    await setRule(world, { ...found, rule }, { executor, state: FORWARD });
}
/** Leads to the waker where one is given, and where the load balancer takes it; else to the page. Returns whether a visit wakes. */
async function leadToSleep(world, found, { executor, wakerArn }) {
    const page = (0,_environment_sleeping_page_js__WEBPACK_IMPORTED_MODULE_4__/* .renderSleepingPage */ .z)(found.identity);
    const behind = (arn) => setRule(world, found, { executor, state: { is: 'asleep', page, wakerArn: arn } });
    try {
        await behind(wakerArn);
        return wakerArn !== undefined || (0,_resources_rule_state_js__WEBPACK_IMPORTED_MODULE_3__/* .hasWaker */ .X8)(found.rule.rule, found.targetGroup.arn);
    }
    catch (error) {
        const isRefused = wakerArn !== undefined && error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy && REFUSALS.includes(error.code);
        if (!isRefused)
            throw error;
        world.log.warning(`waker: the load balancer does not lead the rule of ${found.identity.fullName} to ${wakerArn}, so a visit does not wake it, and a page says that it sleeps. ${error.message}`);
        await behind(undefined);
        return (0,_resources_rule_state_js__WEBPACK_IMPORTED_MODULE_3__/* .hasWaker */ .X8)(found.rule.rule, found.targetGroup.arn);
    }
}
function setRule(world, found, { executor, state }) {
    return (0,_reconcile_reconcile_js__WEBPACK_IMPORTED_MODULE_1__/* .reconcile */ .Lq)(executor, { resource: ruleOf(world, found), desired: desired(found, state), observed: found.rule });
}
function ruleOf(world, { identity, listenerArn }) {
    return (0,_resources_listener_rule_js__WEBPACK_IMPORTED_MODULE_2__/* .listenerRuleResource */ .p)(world.aws, identity, { listenerArn, waiter: world });
}
function desired({ listenerArn, targetGroup }, state) {
    return { listenerArn, targetGroupArn: targetGroup.arn, state, service: undefined };
}


/***/ }),

/***/ 8001:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   sleep: () => (/* binding */ sleep)
/* harmony export */ });
/* harmony import */ var _environment_sleep_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5419);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3071);
/* harmony import */ var _foundation_services_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8947);
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1102);
/* harmony import */ var _reconcile_executor_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6452);
/* harmony import */ var _resources_service_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6164);
/* harmony import */ var _tasks_task_start_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8806);
/* harmony import */ var _describe_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(769);
/* harmony import */ var _find_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9175);
/* harmony import */ var _routing_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3040);
// Owns putting one environment to sleep: its service first, then its rule. Address, database and everything else stay.










async function sleep(world, { inputs, identity, tags = {} }, { executor, onFound }) {
    const { progress, log } = world;
    const { listenerArn, wakerArn } = inputs;
    const found = await progress.during('Foundation', () => (0,_find_js__WEBPACK_IMPORTED_MODULE_8__/* .findEnvironment */ .j)(world, { identity, listenerArn }));
    onFound((0,_describe_js__WEBPACK_IMPORTED_MODULE_7__/* .describeFound */ .K)(found));
    const { since, isWokenByVisits } = await progress.during('Service', () => putToSleep(world, found, { executor, wakerArn, tags }));
    const isUnchanged = executor.steps.every(({ action }) => action === 'keep');
    onFound({ action: isUnchanged ? 'unchanged' : 'asleep', asleepSince: since, isWokenByVisits });
    await executor.run(async () => log.line(`${identity.fullName} is asleep.`), undefined);
}
/** Killed between two calls, it goes on where it ended when it is run again. Throws a SkippedError where it has to stay awake. */
async function putToSleep(world, found, write) {
    const { since } = await stop(world, found, write);
    const isWokenByVisits = await (0,_routing_js__WEBPACK_IMPORTED_MODULE_9__/* .leadToSleep */ .z1)(world, found, write);
    await write.executor.run(() => refuseWoken(world, found, write.executor), undefined);
    return { since, isWokenByVisits };
}
/** The mark comes first: a service without tasks and without a mark was stopped by somebody else, and nobody would wake it. */
async function stop(world, found, { executor, tags }) {
    const { aws, guard } = world;
    const { service, reference } = found;
    const step = { kind: 'service', name: reference.service };
    const former = (0,_environment_sleep_js__WEBPACK_IMPORTED_MODULE_0__/* .sleepOf */ .l)(service);
    if (former !== undefined) {
        executor.record((0,_reconcile_executor_js__WEBPACK_IMPORTED_MODULE_4__/* .stepOf */ .cg)(step, 'keep'));
        return former;
    }
    await refuseBusy(world, found);
    const sleep = { since: aws.now(), formerCount: Math.max(1, service.desiredCount ?? 1) };
    await executor.run(async () => {
        await guard();
        executor.begin(`stopping service ${step.name}`);
        await (0,_resources_service_js__WEBPACK_IMPORTED_MODULE_5__/* .tagService */ .Gl)(aws, service, { ...tags, ...(0,_environment_sleep_js__WEBPACK_IMPORTED_MODULE_0__/* .sleptTags */ .Oo)(service, sleep.since), ...(0,_environment_sleep_js__WEBPACK_IMPORTED_MODULE_0__/* .sleepTags */ .NI)(sleep) });
        await (0,_resources_service_js__WEBPACK_IMPORTED_MODULE_5__/* .scaleService */ .Kc)(aws, reference, 0);
    }, undefined);
    const changes = [
        { path: 'desiredCount', observed: service.desiredCount, desired: 0 },
        { path: `tags.${_identity_js__WEBPACK_IMPORTED_MODULE_3__/* .ASLEEP_TAG */ .ym}`, observed: undefined, desired: sleep.since },
    ];
    executor.record((0,_reconcile_executor_js__WEBPACK_IMPORTED_MODULE_4__/* .stepOf */ .cg)(step, 'update', changes));
    return sleep;
}
/** Nothing else holds it off. */
async function refuseBusy({ aws }, { identity, service, reference }) {
    const isRollingOut = (0,_resources_service_js__WEBPACK_IMPORTED_MODULE_5__/* .primaryDeployment */ .sg)(service)?.rolloutState === 'IN_PROGRESS';
    const isBusy = isRollingOut || (await (0,_tasks_task_start_js__WEBPACK_IMPORTED_MODULE_6__/* .hasOneOffTask */ .Zn)(aws, { cluster: reference.cluster, family: identity.fullName }));
    if (!isBusy)
        return;
    const what = isRollingOut ? 'a rollout of it' : 'a one-off task of it';
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .SkippedError */ .dl(`It was not put to sleep, because ${what} is in progress. Try again once that has ended.`, {
        shouldDestroy: false,
    });
}
/** One that was woken between the two writes must not stay behind a page. */
async function refuseWoken(world, found, executor) {
    const service = (0,_foundation_services_js__WEBPACK_IMPORTED_MODULE_2__/* .activeOnly */ .dy)(await (0,_foundation_services_js__WEBPACK_IMPORTED_MODULE_2__/* .findService */ .Ln)(world.aws, found.reference));
    if (service === undefined || service.desiredCount === 0)
        return;
    await (0,_routing_js__WEBPACK_IMPORTED_MODULE_9__/* .leadToTasksAgain */ .El)(world, found, executor);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .SkippedError */ .dl('It was woken while it was being put to sleep, so it stays awake.', { shouldDestroy: false });
}


/***/ })

};
