// Owns following a waking until the load balancer finds its tasks healthy. A change of the number of tasks alone starts no
// deployment, so it is judged by the tasks that were started since.

import type { Deployment, Service, Task } from '@aws-sdk/client-ecs';
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { callAws } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import { RolloutError, WaitError } from '../errors.ts';
import { activeOnly, findService } from '../foundation/services.ts';
import { consistencyWindow, waitUntil } from '../reconcile/wait.ts';
import { primaryDeployment } from '../resources/service.ts';
import { readTasksOf } from '../tasks/stopped-tasks.ts';
import { arnOfTask, isStopped } from '../tasks/task-start.ts';
import { sanitizeLine } from '../text/quote.ts';
import type { Aws, World } from '../world.ts';
import { diagnose, type FailedRollout } from './diagnosis.ts';
import { logEvents } from './service-events.ts';

/** The service as it was when its number of tasks was raised. */
export interface Waking extends Omit<FailedRollout, 'deployment'> {
  targetGroupArn: string;
  /** The tasks that had stopped or were stopping before: their ends say nothing about this waking. */
  earlier: ReadonlySet<string>;
}

/** The circuit breaker of a rollout with one task lets as many pass. */
const MAX_FAILED_TASKS = 3;

/** The tasks of a service that have stopped or are about to. */
export async function readEarlierTasks(aws: Aws, reference: Waking['reference'], service: Service) {
  const id = required(primaryDeployment(service)?.id, 'DescribeServices.deployments.id');
  const tasks = await readTasksOf(aws, reference, id);
  return new Set(tasks.filter(({ desiredStatus }) => desiredStatus === 'STOPPED').map(arnOfTask));
}

/** Throws a RolloutError as soon as it is clear that its tasks do not start. */
export async function followWaking(world: World, waking: Waking): Promise<void> {
  await world.log.group(`Waking of ${waking.reference.service}`, () => watch(world, waking));
}

async function watch(world: World, waking: Waking): Promise<void> {
  const { reference } = waking;
  const since = sinceNow(waking.service);
  const logNewEvents = logEvents(world.log, since);
  let last = waking.service;
  const failed = (): FailedRollout => ({ ...waking, service: last, deployment: since });
  const { isOpen } = consistencyWindow(world);
  try {
    await waitUntil(world, `${reference.service} to wake`, async () => {
      const seen = activeOnly(await findService(world.aws, reference));
      if (!seen?.desiredCount && isOpen()) return { pending: 'AWS does not show it yet' };
      last = assertAwake(waking, seen);
      logNewEvents(last);
      const { desiredCount = 0, runningCount = 0, pendingCount = 0 } = last;
      const healthy = await countHealthy(world.aws, waking.targetGroupArn);
      if (healthy > 0 && healthy >= desiredCount) return { done: undefined };
      const failures = await countFailures(world.aws, waking, last);
      if (failures >= MAX_FAILED_TASKS) throw await failure(world, failed());
      const ended = failures > 0 ? `, ${failures} failed` : '';
      const progress = `${runningCount} of ${desiredCount} tasks running, ${pendingCount} starting`;
      return { pending: `${progress}${ended}, ${healthy} healthy` };
    });
  } catch (error) {
    if (!(error instanceof WaitError)) throw error;
    const { details, remedy } = await diagnose(world, failed());
    throw new WaitError(error.message, { details, hint: remedy ?? error.hint, cause: error });
  }
}

/** The deployment that the tasks belong to, as if it had begun now: by AWS's clock, which the newest event shows. */
function sinceNow(service: Service): Deployment {
  const { events = [] } = service;
  const newest = Math.max(0, ...events.map(({ createdAt }) => createdAt?.getTime() ?? 0));
  return { ...primaryDeployment(service), createdAt: new Date(newest + 1) };
}

function assertAwake({ reference: { service: name } }: Waking, service: Service | undefined): Service {
  if (service === undefined) {
    throw new RolloutError(`service ${name} was deleted while it was being woken`, {
      hint: 'Another run of this workflow may have deleted it, or somebody did by hand. Deploy it again.',
    });
  }
  if (service.desiredCount !== 0) return service;
  throw new RolloutError(`service ${name} was set to run no task while it was being woken`, {
    hint: 'Another run may have put it to sleep again. Re-run the job to wake it.',
  });
}

async function countHealthy({ loadBalancing }: Aws, targetGroupArn: string): Promise<number> {
  const { TargetHealthDescriptions = [] } = await callAws(`reading the target health of ${targetGroupArn}`, () =>
    loadBalancing.send(new DescribeTargetHealthCommand({ TargetGroupArn: targetGroupArn })),
  );
  return TargetHealthDescriptions.filter(({ TargetHealth }) => TargetHealth?.State === 'healthy').length;
}

async function countFailures(aws: Aws, { reference, earlier }: Waking, service: Service): Promise<number> {
  const id = required(primaryDeployment(service)?.id, 'DescribeServices.deployments.id');
  const isFailed = (task: Task) => isStopped(task) && !earlier.has(arnOfTask(task));
  return (await readTasksOf(aws, reference, id)).filter(isFailed).length;
}

async function failure(world: World, failed: FailedRollout): Promise<RolloutError> {
  const { stop, details, remedy } = await diagnose(world, failed, { isStopShown: true });
  const tasks = stop === undefined ? '' : `\nIts tasks: ${sanitizeLine(stop)}`;
  return new RolloutError(
    `waking ${failed.reference.service} failed: its tasks keep failing, and ECS keeps replacing them.${tasks}`,
    { details, hint: remedy ?? 'Fix the reason given above, then re-run the job.' },
  );
}
