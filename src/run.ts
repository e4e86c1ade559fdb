// Owns the story of a run: read what is asked, do it, and report in any case.
import { deploy } from './deploy.ts';
import { destroy } from './destroy.ts';
import { explain } from './errors.ts';
import type { GitHub } from './github.ts';
import { commentMarker, renderComment } from './report/comment.ts';
import { renderOutputs } from './report/outputs.ts';
import type { Report } from './report/report.ts';
import { type End, renderSummary } from './report/summary.ts';
import type { ReadInput } from './request/input-reader.ts';
import { readInputs } from './request/inputs.ts';
import type { RunContext } from './request/pull-request.ts';
import { describeRequest, type Request } from './request/request.ts';
import type { ReadFile } from './request/task-definition-file.ts';
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
  const request = await describeRequest(reading, runner.context, (number) => github.readPullRequest(number));
  story.request = request;
  const { inputs } = request;
  report.environment = request.identity.environment;
  report.reason = request.decision.reason;
  log.line(`${request.decision.action} ${request.identity.fullName}: ${request.decision.reason}`);
  const deadline = { atMilliseconds: startedAt + inputs.waitMinutes * MINUTE_MS, minutes: inputs.waitMinutes };
  const world = { clock, log, deadline, ...(await runner.connect()) };
  if (request.decision.action === 'deploy') await deploy(world, request, report);
  else await destroy(world, request, report);
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
  { inputs, identity, decision, pullRequest }: Request,
  { report, end }: { report: Report; end: End },
): Promise<void> {
  if (!inputs.hasComment || pullRequest === undefined) return;
  const commentUrl = await github.publishComment({
    pullRequest,
    marker: commentMarker(identity),
    body: renderComment(report, end, context.runUrl),
    // Of a preview that never was there is nothing to tell.
    mayCreate: decision.action === 'deploy',
  });
  if (commentUrl !== undefined) report.commentUrl = commentUrl;
}
