// Owns a sweep: finds all environments of an owner, removes those that have expired or whose pull request is closed or lost its
// label, and puts those to sleep that nobody visits.

import { runPooled } from '../aws/parallel.ts';
import { visitTags } from '../environment/activity.ts';
import { explain, RolloutError, SkippedError, StoppedError } from '../errors.ts';
import { describeIdentity, type Identity, ownerOf, type Tags } from '../identity.ts';
import type { Executor } from '../reconcile/executor.ts';
import type { OnFound, SweepResult } from '../report/report.ts';
import type { Recording, Reporter } from '../report/reporter.ts';
import { renderTable } from '../report/table.ts';
import { MAX_WAIT_MS } from '../report/waiting-row.ts';
import { type Access, describeAccess } from '../request/access.ts';
import type { PullRequests } from '../request/pull-request.ts';
import type { SweepRequest } from '../request/request.ts';
import type { World } from '../world.ts';
import { type FoundEnvironment, findEnvironments } from './find-environments.ts';
import { describeFleetRow } from './fleet.ts';
import { removeUnusedGates } from './gates.ts';
import { repairGuards } from './guards.ts';
import { decideIdleness, type Idleness } from './idleness.ts';
import { decideSweep, guardOfSleep, type SweepRemoval } from './policy.ts';
import { findUnfinished } from './unfinished.ts';
import { findLastVisits, type LastVisits } from './visits.ts';

interface SweepParts {
  request: SweepRequest;
  pullRequests: PullRequests;
  onFound: OnFound;
  createExecutor(): Executor;
  /** Reports the removal of an environment to its pull request. */
  createReporter(identity: Identity): Reporter;
  /** Ends the row in the comment that has waited too long for an image. */
  endLongWait(identity: Identity): Promise<void>;
  destroy(
    world: World,
    removal: { inputs: SweepRequest['inputs']; identity: Identity },
    recording: Recording,
  ): Promise<void>;
  sleep(
    world: World,
    order: { inputs: SweepRequest['inputs']; identity: Identity; access: Access | undefined; tags: Tags },
    recording: Recording,
  ): Promise<void>;
}

/** The environments, and what CloudWatch has of their visits. */
interface Fleet {
  environments: FoundEnvironment[];
  lastVisits: LastVisits;
  /** The names of those that were stopped, and not led to sleep. */
  unfinished: ReadonlySet<string>;
}

/** Disabling a distribution takes minutes, so several environments are removed at the same time. */
const MAX_AT_ONCE = 5;

/** Continues with the other environments if one fails. */
export async function sweep(world: World, parts: SweepParts): Promise<SweepResult[]> {
  const { inputs, names } = parts.request;
  const cluster = inputs.target?.service.cluster;
  const environments = await findEnvironments(world.aws, ownerOf(names), cluster === undefined ? [] : [cluster]);
  await repairGuards(world, { executor: parts.createExecutor(), tags: inputs.tags }, environments);
  const lastVisits = await findLastVisits(world, environments);
  const unfinished = await findUnfinished(world, environments);
  const sweepResults = await sweepAll(world, parts, { environments, lastVisits, unfinished });
  await removeUnusedGates(world, parts.createExecutor(), ownerOf(names));
  const rows = sweepResults.map(({ environment, result, reason }) => [environment, result, reason]);
  for (const line of renderTable(rows)) world.log.line(line);
  return sweepResults;
}

export function refuseFailures(sweepResults: SweepResult[]): void {
  const failed = sweepResults.filter(({ result }) => result === 'failed');
  if (failed.length === 0) return;
  throw new RolloutError(failed.map(({ environment, reason }) => `${environment}: ${reason}`).join('\n'), {
    hint: 'The other environments were swept. Re-run the job to retry these.',
  });
}

/** Returns results in the order of the environments. If the run is cancelled, the results so far are reported. */
async function sweepAll(world: World, parts: SweepParts, fleet: Fleet): Promise<SweepResult[]> {
  const { environments } = fleet;
  const sweepResults = new Map<number, SweepResult>();
  const inOrder = () => environments.flatMap((_, at) => sweepResults.get(at) ?? []);
  try {
    await runPooled(environments, MAX_AT_ONCE, async (environment, at) => {
      sweepResults.set(at, await sweepEnvironment(world, parts, describeVisited(environment, fleet)));
    });
    return inOrder();
  } finally {
    parts.onFound({ sweepResults: inOrder() });
  }
}

interface Visited {
  found: FoundEnvironment;
  lastVisit: Date | undefined;
  /** False where CloudWatch could not be asked. */
  isKnown: boolean;
  isUnfinished: boolean;
}

function describeVisited(found: FoundEnvironment, { lastVisits, unfinished }: Fleet): Visited {
  const { name } = found;
  return {
    found,
    lastVisit: lastVisits.get(name),
    isKnown: lastVisits.has(name),
    isUnfinished: unfinished.has(name),
  };
}

async function sweepEnvironment(world: World, parts: SweepParts, visited: Visited): Promise<SweepResult> {
  const { found } = visited;
  const { name: environment, pullRequest } = found;
  const { tags, ttl } = parts.request.inputs;
  try {
    const identity = describeIdentity({ ...parts.request.names, environment, pullRequest, tags });
    const decision = await decideSweep(world, parts, { ...found, identity });
    const { reason } = decision;
    if (decision.isWanted) {
      if (isLongAgo(world, found.deployedAt)) await parts.endLongWait(identity);
      const fleet = await describeFleetRow(world.aws, found, { ...visited, author: decision.author, ttl });
      return { environment, reason, fleet, ...(await sleepIfIdle(world, parts, { ...visited, identity })) };
    }
    return await removeEnvironment(world, parts, { identity, decision });
  } catch (error) {
    if (error instanceof SkippedError) return { environment, result: 'kept', reason: error.message };
    // Such an error ends the run for all environments.
    if (error instanceof StoppedError) throw error;
    return { environment, result: 'failed', reason: explain(error) };
  }
}

/** A preview that was deployed since does not wait any more. */
function isLongAgo({ aws }: World, deployedAt: Date | undefined): boolean {
  return deployedAt === undefined || aws.now().getTime() - deployedAt.getTime() > MAX_WAIT_MS;
}

async function removeEnvironment(
  world: World,
  parts: SweepParts,
  { identity, decision: { reason, guard } }: { identity: Identity; decision: SweepRemoval },
): Promise<SweepResult> {
  const { inputs } = parts.request;
  const { environment } = identity;
  const { onFound, follow, close, finish } = parts.createReporter(identity);
  const executor = follow(parts.createExecutor());
  onFound({ environment, reason, isRemoval: true });
  try {
    await parts.destroy({ ...world, guard }, { inputs, identity }, { executor, onFound });
    close();
    await finish();
    const result = await executor.run<SweepResult['result']>(async () => 'removed', 'to be removed');
    return { environment, result, reason };
  } catch (error) {
    close({ error });
    if (!(error instanceof StoppedError)) await finish();
    throw error;
  }
}

/** One that is busy, or was deployed or woken since the sweep looked, stays awake. */
async function sleepIfIdle(
  world: World,
  parts: SweepParts,
  { identity, ...visited }: Visited & { identity: Identity },
): Promise<Pick<SweepResult, 'result'> & Partial<SweepResult>> {
  const { inputs } = parts.request;
  const { found } = visited;
  const idleness = whyToSleep(world, parts, visited);
  if (idleness === undefined) return { result: 'kept' };
  const { reason } = idleness;
  const { environment } = identity;
  const { onFound, follow, close, finish } = parts.createReporter(identity);
  const executor = follow(parts.createExecutor());
  onFound({ environment, reason, doing: 'sleep' });
  const access = describeAccess(inputs, identity.owner);
  const order = { inputs, identity, access, tags: visitTags(idleness.lastVisit) };
  try {
    await parts.sleep({ ...world, guard: guardOfSleep(world, found) }, order, { executor, onFound });
    close();
    await finish();
  } catch (error) {
    if (error instanceof SkippedError) return { result: 'kept', reason: error.message };
    close({ error });
    if (!(error instanceof StoppedError)) await finish();
    throw error;
  }
  return { reason, result: await executor.run<SweepResult['result']>(async () => 'asleep', 'to be put to sleep') };
}

/** Undefined if it stays as it is. */
function whyToSleep({ aws }: World, { request }: SweepParts, visited: Visited): Idleness | undefined {
  const { found, lastVisit, isKnown, isUnfinished } = visited;
  const { described: service, pullRequest } = found;
  if (isUnfinished) return { reason: 'An earlier run has stopped its tasks and no more.', lastVisit };
  const overruling = pullRequest === undefined ? undefined : request.inputs.sleepAfter;
  return service && isKnown ? decideIdleness({ service, overruling, lastVisit, now: aws.now() }) : undefined;
}
