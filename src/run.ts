// Owns a run from beginning to end: reads the request, carries it out or plans it, and reports in any case.

import { destroy } from './destroy/destroy.ts';
import { explain, lacksCredentials } from './errors.ts';
import { renderOutputs } from './report/outputs.ts';
import { createReporter, type Reporter } from './report/reporter.ts';
import { renderSummary } from './report/summary.ts';
import { endLongWait } from './report/waiting-row.ts';
import { isForComment } from './request/command.ts';
import { type RunContext, subjectOf } from './request/event.ts';
import { type Reading, readInputs } from './request/inputs.ts';
import { createPullRequests } from './request/pull-request.ts';
import { describeCommanded, describeRequest, type Request, type SweepRequest } from './request/request.ts';
import { loadSleep, runEnvironment } from './run-environment.ts';
import { closePlan, executorFor, masking, type Runner, skip } from './runner.ts';
import { refuseFailures, sweep } from './sweep/sweep.ts';
import type { Deadline, World } from './world.ts';

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
      return { ...own, onFound: masking(runner, own.onFound) };
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
