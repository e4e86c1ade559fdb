// Owns the story of a run: read what is asked, do it, and report in any case.
import { deploy } from './deploy.ts';
import { destroy } from './destroy.ts';
import { explain } from './errors.ts';
import { renderOutputs } from './report/outputs.ts';
import type { Report } from './report/report.ts';
import { renderSummary } from './report/summary.ts';
import type { ReadInput } from './request/input-reader.ts';
import { readInputs } from './request/inputs.ts';
import type { ReadPullRequest, RunContext } from './request/pull-request.ts';
import { describeRequest } from './request/request.ts';
import type { ReadFile } from './request/task-definition-file.ts';
import type { Clock, Log, World } from './world.ts';

/** The runner's side of the world: where the run's wishes come from and where its results go. */
export interface Runner {
  readInput: ReadInput;
  readFile: ReadFile;
  readPullRequest: ReadPullRequest;
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

export async function run(runner: Runner): Promise<void> {
  const startedAt = runner.clock.nowMilliseconds();
  const report: Report = { outcomes: [] };
  let failure: { error: unknown } | undefined;
  try {
    await perform(runner, report, startedAt);
  } catch (error) {
    failure = { error };
    runner.fail(explain(error));
  }
  await publish(runner, report, { durationMilliseconds: runner.clock.nowMilliseconds() - startedAt, ...failure });
}

async function perform(runner: Runner, report: Report, startedAt: number): Promise<void> {
  const { clock, log } = runner;
  const reading = readInputs(runner.readInput, runner.readFile);
  const request = await describeRequest(reading, runner.context, runner.readPullRequest);
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
async function publish(
  { log, setOutput, writeSummary }: Runner,
  report: Report,
  end: { durationMilliseconds: number; error?: unknown },
): Promise<void> {
  for (const [name, value] of Object.entries(renderOutputs(report, end.durationMilliseconds))) setOutput(name, value);
  try {
    await writeSummary(renderSummary(report, end));
  } catch (error) {
    log.warning(`The job summary could not be written: ${(error as Error).message}`);
  }
}
