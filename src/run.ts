// Owns the story of a run: read what is asked, do it, and report in any case.
import { deploy } from './deploy.ts';
import { destroy } from './destroy.ts';
import { explain } from './errors.ts';
import type { GitHub } from './github.ts';
import { commentMarker, renderComment } from './report/comment.ts';
import { renderOutputs } from './report/outputs.ts';
import { closePlan, type Report } from './report/report.ts';
import { type End, renderSummary } from './report/summary.ts';
import type { RunContext } from './request/event.ts';
import { createFence, SupersededError } from './request/fence.ts';
import type { ReadInput } from './request/input-reader.ts';
import { readInputs } from './request/inputs.ts';
import { describeRequest, type Request } from './request/request.ts';
import type { ReadFile } from './request/task-definition-file.ts';
import { sweep } from './sweep.ts';
import type { Clock, Log, World } from './world.ts';

/** The runner's side of the world: where the run's wishes come from and where its results go. */
export interface Runner {
  readInput: ReadInput;
  readFile: ReadFile;
  github: GitHub;
  context: RunContext;
  clock: Clock;
  log: Log;
  /** Connects to AWS; called once the inputs are known to be good. */
  connect(): Promise<Pick<World, 'aws' | 'get'>>;
  setOutput(name: string, value: string): void;
  writeSummary(markdown: string): Promise<void>;
  /** Marks the step as failed and prints the message as an error. */
  fail(message: string): void;
}

const MINUTE_MS = 60_000;

/** What is known of the run so far, for whoever reports on it. */
interface Story {
  report: Report;
  /** Undefined until it is known that there is something to do. */
  request: Request | undefined;
}

export async function run(runner: Runner): Promise<void> {
  const startedAt = runner.clock.nowMilliseconds();
  const story: Story = { report: { outcomes: [] }, request: undefined };
  let failure: { error: unknown } | undefined;
  try {
    await perform(runner, story, startedAt);
  } catch (error) {
    failure = { error };
    runner.fail(explain(error));
  }
  await publish(runner, story, { durationMilliseconds: runner.clock.nowMilliseconds() - startedAt, ...failure });
}

async function perform(runner: Runner, story: Story, startedAt: number): Promise<void> {
  const { clock, log, github } = runner;
  const { report } = story;
  const reading = readInputs(runner.readInput, runner.readFile);
  const request = await describeRequest(reading, runner.context, github.pullRequests);
  const { inputs } = reading;
  const deadline = { atMilliseconds: startedAt + inputs.waitMinutes * MINUTE_MS, minutes: inputs.waitMinutes };
  const waiter = { clock, log, deadline };
  if ('names' in request) {
    const world = { ...waiter, fence: async () => undefined, ...(await runner.connect()) };
    return sweep(world, request, { pullRequests: github.pullRequests, report });
  }
  if (!('identity' in request)) return skip(log, report, request.reason);
  story.request = request;
  const { identity, decision } = request;
  report.environment = identity.environment;
  report.reason = decision.reason;
  log.line(`${decision.action} ${identity.fullName}: ${decision.reason}`);
  const world = { ...waiter, fence: createFence(github.pullRequests, request), ...(await runner.connect()) };
  await (decision.action === 'destroy'
    ? destroy(world, request, report)
    : deployUnlessSuperseded(world, story, request));
  if (request.isPlan) closePlan(report, log);
}

async function deployUnlessSuperseded(world: World, story: Story, request: Request): Promise<void> {
  try {
    await deploy(world, request, story.report);
  } catch (error) {
    if (!(error instanceof SupersededError)) throw error;
    await yieldTo(error, world, story);
  }
}

/** Somebody else's turn: what a closed pull request would leave behind goes, what a newer run works on stays. */
async function yieldTo({ message, isClosed }: SupersededError, world: World, story: Story): Promise<void> {
  const { report, request } = story;
  if (request === undefined || !isClosed) {
    story.request = undefined;
    return skip(world.log, report, message);
  }
  world.log.notice(`${message} What was made for it is taken away again.`);
  report.reason = message;
  await destroy(world, request, report);
}

function skip(log: Log, report: Report, reason: string): void {
  report.action = 'skipped';
  report.reason = reason;
  log.notice(reason);
}

/** Reporting never turns a good run into a bad one. */
async function publish(runner: Runner, { report, request }: Story, end: End): Promise<void> {
  const { log } = runner;
  try {
    if (request !== undefined) await comment(runner, request, { report, end });
  } catch (error) {
    log.warning(explain(error));
  }
  for (const [name, value] of Object.entries(renderOutputs(report, end.durationMilliseconds))) {
    runner.setOutput(name, value ?? '');
  }
  try {
    await runner.writeSummary(renderSummary(report, end));
  } catch (error) {
    log.warning(`The job summary could not be written: ${(error as Error).message}`);
  }
}

async function comment(
  { github, context }: Runner,
  request: Request,
  { report, end }: { report: Report; end: End },
): Promise<void> {
  const { inputs, identity, decision, isPlan, pullRequest } = request;
  if (!inputs.hasComment || isPlan || pullRequest === undefined) return;
  if (end.error !== undefined && (await isSuperseded(github, request))) return;
  const commentUrl = await github.publishComment({
    pullRequest,
    marker: commentMarker(identity),
    body: renderComment(report, end, context.runUrl),
    // Of a preview that never was there is nothing to tell.
    mayCreate: decision.action === 'deploy',
  });
  if (commentUrl !== undefined) report.commentUrl = commentUrl;
}

/** A run that failed may have been overtaken while it did: then the newer one has the word. */
async function isSuperseded({ pullRequests }: GitHub, request: Request): Promise<boolean> {
  if (request.decision.action === 'destroy') return false;
  try {
    await createFence(pullRequests, request)();
    return false;
  } catch (error) {
    if (error instanceof SupersededError) return true;
    throw error;
  }
}
