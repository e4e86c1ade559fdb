// Owns a sweep: finds every environment of ours, and removes those whose pull request does not want them any more, or whose
// time is over.
import { destroy } from './destroy.ts';
import { expiryOf } from './environment/expiry.ts';
import { describeIdentity, type Identity, ownerOf } from './environment/identity.ts';
import { explain, GitHubError, RolloutError } from './errors.ts';
import { renderTime } from './report/headline.ts';
import { type Publisher, SILENT } from './report/publisher.ts';
import { closePlan, emptyReport, type Report, type Verdict } from './report/report.ts';
import { renderTable } from './report/table.ts';
import { decide } from './request/decision.ts';
import type { RunEvent } from './request/event.ts';
import { createFence, SupersededError } from './request/fence.ts';
import type { PullRequest, PullRequests } from './request/pull-request.ts';
import type { Sweep } from './request/request.ts';
import { type FoundEnvironment, findEnvironments } from './resources/inventory.ts';
import type { World } from './world.ts';

/** What a sweep needs beside the world. */
export interface SweepParts {
  request: Sweep;
  pullRequests: PullRequests;
  report: Report;
  /** Tells a pull request that its preview goes. */
  publisherOf(subject: { identity: Identity; report: Report }): Publisher;
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
export async function sweep(world: World, parts: SweepParts): Promise<void> {
  const { report } = parts;
  const { inputs, names, isPlan } = parts.request;
  const cluster = inputs.target?.service.cluster;
  const environments = await findEnvironments(world.aws, ownerOf(names), cluster === undefined ? [] : [cluster]);
  const verdicts: Verdict[] = [];
  report.verdicts = verdicts;
  for (let at = 0; at < environments.length; at += MOST_AT_ONCE) {
    const batch = environments.slice(at, at + MOST_AT_ONCE);
    verdicts.push(...(await Promise.all(batch.map((environment) => sweepEnvironment(world, parts, environment)))));
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

async function sweepEnvironment(world: World, parts: SweepParts, found: FoundEnvironment): Promise<Verdict> {
  const { name: environment, pullRequest } = found;
  const { isWanted, reason, live } = await judge(world, parts, found);
  if (isWanted) return { environment, result: 'kept', reason };
  const { inputs, names, isPlan } = parts.request;
  const identity = describeIdentity({ ...names, environment, pullRequest });
  const report: Report = { ...emptyReport(), environment, reason };
  const publisher = isPlan ? SILENT : parts.publisherOf({ identity, report });
  // While it goes, somebody may reopen the pull request.
  const fenced = { inputs: { ...inputs, mode: 'auto' as const }, event: NO_EVENT, live };
  const fence = createFence(parts.pullRequests, fenced, 'destroy');
  const startedAt = world.clock.nowMilliseconds();
  const duration = () => ({ durationMilliseconds: world.clock.nowMilliseconds() - startedAt });
  try {
    await destroy({ ...world, fence }, { inputs, identity, isPlan }, report);
    await publisher.finish(duration());
    return { environment, result: isPlan ? 'to be removed' : 'removed', reason };
  } catch (error) {
    if (error instanceof SupersededError) return { environment, result: 'kept', reason: error.message };
    await publisher.finish({ ...duration(), error });
    return { environment, result: 'failed', reason: explain(error) };
  } finally {
    parts.report.outcomes.push(...report.outcomes);
  }
}

interface Judgement {
  isWanted: boolean;
  reason: string;
  /** Where the pull request is why it goes: that can be taken back. */
  live: PullRequest | undefined;
}

/** Looks at the pull request just before acting. What GitHub cannot tell us about is kept. */
async function judge(
  { aws }: World,
  { request: { inputs }, pullRequests }: SweepParts,
  { name: environment, pullRequest: number, deployedAt, ttl }: FoundEnvironment,
): Promise<Judgement> {
  // A time that the sweep is told is for previews; what belongs to no pull request goes only at its own.
  const expiry = expiryOf(deployedAt, (number === undefined ? undefined : inputs.ttl) ?? ttl);
  const isExpired = expiry !== undefined && expiry.getTime() <= aws.now().getTime();
  const expired = { isWanted: false, reason: `Its time was over on ${expiry && renderTime(expiry)}.`, live: undefined };
  if (number === undefined) {
    return isExpired ? expired : { isWanted: true, reason: 'It belongs to no pull request.', live: undefined };
  }
  try {
    const live = await pullRequests.read(number);
    const question = { inputs: { mode: 'auto' as const, label: inputs.label, environment }, event: NO_EVENT };
    const { action, reason } = decide({ ...question, pullRequest: live });
    if (action === 'destroy') return { isWanted: false, reason, live };
    return isExpired ? expired : { isWanted: true, reason, live };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return { isWanted: true, reason: `GitHub does not tell about it: ${error.message}`, live: undefined };
  }
}
