// Owns a sweep: finds every environment of ours, and removes those whose pull request does not want them any more, or whose
// time is over.
import { destroy } from './destroy.ts';
import { expiryOf, lastDeployOf } from './environment/expiry.ts';
import { describeIdentity, type Identity, ownerOf } from './environment/identity.ts';
import { activeOnly, findService } from './environment/services.ts';
import { explain, GitHubError, RolloutError, StoppedError } from './errors.ts';
import { renderTime } from './report/headline.ts';
import { type Publisher, SILENT } from './report/publisher.ts';
import { closePlan, emptyReport, type Report, type Verdict } from './report/report.ts';
import { renderTable } from './report/table.ts';
import { decide } from './request/decision.ts';
import type { RunEvent } from './request/event.ts';
import { createFence, type Fence, SupersededError } from './request/fence.ts';
import type { PullRequest, PullRequests } from './request/pull-request.ts';
import type { Sweep } from './request/request.ts';
import type { Ttl } from './request/values.ts';
import { type FoundEnvironment, findEnvironments } from './resources/inventory.ts';
import type { Aws, World } from './world.ts';

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
  const judgement = await judge(world, parts, found);
  const { isWanted, reason } = judgement;
  if (isWanted) return { environment, result: 'kept', reason };
  const { inputs, names, isPlan } = parts.request;
  const identity = describeIdentity({ ...names, environment, pullRequest });
  const report: Report = { ...emptyReport(), environment, reason };
  const publisher = isPlan ? SILENT : parts.publisherOf({ identity, report });
  const fence = fenceFor(world, parts, { found, judgement });
  const startedAt = world.clock.nowMilliseconds();
  const duration = () => ({ durationMilliseconds: world.clock.nowMilliseconds() - startedAt });
  try {
    await destroy({ ...world, fence }, { inputs, identity, isPlan }, report);
    await publisher.finish(duration());
    return { environment, result: isPlan ? 'to be removed' : 'removed', reason };
  } catch (error) {
    if (error instanceof SupersededError) return { environment, result: 'kept', reason: error.message };
    // The run is over, for this environment and for all others.
    if (error instanceof StoppedError) throw error;
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

/** While it goes, somebody may reopen the pull request, or deploy what had expired. */
function fenceFor(
  { aws }: World,
  { request: { inputs }, pullRequests }: SweepParts,
  { found, judgement: { live } }: { found: FoundEnvironment; judgement: Judgement },
): Fence {
  const fenced = { inputs: { ...inputs, mode: 'auto' as const }, event: NO_EVENT, live };
  const ofPullRequest = createFence(pullRequests, fenced, 'destroy');
  return async () => {
    if (live !== undefined) return ofPullRequest();
    const deployedAt = await readLastDeploy(aws, found);
    if (deployedAt === undefined || deployedAt.getTime() === found.deployedAt?.getTime()) return;
    throw new SupersededError('It was deployed again meanwhile. What is left of it stays.', { mustGo: false });
  };
}

/** Undefined where it has no service, or none any more. */
async function readLastDeploy(aws: Aws, { service }: FoundEnvironment): Promise<Date | undefined> {
  const found = service === undefined ? undefined : activeOnly(await findService(aws, service));
  return found && lastDeployOf(found);
}

/** Looks at the pull request just before acting. What GitHub cannot tell us about is kept. */
async function judge(
  { aws }: World,
  { request: { inputs }, pullRequests }: SweepParts,
  found: FoundEnvironment,
): Promise<Judgement> {
  const { name: environment, pullRequest: number, isHalfRemoved } = found;
  const expiry = await expiryNow(aws, found, inputs.ttl);
  const expired = expiry && gone(`It expired on ${renderTime(expiry)}.`);
  if (number === undefined) {
    if (isHalfRemoved) return gone('An earlier removal of it was cut off.');
    return expired ?? { isWanted: true, reason: 'It belongs to no pull request.', live: undefined };
  }
  try {
    const live = await pullRequests.read(number);
    const question = { inputs: { mode: 'auto' as const, label: inputs.label, environment }, event: NO_EVENT };
    const { action, reason: why } = decide({ ...question, pullRequest: live });
    if (action === 'destroy') return { isWanted: false, reason: why, live };
    // What it has was made by hand: advice on how to get it is not for one that stands.
    const reason = action === 'skip' ? `Pull request ${number} is open.` : why;
    return expired ?? { isWanted: true, reason, live };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return { isWanted: true, reason: `GitHub could not be asked about it: ${error.message}`, live: undefined };
  }
}

/** Whatever a pull request says. */
function gone(reason: string): Judgement {
  return { isWanted: false, reason, live: undefined };
}

/** When its time was over, where it is; looked at again, since the list may be minutes old. */
async function expiryNow(aws: Aws, found: FoundEnvironment, told: Ttl | undefined): Promise<Date | undefined> {
  // A time that the sweep is told is for previews; what belongs to no pull request goes only at its own.
  const ttl = (found.pullRequest === undefined ? undefined : told) ?? found.ttl;
  const isOver = (expiry: Date | undefined) => expiry !== undefined && expiry.getTime() <= aws.now().getTime();
  if (!isOver(expiryOf(found.deployedAt, ttl))) return undefined;
  const expiry = expiryOf((await readLastDeploy(aws, found)) ?? found.deployedAt, ttl);
  return isOver(expiry) ? expiry : undefined;
}
