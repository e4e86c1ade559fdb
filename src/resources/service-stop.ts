// Owns stopping the tasks of an environment's service, with the mark by which it sleeps and is woken.
import { type Sleep, sleepTags, sleptTags } from '../environment/sleep.ts';
import { ASLEEP_TAG, LISTENER_TAG, type Tags } from '../identity.ts';
import { type Executor, stepOf } from '../reconcile/executor.ts';
import type { World } from '../world.ts';
import type { FoundEnvironment } from './found-environment.ts';
import { scaleService, tagService } from './service.ts';

/**
 * The mark comes first, so that a waking knows how many tasks there were: a service without tasks and without a mark was stopped
 * by somebody else, and nobody would wake it.
 */
export async function stopTasks(
  { aws, guard }: World,
  { service, reference, listenerArn }: FoundEnvironment,
  { executor, tags }: { executor: Executor; tags: Tags },
): Promise<Sleep> {
  const step = { kind: 'service', name: reference.service };
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
