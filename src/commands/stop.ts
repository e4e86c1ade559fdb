// Owns stopping the tasks of an environment whose database is about to go: it sleeps until it has a new one.

import { sleepOf, sleepTags, sleptTags } from '../environment/sleep.ts';
import { activeOnly, findService } from '../foundation/services.ts';
import { ASLEEP_TAG } from '../identity.ts';
import { type Executor, stepOf } from '../reconcile/executor.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { waitUntil } from '../reconcile/wait.ts';
import type { FoundEnvironment } from '../resources/found-environment.ts';
import { listenerRuleResource } from '../resources/listener-rule.ts';
import { scaleService, tagService } from '../resources/service.ts';
import type { World } from '../world.ts';

/** The mark comes before the number of tasks, so that a waking knows how many there were. */
export async function stop(world: World, found: FoundEnvironment, executor: Executor): Promise<void> {
  const { aws, guard } = world;
  const { service, reference } = found;
  await guard();
  await keepWakerAway(world, found, executor);
  if (sleepOf(service) === undefined) {
    const sleep = { since: aws.now(), formerCount: Math.max(1, service.desiredCount ?? 1) };
    executor.begin(`stopping service ${reference.service}`);
    await tagService(aws, service, { ...sleptTags(service, sleep.since), ...sleepTags(sleep) });
    await scaleService(aws, reference, 0);
    const changes = [
      { path: 'desiredCount', observed: service.desiredCount, desired: 0 },
      { path: `tags.${ASLEEP_TAG}`, observed: undefined, desired: sleep.since },
    ];
    executor.record(stepOf({ kind: 'service', name: reference.service }, 'update', changes));
  }
  await waitUntil(world, `the tasks of ${reference.service} to stop`, async () => {
    const seen = activeOnly(await findService(aws, reference));
    const count = (seen?.runningCount ?? 0) + (seen?.pendingCount ?? 0);
    return count === 0 ? { done: undefined } : { pending: `${count} left` };
  });
}

/** A visit would wake it while it has no database; without tasks the load balancer answers 503. */
async function keepWakerAway(
  world: World,
  { identity, listenerArn, targetGroup, rule }: FoundEnvironment,
  executor: Executor,
): Promise<void> {
  await reconcile(executor, {
    resource: listenerRuleResource(world.aws, identity, { listenerArn, waiter: world }),
    desired: { listenerArn, targetGroupArn: targetGroup.arn, state: { is: 'forward' }, service: undefined },
    observed: rule,
  });
}
