// Owns a run from beginning to end: read what is asked for, do it, and report in any case.
import { deploy } from './deploy/deploy.ts';
import { destroy } from './destroy/destroy.ts';
import { ExplainedError, explain, lacksCredentials, SkippedError, StoppedError } from './errors.ts';
import type { GitHub } from './github.ts';
import type { Identity } from './identity.ts';
import type { Place } from './report/headline.ts';
import { renderOutputs } from './report/outputs.ts';
import { recordPhases } from './report/phases.ts';
import { createPublisher, type Publisher, SILENT } from './report/publisher.ts';
import { closePlan, type End, emptyReport, type Report, removePlaceholders } from './report/report.ts';
import { renderSummary } from './report/summary.ts';
import type { RunContext } from './request/event.ts';
import { createGuard, type Guard, SupersededError } from './request/guard.ts';
import type { ReadInput } from './request/input-reader.ts';
import { readInputs } from './request/inputs.ts';
import { createPullRequests } from './request/pull-request.ts';
import { type DeployRequest, type DestroyRequest, describeRequest, type SweepRequest } from './request/request.ts';
import { subjectOf } from './request/subject.ts';
import type { ReadFile } from './request/task-definition-file.ts';
import { sweep } from './sweep/sweep.ts';
import type { Clock, Deadline, Log, World } from './world.ts';

/** The runner's side of the world: where the run's wishes come from and where its results go. */
export interface Runner {
  readInput: ReadInput;
  readFile: ReadFile;
  github: GitHub;
  context: RunContext;
  clock: Clock;
  log: Log;
  /** Connects to AWS, which is asked nothing long after the deadline; called once the inputs are known to be good. */
  connect(deadline: Deadline): Promise<Pick<World, 'aws' | 'get'>>;
  setOutput(name: string, value: string): void;
  writeSummary(markdown: string): Promise<void>;
  /** Marks the step as failed and prints the message as an error. */
  fail(message: string): void;
}

const MINUTE_MS = 60_000;

/** What is known of the run so far, for whoever reports on it. */
interface RunState {
  beganAtMilliseconds: number;
  report: Report;
  publisher: Publisher;
}

export async function run(runner: Runner): Promise<void> {
  const { clock } = runner;
  const state: RunState = { beganAtMilliseconds: clock.nowMilliseconds(), report: emptyReport(), publisher: SILENT };
  let failure: { error: unknown } | undefined;
  try {
    await execute(runner, state);
  } catch (error) {
    failure = { error };
    runner.fail(explainTo(runner.context, error));
  }
  await publish(runner, state, {
    durationMilliseconds: clock.nowMilliseconds() - state.beganAtMilliseconds,
    ...failure,
  });
}

/** Whoever has no credentials yet wants to know what to let in. */
function explainTo(context: RunContext, error: unknown): string {
  const text = explain(error);
  return lacksCredentials(error)
    ? `${text}\nThe trust policy of the role has to accept the subject of this run: ${subjectOf(context)}, or its form with ids; in a job with "environment" it is repo:${context.repository}:environment:NAME.`
    : text;
}

async function execute(runner: Runner, state: RunState): Promise<void> {
  const reading = readInputs(runner.readInput, runner.readFile);
  const request = await describeRequest(reading, runner.context, createPullRequests(runner.github, reading.inputs));
  const minutes = reading.inputs.waitMinutes;
  const deadline = { atMilliseconds: state.beganAtMilliseconds + minutes * MINUTE_MS, minutes };
  if (request.action === 'sweep') return runSweep(runner, state, { request, deadline });
  if (request.action === 'skip') return skip(runner, state, request.reason);
  await runEnvironment(runner, state, { request, deadline });
}

async function runSweep(
  runner: Runner,
  { report }: RunState,
  { request, deadline }: { request: SweepRequest; deadline: Deadline },
): Promise<void> {
  const { clock, log, github } = runner;
  const progress = { begin: SILENT.begin, during: <T>(_: string, work: () => Promise<T>) => work() };
  const world = { clock, log, deadline, progress, guard: async () => undefined, ...(await runner.connect(deadline)) };
  await sweep(world, {
    request,
    report,
    destroy,
    pullRequests: createPullRequests(github, request.inputs),
    publisherOf: ({ identity, report: own }) => {
      const { inputs } = request;
      const { pullRequest } = identity;
      const input = { action: 'destroy' as const, inputs, identity, pullRequest, report: own };
      return publisherFor(runner, input, async () => undefined);
    },
  });
}

async function runEnvironment(
  runner: Runner,
  state: RunState,
  { request, deadline }: { request: DeployRequest | DestroyRequest; deadline: Deadline },
): Promise<void> {
  const { clock, log } = runner;
  const { report, beganAtMilliseconds } = state;
  const { action, identity, reason, isPlan } = request;
  report.environment = identity.environment;
  report.reason = reason;
  report.isRemoval = action === 'destroy';
  const commit = commitOf(request);
  if (commit !== undefined && action === 'deploy') report.commit = commit;
  log.line(`${action} ${identity.fullName}: ${reason}`);
  const guard = switchableGuard(runner, request);
  if (!isPlan) state.publisher = publisherFor(runner, { ...request, report }, guard.pass);
  const { begin, publish: onChange } = state.publisher;
  const progress = {
    begin,
    during: recordPhases({ clock, beganAtMilliseconds, phases: report.phases, onChange }),
  };
  const world = { clock, log, deadline, progress, guard: guard.pass, ...(await runner.connect(deadline)) };
  try {
    if (request.action === 'destroy') await destroy(world, request, report);
    else await deployOrTakeAway(world, request, { state, switchToDestroy: guard.switchToDestroy });
    if (isPlan) closePlan(report, log);
  } catch (error) {
    stop(runner, state, error);
  } finally {
    if (isPlan) removePlaceholders(report);
  }
}

/** The commit that is deployed, as far as event, pull request or branch tell it. */
function commitOf({ event, live, pullRequest }: DeployRequest | DestroyRequest): string | undefined {
  return event.sha ?? live?.sha ?? (pullRequest === undefined ? event.shaOfRef : undefined);
}

/** The guard of a deploy, until it is switched to that of a removal. */
function switchableGuard(
  { github }: Runner,
  request: DeployRequest | DestroyRequest,
): { pass: Guard; switchToDestroy(): void } {
  const pullRequests = createPullRequests(github, request.inputs);
  let pass = createGuard(pullRequests, request, request.action);
  return {
    pass: () => pass(),
    switchToDestroy: () => {
      pass = createGuard(pullRequests, request, 'destroy');
    },
  };
}

/** What a pull request that closes meanwhile would leave behind, goes. */
async function deployOrTakeAway(
  world: World,
  request: DeployRequest,
  { state, switchToDestroy }: { state: RunState; switchToDestroy(): void },
): Promise<void> {
  const { report, publisher } = state;
  try {
    await deploy(world, request, report);
  } catch (failure) {
    const error = await whyItStopped(world, failure);
    if (!(error instanceof SupersededError && error.shouldDestroy)) throw error;
    switchToDestroy();
    publisher.switchTo('destroy');
    report.isRemoval = true;
    delete report.action;
    world.log.notice(`${error.message} Rolling back: removing what this run created.`);
    report.reason = error.message;
    await destroy(world, request, report);
  }
}

/** A step may fail because another run takes away what it needs: then the pull request is why, and it is no fault. */
async function whyItStopped({ guard }: World, failure: unknown): Promise<unknown> {
  if (!(failure instanceof ExplainedError) || failure instanceof StoppedError) return failure;
  try {
    await guard();
    return failure;
  } catch (error) {
    return error instanceof SupersededError && error.shouldDestroy ? error : failure;
  }
}

/** Ends a run that has nothing more to do, green; any other error is one. */
function stop(runner: Runner, state: RunState, error: unknown): void {
  if (error instanceof SupersededError) state.publisher.switchTo('superseded');
  else if (error instanceof SkippedError) state.publisher.switchTo('skip');
  else throw error;
  skip(runner, state, error.message);
}

function skip({ log }: Runner, { report }: RunState, reason: string): void {
  report.action = 'skipped';
  report.reason = reason;
  log.notice(reason);
}

interface PublisherInput {
  action: 'deploy' | 'destroy';
  inputs: DestroyRequest['inputs'];
  identity: Identity;
  pullRequest: number | undefined;
  report: Report;
}

function publisherFor(runner: Runner, input: PublisherInput, guard: Guard): Publisher {
  const { github, log, context } = runner;
  const { action, inputs, identity, pullRequest, report } = input;
  if (pullRequest === undefined) return SILENT;
  const { hasComment, hasDeployment } = inputs;
  return createPublisher(
    { github, log, place: placeOf(context), isCurrent: () => passes(guard) },
    { identity, pullRequest, report, doing: action, hasComment, hasDeployment },
  );
}

async function passes(guard: Guard): Promise<boolean> {
  try {
    await guard();
    return true;
  } catch (error) {
    if (error instanceof SupersededError) return false;
    throw error;
  }
}

/** Reporting never turns a good run into a bad one. */
async function publish(runner: Runner, { report, publisher }: RunState, end: End): Promise<void> {
  const { log } = runner;
  const { 'comment-url': _, ...outputs } = renderOutputs(report, end.durationMilliseconds);
  for (const [name, value] of Object.entries(outputs)) runner.setOutput(name, value ?? '');
  try {
    await runner.writeSummary(renderSummary(report, placeOf(runner.context), end));
  } catch (error) {
    log.warning(`The job summary could not be written: ${(error as Error).message}`);
  }
  // GitHub may be slow, and a run that was cancelled has seconds left: what needs nobody comes first.
  try {
    await publisher.finish(end);
  } catch (error) {
    log.warning(explain(error));
  }
  runner.setOutput('comment-url', report.commentUrl ?? '');
}

function placeOf({ runUrl, repositoryUrl }: RunContext): Place {
  return { runUrl, repositoryUrl };
}
