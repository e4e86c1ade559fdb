// Owns a run from beginning to end: reads the request, carries it out or plans it, and reports in any case.

import { deploy } from './deploy/deploy.ts';
import { prepare } from './deploy/prepare.ts';
import { destroy } from './destroy/destroy.ts';
import { throughGate } from './environment/gate.ts';
import { explain, lacksCredentials, SkippedError } from './errors.ts';
import type { GitHub } from './github.ts';
import { applying, type Executor, planning } from './reconcile/executor.ts';
import { tokenIn } from './report/access.ts';
import { renderOutputs } from './report/outputs.ts';
import { describePlan, type OnFound } from './report/report.ts';
import { createReporter, type Recording, type Reporter } from './report/reporter.ts';
import { renderSummary } from './report/summary.ts';
import { endLongWait, type WaitingRow } from './report/waiting-row.ts';
import { isForComment } from './request/command.ts';
import { type RunContext, subjectOf } from './request/event.ts';
import { createSwitchableGuard, SupersededError, type SwitchableGuard, whyItStopped } from './request/guard.ts';
import type { ReadInput } from './request/input-reader.ts';
import { type Reading, readInputs } from './request/inputs.ts';
import { createPullRequests } from './request/pull-request.ts';
import {
  commitOf,
  type DestroyRequest,
  describeCommanded,
  describeRequest,
  type EnvironmentRequest,
  type Request,
  type SweepRequest,
} from './request/request.ts';
import { isStorefront } from './request/storefront.ts';
import type { ReadFile } from './request/task-definition-file.ts';
import { refuseFailures, sweep } from './sweep/sweep.ts';
import type { Clock, Deadline, Log, World } from './world.ts';

/** The runner's side: where a run gets its inputs from and where its results go. */
interface Runner {
  readInput: ReadInput;
  readFile: ReadFile;
  github: GitHub;
  context: RunContext;
  clock: Clock;
  /** From 0 to below 1. */
  random(): number;
  /** Keeps a row that waits for its image until the end of the job. */
  keepWaiting(row: WaitingRow): void;
  log: Log;
  /** Connects to AWS, which is not called long after the deadline. Called only if the inputs are valid. */
  connect(deadline: Deadline): Promise<Pick<World, 'aws' | 'get'>>;
  setOutput(name: string, value: string): void;
  /** Keeps a secret out of the log. GitHub passes no output to another job that contains it. */
  mask(secret: string): void;
  writeSummary(markdown: string): Promise<void>;
  /** Marks the step as failed and prints the message as an error. */
  fail(message: string): void;
}

const MINUTE_MS = 60_000;

export async function run(runner: Runner): Promise<void> {
  const reporter = createReporter(runner);
  try {
    await execute(runner, reporter);
    reporter.close();
  } catch (error) {
    runner.fail(explainTo(runner.context, error));
    reporter.close({ error });
  }
  await publish(runner, reporter);
}

/** If there are no credentials yet, the role's trust policy may be missing the subject of this run. */
function explainTo(context: RunContext, error: unknown): string {
  const text = explain(error);
  return lacksCredentials(error)
    ? `${text}\nThe trust policy of the role must accept the subject of this run: ${subjectOf(context)}, or its form with ids; in a job with "environment" it is repo:${context.repository}:environment:NAME.`
    : text;
}

async function execute(runner: Runner, reporter: Reporter): Promise<void> {
  const { context, github } = runner;
  const reading = readInputs(runner.readInput, runner.readFile);
  if (isForComment(context, reading.inputs)) return obey(runner, reporter, reading);
  await carryOut(runner, reporter, await describeRequest(reading, context, createPullRequests(github, reading.inputs)));
}

/** A command in a comment is taken up, and its author answered. */
async function obey(runner: Runner, reporter: Reporter, reading: Reading): Promise<void> {
  const { context, github, log } = runner;
  const pullRequests = createPullRequests(github, reading.inputs);
  const { answer } = await import('./commands/answer.ts');
  await answer({
    github,
    log,
    payload: context.payload,
    skip: (reason) => skip(runner, reporter, reason),
    async carryOut(order) {
      await carryOut(runner, reporter, await describeCommanded(reading, context, { ...order, pullRequests }));
      return reporter.report().action;
    },
  });
}

async function carryOut(runner: Runner, reporter: Reporter, request: Request): Promise<void> {
  if (request.action === 'skip') return skip(runner, reporter, request.reason);
  const minutes = request.inputs.waitMinutes;
  const deadline = { atMilliseconds: reporter.beganAtMilliseconds + minutes * MINUTE_MS, minutes };
  if (request.action === 'sweep') await runSweep(runner, reporter, { request, deadline });
  else await runEnvironment(runner, reporter, { request, deadline });
}

/** The only place that decides whether a run writes. */
function executorFor({ isPlan }: { isPlan: boolean }, world: Omit<World, 'aws' | 'get'>): Executor {
  return isPlan ? planning(world.log) : applying(world);
}

/** A sweep as a whole has no progress and no guard: each environment is reported at its end, and has its own guard. */
const OF_SWEEP: Pick<World, 'progress' | 'guard'> = {
  progress: { begin: () => undefined, during: (_, work) => work() },
  guard: async () => undefined,
};

async function runSweep(
  runner: Runner,
  reporter: Reporter,
  { request, deadline }: { request: SweepRequest; deadline: Deadline },
): Promise<void> {
  const { clock, log, github } = runner;
  const { isPlan, inputs } = request;
  const world = { clock, log, deadline, ...OF_SWEEP, ...(await runner.connect(deadline)) };
  const results = await sweep(world, {
    request,
    onFound: reporter.onFound,
    destroy,
    sleep: async (...order) => (await loadSleep()).sleep(...order),
    pullRequests: createPullRequests(github, inputs),
    createExecutor: () => reporter.follow(executorFor(request, world)),
    createReporter(identity) {
      const own = createReporter(runner);
      const { pullRequest } = identity;
      if (!isPlan) own.publishTo({ inputs, identity, pullRequest }, world.guard);
      return own;
    },
    async endLongWait(identity) {
      const { pullRequest } = identity;
      if (isPlan || !inputs.hasComment || pullRequest === undefined) return;
      await endLongWait({ ...runner, now: world.aws.now() }, { ...identity, pullRequest });
    },
  });
  reporter.onFound({ action: 'swept' });
  if (isPlan) closePlan(runner, reporter);
  refuseFailures(results);
}

async function runEnvironment(
  runner: Runner,
  reporter: Reporter,
  { request, deadline }: { request: EnvironmentRequest; deadline: Deadline },
): Promise<void> {
  const { clock, log } = runner;
  const { progress } = reporter;
  const onFound: OnFound = (findings) => {
    const token = tokenIn(findings);
    if (token !== undefined) runner.mask(token);
    reporter.onFound(findings);
  };
  const { action, identity, reason, isPlan } = request;
  const { environment, fullName } = identity;
  const isRemoval = action === 'destroy';
  const isPreparation = action === 'prepare';
  const isOfImage = action === 'deploy' || isPreparation;
  onFound({
    environment,
    reason,
    isRemoval,
    isPreparation,
    isStorefront: isStorefront(request.inputs),
    commit: isOfImage ? commitOf(request) : undefined,
  });
  log.line(`${action} ${fullName}: ${reason}`);
  const guard = createSwitchableGuard(createPullRequests(runner.github, request.inputs), request);
  if (!isPlan) reporter.publishTo(request, guard.pass);
  const { aws, get } = await runner.connect(deadline);
  const world = { clock, log, deadline, progress, guard: guard.pass, aws, get: throughGate(get, request.access) };
  const executor = reporter.follow(executorFor(request, world));
  try {
    if (request.action === 'destroy') await destroy(world, request, { executor, onFound });
    else await workOrTakeAway(world, request, { executor, onFound, switchToDestroy: guard.switchToDestroy });
    if (isPlan) closePlan(runner, reporter);
  } catch (error) {
    stop(runner, reporter, error);
  }
}

type WorkRequest = Exclude<EnvironmentRequest, DestroyRequest>;

async function work(world: World, request: WorkRequest, recording: Recording): Promise<void> {
  if (request.action === 'deploy') return deploy(world, request, recording);
  if (request.action === 'prepare') return prepare(world, request, recording);
  recording.onFound({ doing: request.action });
  if (request.action === 'keep') return (await import('./commands/keep.ts')).keep(world, request, recording);
  const { sleep, wake } = await loadSleep();
  if (request.action === 'sleep') return sleep(world, request, recording);
  if (request.action === 'wake') return wake(world, request, recording);
  return (await import('./commands/reset.ts')).reset(world, request, { ...recording, wake });
}

/** Most runs neither sleep nor wake, so its code is loaded on first use, and so is that of the other commands. */
function loadSleep() {
  return import('./sleep/sleep-and-wake.ts');
}

/** If the pull request is closed during the run, or there are too many environments, what the run has created is removed. */
async function workOrTakeAway(
  world: World,
  request: WorkRequest,
  { executor, onFound, switchToDestroy }: Recording & Pick<SwitchableGuard, 'switchToDestroy'>,
): Promise<void> {
  try {
    await work(world, request, { executor, onFound });
  } catch (failure) {
    const error = await whyItStopped(world.guard, failure);
    if (!(error instanceof SkippedError && error.shouldDestroy)) throw error;
    switchToDestroy(error);
    onFound({ isRemoval: true, action: undefined, reason: error.message });
    world.log.notice(`${error.message} Rolling back: removing what this run created.`);
    await destroy(world, request, { executor, onFound });
    if (!(error instanceof SupersededError)) onFound({ action: 'skipped', domain: undefined });
  }
}

function closePlan({ log }: Runner, { onFound, report }: Reporter): void {
  onFound({ action: 'planned' });
  log.line(describePlan(report().steps));
}

/** Ends a skipped or superseded run with success; throws any other error. */
function stop(runner: Runner, reporter: Reporter, error: unknown): void {
  if (!(error instanceof SkippedError)) throw error;
  reporter.onFound({ isSuperseded: error instanceof SupersededError });
  skip(runner, reporter, error.message);
}

function skip({ log }: Runner, { onFound }: Reporter, reason: string): void {
  onFound({ action: 'skipped', reason });
  log.notice(reason);
}

/** Problems of reporting are warnings, and never fail the run. */
async function publish(runner: Runner, reporter: Reporter): Promise<void> {
  const { log, setOutput, writeSummary } = runner;
  const { 'comment-url': _, ...outputs } = renderOutputs(reporter.report());
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value ?? '');
  try {
    await writeSummary(renderSummary(reporter.report()));
  } catch (error) {
    log.warning(`The job summary could not be written: ${(error as Error).message}`);
  }
  // GitHub may be slow, and a cancelled run has only seconds left, so outputs and summary come first.
  await reporter.finish();
  setOutput('comment-url', reporter.report().commentUrl ?? '');
}
