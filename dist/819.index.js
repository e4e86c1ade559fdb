export const id = 819;
export const ids = [819];
export const modules = {

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


/***/ }),

/***/ 7119:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ refuseWithoutKey)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3071);
/* harmony import */ var _distribution_config_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3687);
// Owns refusing to go on without the key of a gate that the address has, before anything is written.


/** The check from outside would get no further than the gate. */
function refuseWithoutKey({ distribution, identity }, access) {
    if (access !== undefined || !(0,_distribution_config_js__WEBPACK_IMPORTED_MODULE_1__/* .hasGate */ .oD)(distribution.config))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo([
        `access-key: missing. The address of ${identity.fullName} has a gate, and is checked once it is awake. Set the same "access-key" as where it is deployed.`,
    ]);
}


/***/ }),

/***/ 1148:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ stopTasks)
/* harmony export */ });
/* harmony import */ var _environment_sleep_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5419);
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1102);
/* harmony import */ var _reconcile_executor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6452);
/* harmony import */ var _service_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6164);
// Owns stopping the tasks of an environment's service, with the mark by which it sleeps and is woken.




/**
 * The mark comes first, so that a waking knows how many tasks there were: a service without tasks and without a mark was stopped
 * by somebody else, and nobody would wake it.
 */
async function stopTasks({ aws, guard }, { service, reference, listenerArn }, { executor, tags }) {
    const step = { kind: 'service', name: reference.service };
    const sleep = { since: aws.now(), formerCount: Math.max(1, service.desiredCount ?? 1) };
    await executor.run(async () => {
        await guard();
        executor.begin(`stopping service ${step.name}`);
        const marks = { ...(0,_environment_sleep_js__WEBPACK_IMPORTED_MODULE_0__/* .sleptTags */ .Oo)(service, sleep.since), ...(0,_environment_sleep_js__WEBPACK_IMPORTED_MODULE_0__/* .sleepTags */ .NI)(sleep), [_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .LISTENER_TAG */ .Cp]: listenerArn };
        await (0,_service_js__WEBPACK_IMPORTED_MODULE_3__/* .tagService */ .Gl)(aws, service, { ...tags, ...marks });
        await (0,_service_js__WEBPACK_IMPORTED_MODULE_3__/* .scaleService */ .Kc)(aws, reference, 0);
    }, undefined);
    const changes = [
        { path: 'desiredCount', observed: service.desiredCount, desired: 0 },
        { path: `tags.${_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .ASLEEP_TAG */ .ym}`, observed: undefined, desired: sleep.since },
    ];
    executor.record((0,_reconcile_executor_js__WEBPACK_IMPORTED_MODULE_2__/* .stepOf */ .cg)(step, 'update', changes));
    return sleep;
}


/***/ }),

/***/ 3819:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  sleep: () => (/* reexport */ sleep_sleep),
  wake: () => (/* reexport */ wake)
});

// EXTERNAL MODULE: ./build/compiled/environment/sleep.js
var sleep = __webpack_require__(5419);
// EXTERNAL MODULE: ./build/compiled/errors.js
var errors = __webpack_require__(3071);
// EXTERNAL MODULE: ./build/compiled/foundation/services.js + 1 modules
var services = __webpack_require__(8947);
// EXTERNAL MODULE: ./build/compiled/reconcile/executor.js
var reconcile_executor = __webpack_require__(6452);
// EXTERNAL MODULE: ./build/compiled/report/found.js
var report_found = __webpack_require__(549);
// EXTERNAL MODULE: ./build/compiled/resources/found-environment.js
var found_environment = __webpack_require__(8716);
// EXTERNAL MODULE: ./build/compiled/resources/service.js + 5 modules
var resources_service = __webpack_require__(6164);
// EXTERNAL MODULE: ./build/compiled/resources/service-stop.js
var service_stop = __webpack_require__(1148);
// EXTERNAL MODULE: ./build/compiled/tasks/task-start.js + 3 modules
var task_start = __webpack_require__(8806);
// EXTERNAL MODULE: ./build/compiled/environment/sleeping-page.js
var sleeping_page = __webpack_require__(5591);
// EXTERNAL MODULE: ./build/compiled/reconcile/reconcile.js
var reconcile = __webpack_require__(8869);
// EXTERNAL MODULE: ./build/compiled/resources/listener-rule.js + 2 modules
var listener_rule = __webpack_require__(9318);
// EXTERNAL MODULE: ./build/compiled/resources/rule-state.js
var rule_state = __webpack_require__(5968);
;// CONCATENATED MODULE: ./build/compiled/sleep/routing.js
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
    const page = (0,sleeping_page/* renderSleepingPage */.z)(found.identity);
    const behind = (arn) => setRule(world, found, { executor, state: { is: 'asleep', page, wakerArn: arn } });
    try {
        await behind(wakerArn);
        return wakerArn !== undefined || (0,rule_state/* hasWaker */.X8)(found.rule.rule, found.targetGroup.arn);
    }
    catch (error) {
        const isRefused = wakerArn !== undefined && error instanceof errors/* AwsError */.Gy && REFUSALS.includes(error.code);
        if (!isRefused)
            throw error;
        world.log.warning(`waker: the load balancer does not lead the rule of ${found.identity.fullName} to ${wakerArn}, so a visit does not wake it, and a page says that it sleeps. ${error.message}`);
        await behind(undefined);
        return (0,rule_state/* hasWaker */.X8)(found.rule.rule, found.targetGroup.arn);
    }
}
function setRule(world, found, { executor, state }) {
    return (0,reconcile/* reconcile */.Lq)(executor, { resource: ruleOf(world, found), desired: desired(found, state), observed: found.rule });
}
function ruleOf(world, { identity, listenerArn }) {
    return (0,listener_rule/* listenerRuleResource */.p)(world.aws, identity, { listenerArn, waiter: world });
}
function desired({ listenerArn, targetGroup }, state) {
    return { listenerArn, targetGroupArn: targetGroup.arn, state, service: undefined };
}

;// CONCATENATED MODULE: ./build/compiled/sleep/sleep.js
// Owns putting one environment to sleep: its service first, then its rule. Address, database and everything else stay.










async function sleep_sleep(world, { inputs, identity, access, tags = {} }, { executor, onFound }) {
    const { progress, log } = world;
    const { listenerArn } = inputs;
    const found = await progress.during('Foundation', () => (0,found_environment/* findEnvironment */.jY)(world, { identity, listenerArn }));
    onFound((0,report_found/* describeFound */.K)(found, access));
    // The waker does not know what a reset has left undone, so it would start tasks that find no database.
    const wakerArn = (0,found_environment/* isDatabaseWhole */.DI)(found) ? (inputs.wakerArn ?? (0,sleep/* wakerOf */.ER)((0,services/* tagsOf */.Fg)(found.service))) : undefined;
    const { since, isWokenByVisits } = await progress.during('Service', () => putToSleep(world, found, { executor, wakerArn, tags }));
    const isUnchanged = executor.steps.every(({ action }) => action === 'keep');
    onFound({ action: isUnchanged ? 'unchanged' : 'asleep', asleepSince: since, isWokenByVisits });
    await executor.run(async () => log.line(`${identity.fullName} is asleep.`), undefined);
}
/** Killed between two calls, it goes on where it ended when it is run again. Throws a SkippedError where it has to stay awake. */
async function putToSleep(world, found, write) {
    const { since } = await stop(world, found, write);
    const isWokenByVisits = await leadToSleep(world, found, write);
    await write.executor.run(() => refuseWoken(world, found, write.executor), undefined);
    return { since, isWokenByVisits };
}
async function stop(world, found, write) {
    const { service, reference } = found;
    const former = (0,sleep/* sleepOf */.l)(service);
    if (former === undefined) {
        await refuseBusy(world, found);
        return (0,service_stop/* stopTasks */.z)(world, found, write);
    }
    write.executor.record((0,reconcile_executor/* stepOf */.cg)({ kind: 'service', name: reference.service }, 'keep'));
    return former;
}
/** Nothing else holds it off. */
async function refuseBusy({ aws }, { identity, service, reference }) {
    const isRollingOut = (0,resources_service/* primaryDeployment */.sg)(service)?.rolloutState === 'IN_PROGRESS';
    const isBusy = isRollingOut || (await (0,task_start/* hasOneOffTask */.Zn)(aws, { cluster: reference.cluster, family: identity.fullName }));
    if (!isBusy)
        return;
    const what = isRollingOut ? 'a rollout of it' : 'a one-off task of it';
    throw new errors/* SkippedError */.dl(`It was not put to sleep, because ${what} is in progress. Try again once that has ended.`, {
        shouldDestroy: false,
    });
}
/** One that was woken between the two writes must not stay behind a page. */
async function refuseWoken(world, found, executor) {
    const service = (0,services/* activeOnly */.dy)(await (0,services/* findService */.Ln)(world.aws, found.reference));
    if (service === undefined || service.desiredCount === 0)
        return;
    await leadToTasksAgain(world, found, executor);
    throw new errors/* SkippedError */.dl('It was woken while it was being put to sleep, so it stays awake.', { shouldDestroy: false });
}

// EXTERNAL MODULE: ./build/compiled/aws/required.js
var required = __webpack_require__(9519);
// EXTERNAL MODULE: ./build/compiled/environment/activity.js
var activity = __webpack_require__(5767);
// EXTERNAL MODULE: ./build/compiled/environment/containers.js
var containers = __webpack_require__(3390);
// EXTERNAL MODULE: ./build/compiled/environment/mask.js
var mask = __webpack_require__(934);
// EXTERNAL MODULE: ./build/compiled/environment/preload.js
var preload = __webpack_require__(3349);
// EXTERNAL MODULE: ./build/compiled/environment/targets.js
var targets = __webpack_require__(5326);
// EXTERNAL MODULE: ./build/compiled/identity.js
var identity = __webpack_require__(1102);
// EXTERNAL MODULE: ./build/compiled/reconcile/wait.js
var wait = __webpack_require__(9392);
// EXTERNAL MODULE: ./build/compiled/resources/gate-key.js
var gate_key = __webpack_require__(7119);
// EXTERNAL MODULE: ./build/compiled/rollout/url-check.js
var url_check = __webpack_require__(8784);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-elastic-load-balancing-v2/dist-es/commands/DescribeTargetHealthCommand.js
var DescribeTargetHealthCommand = __webpack_require__(7992);
// EXTERNAL MODULE: ./build/compiled/aws/client.js
var client = __webpack_require__(7385);
// EXTERNAL MODULE: ./build/compiled/tasks/stopped-tasks.js
var stopped_tasks = __webpack_require__(6253);
// EXTERNAL MODULE: ./build/compiled/text/quote.js
var quote = __webpack_require__(8136);
// EXTERNAL MODULE: ./build/compiled/rollout/diagnosis.js
var diagnosis = __webpack_require__(4553);
// EXTERNAL MODULE: ./build/compiled/rollout/service-events.js
var service_events = __webpack_require__(361);
;// CONCATENATED MODULE: ./build/compiled/rollout/waking.js
// Owns following a waking until the load balancer finds its tasks healthy. A change of the number of tasks alone starts no
// deployment, so it is judged by the tasks that were started since.












/** The circuit breaker of a rollout with one task lets as many pass. */
const MAX_FAILED_TASKS = 3;
/** The tasks of a service that have stopped or are about to. */
async function readEarlierTasks(aws, reference, service) {
    const id = (0,required/* required */.m)((0,resources_service/* primaryDeployment */.sg)(service)?.id, 'DescribeServices.deployments.id');
    const tasks = await (0,stopped_tasks/* readTasksOf */.w3)(aws, reference, id);
    return new Set(tasks.filter(({ desiredStatus }) => desiredStatus === 'STOPPED').map(task_start/* arnOfTask */._e));
}
/** Throws a RolloutError as soon as it is clear that its tasks do not start. */
async function followWaking(world, waking) {
    await world.log.group(`Waking of ${waking.reference.service}`, () => watch(world, waking));
}
async function watch(world, waking) {
    const { reference } = waking;
    const since = sinceNow(waking.service);
    const logNewEvents = (0,service_events/* logEvents */.E)(world.log, since);
    let last = waking.service;
    const failed = () => ({ ...waking, service: last, deployment: since });
    const { isOpen } = (0,wait/* consistencyWindow */.j6)(world);
    try {
        await (0,wait/* waitUntil */.a0)(world, `${reference.service} to wake`, async () => {
            const seen = (0,services/* activeOnly */.dy)(await (0,services/* findService */.Ln)(world.aws, reference));
            if (!seen?.desiredCount && isOpen())
                return { pending: 'AWS does not show it yet' };
            last = assertAwake(waking, seen);
            logNewEvents(last);
            const { desiredCount = 0, runningCount = 0, pendingCount = 0 } = last;
            const healthy = await countHealthy(world.aws, waking.targetGroupArn);
            if (healthy > 0 && healthy >= desiredCount)
                return { done: undefined };
            const failures = await countFailures(world.aws, waking, last);
            if (failures >= MAX_FAILED_TASKS)
                throw await failure(world, failed());
            const ended = failures > 0 ? `, ${failures} failed` : '';
            const progress = `${runningCount} of ${desiredCount} tasks running, ${pendingCount} starting`;
            return { pending: `${progress}${ended}, ${healthy} healthy` };
        });
    }
    catch (error) {
        if (!(error instanceof errors/* WaitError */.uf))
            throw error;
        const { details, remedy } = await (0,diagnosis/* diagnose */.h)(world, failed());
        throw new errors/* WaitError */.uf(error.message, { details, hint: remedy ?? error.hint, cause: error });
    }
}
/** The deployment that the tasks belong to, as if it had begun now: by AWS's clock, which the newest event shows. */
function sinceNow(service) {
    const { events = [] } = service;
    const newest = Math.max(0, ...events.map(({ createdAt }) => createdAt?.getTime() ?? 0));
    return { ...(0,resources_service/* primaryDeployment */.sg)(service), createdAt: new Date(newest + 1) };
}
function assertAwake({ reference: { service: name } }, service) {
    if (service === undefined) {
        throw new errors/* RolloutError */.a6(`service ${name} was deleted while it was being woken`, {
            hint: 'Another run of this workflow may have deleted it, or somebody did by hand. Deploy it again.',
        });
    }
    if (service.desiredCount !== 0)
        return service;
    throw new errors/* RolloutError */.a6(`service ${name} was set to run no task while it was being woken`, {
        hint: 'Another run may have put it to sleep again. Re-run the job to wake it.',
    });
}
async function countHealthy({ loadBalancing }, targetGroupArn) {
    const { TargetHealthDescriptions = [] } = await (0,client/* callAws */.IY)(`reading the target health of ${targetGroupArn}`, () => loadBalancing.send(new DescribeTargetHealthCommand/* DescribeTargetHealthCommand */.q({ TargetGroupArn: targetGroupArn })));
    return TargetHealthDescriptions.filter(({ TargetHealth }) => TargetHealth?.State === 'healthy').length;
}
async function countFailures(aws, { reference, earlier }, service) {
    const id = (0,required/* required */.m)((0,resources_service/* primaryDeployment */.sg)(service)?.id, 'DescribeServices.deployments.id');
    const isFailed = (task) => (0,task_start/* isStopped */.id)(task) && !earlier.has((0,task_start/* arnOfTask */._e)(task));
    return (await (0,stopped_tasks/* readTasksOf */.w3)(aws, reference, id)).filter(isFailed).length;
}
async function failure(world, failed) {
    const { stop, details, remedy } = await (0,diagnosis/* diagnose */.h)(world, failed, { isStopShown: true });
    const tasks = stop === undefined ? '' : `\nIts tasks: ${(0,quote/* sanitizeLine */.g$)(stop)}`;
    return new errors/* RolloutError */.a6(`waking ${failed.reference.service} failed: its tasks keep failing, and ECS keeps replacing them.${tasks}`, { details, hint: remedy ?? 'Fix the reason given above, then re-run the job.' });
}

;// CONCATENATED MODULE: ./build/compiled/sleep/wake.js
// Owns waking one environment: its rule first, because ECS wants a target group that a rule leads to, then its service, then the
// check from outside.



















/** Killed between two calls, it goes on where it ended when it is run again, because the mark is taken away last. */
async function wake(world, { inputs, identity, access }, { executor, onFound }) {
    const { aws, progress, log, guard } = world;
    const { listenerArn } = inputs;
    const found = await progress.during('Foundation', () => (0,found_environment/* findEnvironment */.jY)(world, { identity, listenerArn }));
    onFound((0,report_found/* describeFound */.K)(found, access));
    refuseFailed(found);
    (0,gate_key/* refuseWithoutKey */.S)(found, access);
    await refuseWithoutDatabase(world, found);
    await guard();
    await progress.during('Load balancer', () => leadToTasks(world, found, executor));
    const { service } = found;
    const mark = (0,sleep/* markOf */.Fg)((0,services/* tagsOf */.Fg)(service));
    const isAwake = service.desiredCount !== 0 && mark === undefined;
    if (isAwake && executor.steps.every(({ action }) => action === 'keep')) {
        executor.record((0,reconcile_executor/* stepOf */.cg)({ kind: 'service', name: found.reference.service }, 'keep'));
        log.line(`${identity.fullName} is awake already.`);
        return onFound({ action: 'unchanged' });
    }
    await progress.during('Waking', () => start(world, found, executor));
    await progress.during('Address', () => checkAddress(world, found));
    if (mark !== undefined) {
        const now = aws.now();
        await (0,resources_service/* tagService */.Gl)(aws, service, { ...(0,sleep/* sleptTags */.Oo)(service, now), ...(0,sleep/* sleepTags */.NI)(undefined), ...(0,activity/* checkedTags */.xP)(now) });
    }
    onFound({ action: 'woken', asleepSince: undefined });
    log.line(`${identity.fullName} is awake: https://${found.distribution.domain}`);
}
/** The circuit breaker has stopped it, and another number of tasks changes nothing about that. */
function refuseFailed({ service, reference }) {
    if ((0,resources_service/* primaryDeployment */.sg)(service)?.rolloutState !== 'FAILED')
        return;
    throw new errors/* RolloutError */.a6(`the last rollout of ${reference.service} failed, so ECS starts no task of it`, {
        hint: 'Deploy a version that starts.',
    });
}
async function refuseWithoutDatabase(world, { identity, revision, service }) {
    const hasDatabase = (seen = revision) => (0,found_environment/* isDatabaseWhole */.DI)({ identity, revision: seen });
    if (service.desiredCount !== 0 || hasDatabase())
        return;
    const seen = await (0,wait/* readWithinWindow */.g6)(world, `the database of ${identity.fullName} to be seen`, {
        read: () => (0,services/* findTaskDefinition */.KF)(world.aws, service.taskDefinition ?? identity.fullName),
        isComplete: hasDatabase,
    });
    if (hasDatabase(seen))
        return;
    throw new errors/* RolloutError */.a6(`the database of ${identity.fullName} is being made anew, or that was interrupted`, {
        hint: 'Comment /preview reset once more, or deploy it: either makes the database first.',
    });
}
async function start(world, found, executor) {
    const { aws } = world;
    const { service, reference, revision, targetGroup } = found;
    const earlier = await readEarlierTasks(aws, reference, service);
    const started = service.desiredCount === 0 ? await raise(world, found, executor) : service;
    await leadToTasksAgain(world, found, executor);
    await followWaking(world, {
        reference,
        service: started,
        taskDefinition: revision.definition,
        container: containerNameOf(service),
        targetGroupArn: targetGroup.arn,
        earlier,
    });
}
async function raise({ aws }, { service, reference }, executor) {
    const count = (0,sleep/* markOf */.Fg)((0,services/* tagsOf */.Fg)(service))?.formerCount ?? 1;
    executor.begin(`starting service ${reference.service}`);
    const started = await (0,resources_service/* scaleService */.Kc)(aws, reference, count);
    const changes = [
        { path: 'desiredCount', observed: 0, desired: count },
        { path: `tags.${identity/* ASLEEP_TAG */.ym}`, observed: (0,services/* tagsOf */.Fg)(service)[identity/* ASLEEP_TAG */.ym], desired: (0,sleep/* sleepTags */.NI)(undefined)[identity/* ASLEEP_TAG */.ym] },
    ];
    executor.record((0,reconcile_executor/* stepOf */.cg)({ kind: 'service', name: reference.service }, 'update', changes));
    return started;
}
async function checkAddress(world, found) {
    const { distribution, targetGroup, revision, service } = found;
    const container = (0,containers/* containerOf */.t8)(revision.definition, containerNameOf(service));
    await (0,url_check/* checkUrl */.CU)(world, {
        url: `https://${distribution.domain}`,
        healthCheck: (0,targets/* describeHealthCheck */.mf)(targetGroup.group, {}),
        mask: (0,mask/* maskOf */._)(revision.definition),
        hasWebAcl: Boolean(distribution.config.WebACLId),
        preload: (0,preload/* preloadOf */.nu)(container),
        container,
    });
}
/** The one that the load balancer leads to. */
function containerNameOf({ loadBalancers = [] }) {
    return (0,required/* required */.m)(loadBalancers[0]?.containerName, 'DescribeServices.loadBalancers.containerName');
}

;// CONCATENATED MODULE: ./build/compiled/sleep/sleep-and-wake.js
// Owns the two commands of this folder as a run loads them: together, so that the bundle has what they share once.




/***/ })

};
