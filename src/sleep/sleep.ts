// Owns putting one environment to sleep: its service first, then its rule. Address, database and everything else stay.

import { type Sleep, sleepOf, sleepTags, sleptTags, wakerOf } from '../environment/sleep.ts';
import { SkippedError } from '../errors.ts';
import { activeOnly, findService, tagsOf } from '../foundation/services.ts';
import { ASLEEP_TAG, LISTENER_TAG, type Tags } from '../identity.ts';
import { type Executor, stepOf } from '../reconcile/executor.ts';
import { describeFound } from '../report/found.ts';
import type { Recording } from '../report/reporter.ts';
import type { SleepRequest } from '../request/request.ts';
import { type FoundEnvironment, findEnvironment } from '../resources/found-environment.ts';
import { primaryDeployment, scaleService, tagService } from '../resources/service.ts';
import { hasOneOffTask } from '../tasks/task-start.ts';
import type { World } from '../world.ts';
import { leadToSleep, leadToTasksAgain } from './routing.ts';

/** The environment of a run, or one that a sweep has found. */
export interface SleepOrder extends Pick<SleepRequest, 'inputs' | 'identity'>, Partial<Pick<SleepRequest, 'access'>> {
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
  const wakerArn = inputs.wakerArn ?? wakerOf(tagsOf(found.service));
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

/** The mark comes first: a service without tasks and without a mark was stopped by somebody else, and nobody would wake it. */
async function stop(world: World, found: FoundEnvironment, { executor, tags }: SleepWrite): Promise<Sleep> {
  const { aws, guard } = world;
  const { service, reference, listenerArn } = found;
  const step = { kind: 'service', name: reference.service };
  const former = sleepOf(service);
  if (former !== undefined) {
    executor.record(stepOf(step, 'keep'));
    return former;
  }
  await refuseBusy(world, found);
  const sleep = { since: aws.now(), formerCount: Math.max(1, service.desiredCount ?? 1) };
  await executor.run(async () => {
    await guard();
    executor.begin(`stopping service ${step.name}`);
    const marks = { ...sleptTags(service, sleep.since), ...sleepTags(sleep), [LISTENER_TAG]: listenerArn };
    await tagService(aws, service, { ...tags, ...marks });
    await scaleService(aws, reference, 0);
  }, undefined);
  const changes = [
    { path: 'desiredCount', observed: service.desiredCount, desired: 0 },
    { path: `tags.${ASLEEP_TAG}`, observed: undefined, desired: sleep.since },
  ];
  executor.record(stepOf(step, 'update', changes));
  return sleep;
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
