export const id = 18;
export const ids = [18];
export const modules = {

/***/ 4018:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  reset: () => (/* binding */ reset_reset)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/compiled/aws/required.js
var required = __webpack_require__(9519);
// EXTERNAL MODULE: ./build/compiled/environment/database.js
var environment_database = __webpack_require__(9483);
// EXTERNAL MODULE: ./build/compiled/environment/placement.js
var placement = __webpack_require__(867);
// EXTERNAL MODULE: ./build/compiled/environment/workload.js + 1 modules
var workload = __webpack_require__(928);
// EXTERNAL MODULE: ./build/compiled/errors.js
var errors = __webpack_require__(3071);
// EXTERNAL MODULE: ./build/compiled/foundation/services.js + 1 modules
var services = __webpack_require__(8947);
// EXTERNAL MODULE: ./build/compiled/identity.js
var compiled_identity = __webpack_require__(1102);
// EXTERNAL MODULE: ./build/compiled/reconcile/wait.js
var wait = __webpack_require__(9392);
// EXTERNAL MODULE: ./build/compiled/report/found.js
var report_found = __webpack_require__(549);
// EXTERNAL MODULE: ./build/compiled/resources/database-mark.js
var database_mark = __webpack_require__(7089);
// EXTERNAL MODULE: ./build/compiled/resources/found-environment.js
var found_environment = __webpack_require__(8716);
// EXTERNAL MODULE: ./build/compiled/resources/gate-key.js
var gate_key = __webpack_require__(7119);
// EXTERNAL MODULE: ./build/compiled/resources/service.js + 5 modules
var resources_service = __webpack_require__(6164);
// EXTERNAL MODULE: ./build/compiled/resources/setup-mark.js
var setup_mark = __webpack_require__(4911);
// EXTERNAL MODULE: ./build/compiled/resources/task-definition-family.js + 5 modules
var task_definition_family = __webpack_require__(9236);
// EXTERNAL MODULE: ./build/compiled/tasks/preparation.js + 1 modules
var preparation = __webpack_require__(1079);
// EXTERNAL MODULE: ./build/compiled/environment/sleep.js
var sleep = __webpack_require__(5419);
// EXTERNAL MODULE: ./build/compiled/reconcile/reconcile.js
var reconcile = __webpack_require__(8869);
// EXTERNAL MODULE: ./build/compiled/resources/listener-rule.js + 2 modules
var listener_rule = __webpack_require__(9318);
// EXTERNAL MODULE: ./build/compiled/resources/service-stop.js
var service_stop = __webpack_require__(1148);
;// CONCATENATED MODULE: ./build/compiled/commands/stop.js
// Owns stopping the tasks of an environment whose database is about to go: it sleeps until it has a new one.






async function stop(world, found, executor) {
    const { aws, guard } = world;
    const { service, reference } = found;
    await guard();
    await keepWakerAway(world, found, executor);
    if ((0,sleep/* sleepOf */.l)(service) === undefined)
        await (0,service_stop/* stopTasks */.z)(world, found, { executor, tags: {} });
    await (0,wait/* waitUntil */.a0)(world, `the tasks of ${reference.service} to stop`, async () => {
        const seen = (0,services/* activeOnly */.dy)(await (0,services/* findService */.Ln)(aws, reference));
        const count = (seen?.runningCount ?? 0) + (seen?.pendingCount ?? 0);
        return count === 0 ? { done: undefined } : { pending: `${count} left` };
    });
}
/** A visit would wake it while it has no database; without tasks the load balancer answers 503. */
async function keepWakerAway(world, { identity, listenerArn, targetGroup, rule }, executor) {
    await (0,reconcile/* reconcile */.Lq)(executor, {
        resource: (0,listener_rule/* listenerRuleResource */.p)(world.aws, identity, { listenerArn, waiter: world }),
        desired: { listenerArn, targetGroupArn: targetGroup.arn, state: { is: 'forward' }, service: undefined },
        observed: rule,
    });
}

;// CONCATENATED MODULE: ./build/compiled/commands/reset.js
// Owns making the database of an environment anew, at the same address and with the code that runs. docs/decisions/0028-commands.md


















const hintOf = (remedy) => `${remedy} The environment has no tasks until its database is made: then comment /preview reset again, or deploy it.`;
/**
 * Killed between two calls, it leaves an environment that sleeps. If its database is not whole, no revision says that there is
 * one: then the next deploy makes it, as does another reset, and nothing wakes it before.
 */
async function reset_reset(world, order, { wake, ...recording }) {
    const { progress, log } = world;
    const { executor, onFound } = recording;
    const resettable = await progress.during('Foundation', () => look(world, order, recording));
    await progress.during('Service', () => stop(world, resettable.found, executor));
    onFound({ served: undefined });
    const distribution = await disown(world, resettable, executor);
    await make(world, resettable, { executor, distribution });
    await wake(world, order, recording);
    onFound({ action: 'updated' });
    log.line(`${order.identity.fullName} has a new database.`);
}
/** Refuses what cannot be reset before anything is written. */
async function look(world, { identity, inputs, access }, { onFound }) {
    const found = await (0,found_environment/* findEnvironment */.jY)(world, { identity, listenerArn: inputs.listenerArn });
    onFound((0,report_found/* describeFound */.K)(found, access));
    (0,gate_key/* refuseWithoutKey */.S)(found, access);
    const { service, reference, revision, distribution } = found;
    const database = (0,found_environment/* databaseOf */.zJ)(found);
    const kind = inputs.database?.kind ?? 'isolated';
    if (database === undefined || kind !== 'isolated') {
        throw new errors/* UserError */.yo([
            `database: ${identity.fullName} has none of its own, so there is nothing that a reset may drop.`,
        ]);
    }
    const prepared = {
        identity,
        reference,
        database,
        container: database.container,
        databaseSource: await findSource(world, inputs),
        migrateCommand: inputs.migrateCommand ?? workload/* MIGRATE_COMMAND */.u6,
        setupCommand: inputs.setupCommand ?? '',
        baseTags: { service: (0,compiled_identity/* foreignTags */.Eg)((0,services/* tagsOf */.Fg)(service)), definition: (0,compiled_identity/* foreignTags */.Eg)(revision.tags) },
        ...(0,placement/* placeOf */.$t)(service),
    };
    const isSetupUnknown = (0,setup_mark/* isSetUp */.oE)(distribution) && inputs.setupCommand === undefined;
    const problems = [
        ...(isSetupUnknown
            ? [
                'setup-command: missing. One has filled the database. Give the same here, or "none" to leave the new one as the migrations make it.',
            ]
            : []),
        ...(0,preparation/* problemsOfCommands */.e5)({ ...prepared, base: revision.definition }),
    ];
    if (problems.length > 0)
        throw new errors/* UserError */.yo(problems);
    refuseBusy(found);
    return { found, prepared };
}
/** The database that the new one is copied from, as the deploy would copy it. */
async function findSource({ aws }, { database, target }) {
    if (database?.template !== 'base')
        return (0,environment_database/* describeSource */.B6)(database?.template, undefined);
    const base = target?.kind === 'copy' ? (0,services/* activeOnly */.dy)(await (0,services/* findService */.Ln)(aws, target.service)) : undefined;
    const revision = base?.taskDefinition && (await (0,services/* findTaskDefinition */.KF)(aws, base.taskDefinition));
    if (!revision)
        throw new errors/* UserError */.yo(['base-service: missing. "database: template:base" copies the database of one.']);
    const { containerDefinitions = [] } = revision.definition;
    return (0,environment_database/* describeSource */.B6)('base', containerDefinitions.flatMap((each) => (0,environment_database/* preloadedDatabase */.ed)(each) ?? [])[0]);
}
function refuseBusy({ service, reference }) {
    const state = (0,resources_service/* primaryDeployment */.sg)(service)?.rolloutState;
    if (state === 'IN_PROGRESS') {
        throw new errors/* SkippedError */.dl('It was not reset, because a rollout of it is in progress. Try again once that has ended.', {
            shouldDestroy: false,
        });
    }
    if (state !== 'FAILED')
        return;
    throw new errors/* RolloutError */.a6(`the last rollout of ${reference.service} failed, so ECS starts no task of it`, {
        hint: 'Deploy a version that starts, then reset it.',
    });
}
/**
 * From here on the database is to be made anew, and whoever makes it drops what is left of it first: this run, another reset, or
 * the next deploy. Returns the distribution as it is marked then.
 */
async function disown(world, { found, prepared }, executor) {
    const { aws, guard } = world;
    const { identity, database } = prepared;
    const { distribution, revision } = found;
    await guard();
    executor.begin(`marking database ${database.name}`);
    const [revisions = []] = await (0,task_definition_family/* taskDefinitionFamily */.d)(aws, identity).findAll();
    const arns = new Set([arnOf(revision), ...(0,database_mark/* withDatabase */.kR)(revisions, identity, database.name).map(arnOf)]);
    await (0,database_mark/* markDatabase */.Xr)(aws, [...arns], { name: database.name, state: 'uncertain' });
    const generation = (0,external_node_crypto_.randomUUID)();
    await (0,setup_mark/* unmarkSetUp */.Sq)(world, distribution, generation);
    return (0,setup_mark/* withGeneration */.t5)(distribution, generation);
}
/** A deploy at the same time may have changed what runs: then the database has to fit that as well. */
async function make(world, { found, prepared }, { executor, distribution }) {
    const { aws } = world;
    const { reference, service, identity } = found;
    const { name } = prepared.database;
    let { revision } = found;
    for (let isDatabaseMissing = true;; isDatabaseMissing = false) {
        const { definition } = revision;
        const { container = prepared.container } = (0,found_environment/* databaseOf */.zJ)({ identity, revision }) ?? {};
        const observed = { service, taskDefinition: undefined };
        const environment = { ...prepared, container };
        await (0,preparation/* prepareRollout */.PF)(world, {
            environment,
            revision: definition,
            isDatabaseMissing,
            distribution,
            observed,
            executor,
            hintOf,
        });
        if (!isDatabaseMissing)
            await (0,database_mark/* markDatabase */.Xr)(aws, [arnOf(revision)], { name, state: 'there' });
        const running = await findRunning(world, reference);
        if (arnOf(running) === arnOf(revision))
            return;
        revision = running;
    }
}
/** The service without tasks is waited for, so that the waking sees that it sleeps; a deploy may have woken it. */
async function findRunning(world, reference) {
    const { aws } = world;
    const service = await (0,wait/* readWithinWindow */.g6)(world, `service ${reference.service} to be seen`, {
        read: async () => (0,services/* activeOnly */.dy)(await (0,services/* findService */.Ln)(aws, reference)),
        isComplete: (seen) => seen?.desiredCount === 0,
    });
    const running = service?.taskDefinition && (await (0,services/* findTaskDefinition */.KF)(aws, service.taskDefinition));
    if (running)
        return running;
    throw new errors/* RolloutError */.a6(`service ${reference.service} was deleted while it was being reset`, {
        hint: 'Another run may have removed the environment. Deploy it again.',
    });
}
function arnOf({ definition }) {
    return (0,required/* required */.m)(definition.taskDefinitionArn, 'DescribeTaskDefinition.taskDefinitionArn');
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


/***/ })

};
