// Owns waking one environment: its rule first, because ECS wants a target group that a rule leads to, then its service, then the
// check from outside.

import type { Service } from '@aws-sdk/client-ecs';
import { required } from '../aws/required.ts';
import { checkedTags } from '../environment/activity.ts';
import { containerOf } from '../environment/containers.ts';
import { maskOf } from '../environment/mask.ts';
import { preloadOf } from '../environment/preload.ts';
import { markOf, sleepTags, sleptTags } from '../environment/sleep.ts';
import { describeHealthCheck } from '../environment/targets.ts';
import { RolloutError } from '../errors.ts';
import { findTaskDefinition, type TaggedTaskDefinition, tagsOf } from '../foundation/services.ts';
import { ASLEEP_TAG } from '../identity.ts';
import { type Executor, stepOf } from '../reconcile/executor.ts';
import { readWithinWindow } from '../reconcile/wait.ts';
import { describeFound } from '../report/found.ts';
import type { Recording } from '../report/reporter.ts';
import type { SleepRequest } from '../request/request.ts';
import { type FoundEnvironment, findEnvironment, isDatabaseWhole } from '../resources/found-environment.ts';
import { refuseWithoutKey } from '../resources/gate-key.ts';
import { primaryDeployment, scaleService, tagService } from '../resources/service.ts';
import { checkUrl } from '../rollout/url-check.ts';
import { followWaking, readEarlierTasks } from '../rollout/waking.ts';
import type { World } from '../world.ts';
import { leadToTasks, leadToTasksAgain } from './routing.ts';

/** Killed between two calls, it goes on where it ended when it is run again, because the mark is taken away last. */
export async function wake(
  world: World,
  { inputs, identity, access }: Pick<SleepRequest, 'inputs' | 'identity' | 'access'>,
  { executor, onFound }: Recording,
): Promise<void> {
  const { aws, progress, log, guard } = world;
  const { listenerArn } = inputs;
  const found = await progress.during('Foundation', () => findEnvironment(world, { identity, listenerArn }));
  onFound(describeFound(found, access));
  refuseFailed(found);
  refuseWithoutKey(found, access);
  await refuseWithoutDatabase(world, found);
  await guard();
  await progress.during('Load balancer', () => leadToTasks(world, found, executor));
  const { service } = found;
  const mark = markOf(tagsOf(service));
  const isAwake = service.desiredCount !== 0 && mark === undefined;
  if (isAwake && executor.steps.every(({ action }) => action === 'keep')) {
    executor.record(stepOf({ kind: 'service', name: found.reference.service }, 'keep'));
    log.line(`${identity.fullName} is awake already.`);
    return onFound({ action: 'unchanged' });
  }
  await progress.during('Waking', () => start(world, found, executor));
  await progress.during('Address', () => checkAddress(world, found));
  if (mark !== undefined) {
    const now = aws.now();
    await tagService(aws, service, { ...sleptTags(service, now), ...sleepTags(undefined), ...checkedTags(now) });
  }
  onFound({ action: 'woken', asleepSince: undefined });
  log.line(`${identity.fullName} is awake: https://${found.distribution.domain}`);
}

/** The circuit breaker has stopped it, and another number of tasks changes nothing about that. */
function refuseFailed({ service, reference }: FoundEnvironment): void {
  if (primaryDeployment(service)?.rolloutState !== 'FAILED') return;
  throw new RolloutError(`the last rollout of ${reference.service} failed, so ECS starts no task of it`, {
    hint: 'Deploy a version that starts.',
  });
}

async function refuseWithoutDatabase(world: World, { identity, revision, service }: FoundEnvironment): Promise<void> {
  const hasDatabase = (seen: TaggedTaskDefinition = revision) => isDatabaseWhole({ identity, revision: seen });
  if (service.desiredCount !== 0 || hasDatabase()) return;
  const seen = await readWithinWindow(world, `the database of ${identity.fullName} to be seen`, {
    read: () => findTaskDefinition(world.aws, service.taskDefinition ?? identity.fullName),
    isComplete: hasDatabase,
  });
  if (hasDatabase(seen)) return;
  throw new RolloutError(`the database of ${identity.fullName} is being made anew, or that was interrupted`, {
    hint: 'Comment /preview reset once more, or deploy it: either makes the database first.',
  });
}

async function start(world: World, found: FoundEnvironment, executor: Executor): Promise<void> {
  const { aws } = world;
  const { service, reference, revision, targetGroup } = found;
  const earlier = await readEarlierTasks(aws, reference, service);
  const started = service.desiredCount === 0 ? await raise(world, found, executor) : service;
  await leadToTasksAgain(world, found, executor);
  await followWaking(world, {
    reference,
    service: started,
    taskDefinition: revision.definition,
    container: containerNameOf(service),
    targetGroupArn: targetGroup.arn,
    earlier,
  });
}

async function raise({ aws }: World, { service, reference }: FoundEnvironment, executor: Executor): Promise<Service> {
  const count = markOf(tagsOf(service))?.formerCount ?? 1;
  executor.begin(`starting service ${reference.service}`);
  const started = await scaleService(aws, reference, count);
  const changes = [
    { path: 'desiredCount', observed: 0, desired: count },
    { path: `tags.${ASLEEP_TAG}`, observed: tagsOf(service)[ASLEEP_TAG], desired: sleepTags(undefined)[ASLEEP_TAG] },
  ];
  executor.record(stepOf({ kind: 'service', name: reference.service }, 'update', changes));
  return started;
}

async function checkAddress(world: World, found: FoundEnvironment): Promise<void> {
  const { distribution, targetGroup, revision, service } = found;
  const container = containerOf(revision.definition, containerNameOf(service));
  await checkUrl(world, {
    url: `https://${distribution.domain}`,
    healthCheck: describeHealthCheck(targetGroup.group, {}),
    mask: maskOf(revision.definition),
    hasWebAcl: Boolean(distribution.config.WebACLId),
    preload: preloadOf(container),
    container,
  });
}

/** The one that the load balancer leads to. */
function containerNameOf({ loadBalancers = [] }: Service): string {
  return required(loadBalancers[0]?.containerName, 'DescribeServices.loadBalancers.containerName');
}
