// Owns putting one environment to sleep: its service first, then its rule. Address, database and everything else stay.

import { type Sleep, sleepOf, wakerOf } from '../environment/sleep.ts';
import { SkippedError } from '../errors.ts';
import { activeOnly, findService, tagsOf } from '../foundation/services.ts';
import type { Tags } from '../identity.ts';
import { type Executor, stepOf } from '../reconcile/executor.ts';
import { describeFound } from '../report/found.ts';
import type { Recording } from '../report/reporter.ts';
import type { SleepRequest } from '../request/request.ts';
import { type FoundEnvironment, findEnvironment, isDatabaseWhole } from '../resources/found-environment.ts';
import { primaryDeployment } from '../resources/service.ts';
import { stopTasks } from '../resources/service-stop.ts';
import { hasOneOffTask } from '../tasks/task-start.ts';
import type { World } from '../world.ts';
import { leadToSleep, leadToTasksAgain } from './routing.ts';

/** The environment of a run, or one that a sweep has found. */
export interface SleepOrder extends Pick<SleepRequest, 'inputs' | 'identity' | 'access'> {
  /** Tags for its service besides the mark. */
  tags?: Tags;
}

interface Asleep {
  since: Date;
  isWokenByVisits: boolean;
}

interface SleepWrite {
  executor: Executor;
  tags: Tags;
  /** The target group of the waker. */
  wakerArn: string | undefined;
}

export async function sleep(
  world: World,
  { inputs, identity, access, tags = {} }: SleepOrder,
  { executor, onFound }: Recording,
): Promise<void> {
  const { progress, log } = world;
  const { listenerArn } = inputs;
  const found = await progress.during('Foundation', () => findEnvironment(world, { identity, listenerArn }));
  onFound(describeFound(found, access));
  // The waker does not know what a reset has left undone, so it would start tasks that find no database.
  const wakerArn = isDatabaseWhole(found) ? (inputs.wakerArn ?? wakerOf(tagsOf(found.service))) : undefined;
  const { since, isWokenByVisits } = await progress.during('Service', () =>
    putToSleep(world, found, { executor, wakerArn, tags }),
  );
  const isUnchanged = executor.steps.every(({ action }) => action === 'keep');
  onFound({ action: isUnchanged ? 'unchanged' : 'asleep', asleepSince: since, isWokenByVisits });
  await executor.run(async () => log.line(`${identity.fullName} is asleep.`), undefined);
}

/** Killed between two calls, it goes on where it ended when it is run again. Throws a SkippedError where it has to stay awake. */
async function putToSleep(world: World, found: FoundEnvironment, write: SleepWrite): Promise<Asleep> {
  const { since } = await stop(world, found, write);
  const isWokenByVisits = await leadToSleep(world, found, write);
  await write.executor.run(() => refuseWoken(world, found, write.executor), undefined);
  return { since, isWokenByVisits };
}

async function stop(world: World, found: FoundEnvironment, write: SleepWrite): Promise<Sleep> {
  const { service, reference } = found;
  const former = sleepOf(service);
  if (former === undefined) {
    await refuseBusy(world, found);
    return stopTasks(world, found, write);
  }
  write.executor.record(stepOf({ kind: 'service', name: reference.service }, 'keep'));
  return former;
}

/** Nothing else holds it off. */
async function refuseBusy({ aws }: World, { identity, service, reference }: FoundEnvironment): Promise<void> {
  const isRollingOut = primaryDeployment(service)?.rolloutState === 'IN_PROGRESS';
  const isBusy = isRollingOut || (await hasOneOffTask(aws, { cluster: reference.cluster, family: identity.fullName }));
  if (!isBusy) return;
  const what = isRollingOut ? 'a rollout of it' : 'a one-off task of it';
  throw new SkippedError(`It was not put to sleep, because ${what} is in progress. Try again once that has ended.`, {
    shouldDestroy: false,
  });
}

/** One that was woken between the two writes must not stay behind a page. */
async function refuseWoken(world: World, found: FoundEnvironment, executor: Executor): Promise<void> {
  const service = activeOnly(await findService(world.aws, found.reference));
  if (service === undefined || service.desiredCount === 0) return;
  await leadToTasksAgain(world, found, executor);
  throw new SkippedError('It was woken while it was being put to sleep, so it stays awake.', { shouldDestroy: false });
}
