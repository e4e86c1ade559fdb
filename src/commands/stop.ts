// Owns stopping the tasks of an environment whose database is about to go: it sleeps until it has a new one.

import { sleepOf } from '../environment/sleep.ts';
import { activeOnly, findService } from '../foundation/services.ts';
import type { Executor } from '../reconcile/executor.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { waitUntil } from '../reconcile/wait.ts';
import type { FoundEnvironment } from '../resources/found-environment.ts';
import { listenerRuleResource } from '../resources/listener-rule.ts';
import { stopTasks } from '../resources/service-stop.ts';
import type { World } from '../world.ts';

export async function stop(world: World, found: FoundEnvironment, executor: Executor): Promise<void> {
  const { aws, guard } = world;
  const { service, reference } = found;
  await guard();
  await keepWakerAway(world, found, executor);
  if (sleepOf(service) === undefined) await stopTasks(world, found, { executor, tags: {} });
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
