// Owns a sweep: finds all environments of an owner, and removes those that have expired or whose pull request is closed or lost
// its label.

import { runPooled } from '../aws/parallel.ts';
import { explain, RolloutError, StoppedError } from '../errors.ts';
import { describeIdentity, type Identity, ownerOf } from '../identity.ts';
import type { Executor } from '../reconcile/executor.ts';
import type { OnFound, SweepResult } from '../report/report.ts';
import type { Recording, Reporter } from '../report/reporter.ts';
import { renderTable } from '../report/table.ts';
import { MAX_WAIT_MS } from '../report/waiting-row.ts';
import { SupersededError } from '../request/guard.ts';
import type { PullRequests } from '../request/pull-request.ts';
import type { SweepRequest } from '../request/request.ts';
import type { World } from '../world.ts';
import { type FoundEnvironment, findEnvironments } from './find-environments.ts';
import { repairGuards } from './guards.ts';
import { decideSweep, type SweepRemoval } from './policy.ts';

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
}

/** Disabling a distribution takes minutes, so several environments are removed at the same time. */
const MAX_AT_ONCE = 5;

/** Continues with the other environments if one fails. */
export async function sweep(world: World, parts: SweepParts): Promise<SweepResult[]> {
  const { inputs, names } = parts.request;
  const cluster = inputs.target?.service.cluster;
  const environments = await findEnvironments(world.aws, ownerOf(names), cluster === undefined ? [] : [cluster]);
  await repairGuards(world, { executor: parts.createExecutor(), tags: inputs.tags }, environments);
  const sweepResults = await sweepAll(world, parts, environments);
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
async function sweepAll(world: World, parts: SweepParts, environments: FoundEnvironment[]): Promise<SweepResult[]> {
  const sweepResults = new Map<number, SweepResult>();
  const inOrder = () => environments.flatMap((_, at) => sweepResults.get(at) ?? []);
  try {
    await runPooled(environments, MAX_AT_ONCE, async (environment, at) => {
      sweepResults.set(at, await sweepEnvironment(world, parts, environment));
    });
    return inOrder();
  } finally {
    parts.onFound({ sweepResults: inOrder() });
  }
}

async function sweepEnvironment(world: World, parts: SweepParts, found: FoundEnvironment): Promise<SweepResult> {
  const { name: environment, pullRequest } = found;
  const { tags } = parts.request.inputs;
  try {
    const identity = describeIdentity({ ...parts.request.names, environment, pullRequest, tags });
    const decision = await decideSweep(world, parts, { ...found, identity });
    const { reason } = decision;
    if (decision.isWanted) {
      if (isLongAgo(world, found.deployedAt)) await parts.endLongWait(identity);
      return { environment, result: 'kept', reason };
    }
    return await removeEnvironment(world, parts, { identity, decision });
  } catch (error) {
    if (error instanceof SupersededError) return { environment, result: 'kept', reason: error.message };
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
