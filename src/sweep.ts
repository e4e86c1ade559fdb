// Owns a sweep: finds every environment of ours, and removes those whose pull request does not want them any more.
import { destroy } from './destroy.ts';
import { describeIdentity, ownerOf } from './environment/identity.ts';
import { explain, GitHubError, RolloutError } from './errors.ts';
import { closePlan, type Report } from './report/report.ts';
import { renderTable } from './report/table.ts';
import { decide } from './request/decision.ts';
import type { RunEvent } from './request/event.ts';
import type { Inputs } from './request/inputs.ts';
import type { PullRequests, Sweep } from './request/request.ts';
import { findEnvironments } from './resources/inventory.ts';
import type { World } from './world.ts';

/** What became of one environment. */
interface Verdict {
  environment: string;
  result: 'kept' | 'removed' | 'to be removed' | 'failed';
  reason: string;
}

/** CloudFront takes minutes to turn a distribution off: some are waited for at the same time. */
const MOST_AT_ONCE = 5;

/** A sweep is about no pull request in particular, and for no commit. */
const NO_EVENT: RunEvent = {
  name: 'schedule',
  number: undefined,
  head: undefined,
  sha: undefined,
  updatedAt: undefined,
  isByDependabot: false,
};

/** Carries on past an environment that fails, and fails at the end. */
export async function sweep(
  world: World,
  request: Sweep,
  { pullRequests, report }: { pullRequests: PullRequests; report: Report },
): Promise<void> {
  const { inputs, names, isPlan } = request;
  const cluster = inputs.target?.service.cluster;
  const environments = await findEnvironments(world.aws, ownerOf(names), cluster === undefined ? [] : [cluster]);
  const verdicts: Verdict[] = [];
  for (let at = 0; at < environments.length; at += MOST_AT_ONCE) {
    const batch = environments.slice(at, at + MOST_AT_ONCE);
    const sweepOne = (environment: string) => sweepEnvironment(world, { request, pullRequests, report, environment });
    verdicts.push(...(await Promise.all(batch.map(sweepOne))));
  }
  for (const line of renderTable(verdicts.map(({ environment, result, reason }) => [environment, result, reason]))) {
    world.log.line(line);
  }
  const count = (result: Verdict['result']) => verdicts.filter((verdict) => verdict.result === result).length;
  if (isPlan) closePlan(report, world.log);
  else report.action = 'swept';
  const removed = isPlan ? `Would remove ${count('to be removed')}` : `Removed ${count('removed')}`;
  report.reason = `${removed} of ${environments.length} environments.`;
  const failed = verdicts.filter(({ result }) => result === 'failed');
  if (failed.length === 0) return;
  throw new RolloutError(failed.map(({ environment, reason }) => `${environment}: ${reason}`).join('\n'), {
    hint: 'The other environments were swept. Run the job again to go on with these.',
  });
}

interface SweepOfOne {
  request: Sweep;
  pullRequests: PullRequests;
  report: Report;
  environment: string;
}

async function sweepEnvironment(
  world: World,
  { request, pullRequests, report, environment }: SweepOfOne,
): Promise<Verdict> {
  const { inputs, names, isPlan } = request;
  const { isWanted, reason } = await judge(pullRequests, environment, inputs);
  if (isWanted) return { environment, result: 'kept', reason };
  const identity = describeIdentity({ ...names, environment });
  const own: Report = { outcomes: [], reason };
  try {
    await destroy(world, { inputs, identity, isPlan }, own);
    return { environment, result: isPlan ? 'to be removed' : 'removed', reason };
  } catch (error) {
    return { environment, result: 'failed', reason: explain(error) };
  } finally {
    report.outcomes.push(...own.outcomes);
  }
}

/** Looks at the pull request just before acting. What GitHub cannot tell us about is kept. */
async function judge(
  pullRequests: PullRequests,
  environment: string,
  { label }: Inputs,
): Promise<{ isWanted: boolean; reason: string }> {
  const number = /^pr-(\d+)$/.exec(environment)?.[1];
  if (number === undefined) return { isWanted: true, reason: 'It belongs to no pull request.' };
  try {
    const pullRequest = await pullRequests.read(Number(number));
    const { action, reason } = decide({ inputs: { mode: 'auto', label, environment }, event: NO_EVENT, pullRequest });
    return { isWanted: action !== 'destroy', reason };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return { isWanted: true, reason: `GitHub does not tell about it: ${error.message}` };
  }
}
