// Owns creating the guard rule again where somebody deleted it: on each listener that an address of the owner leads to.

import { explain, StoppedError } from '../errors.ts';
import { findListeners } from '../foundation/load-balancer.ts';
import type { Tags } from '../identity.ts';
import type { Executor } from '../reconcile/executor.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { guardRuleResource } from '../resources/guard-rule.ts';
import { findEndpoint } from '../resources/vpc-origin.ts';
import type { Aws, World } from '../world.ts';
import type { FoundEnvironment } from './find-environments.ts';

interface Repair {
  executor: Executor;
  /** Those that are asked for on everything that is made. */
  tags: Tags;
}

/**
 * Done before anything is removed, because a removal without the guard rule has to wait for CloudFront. A failure is a warning:
 * it keeps nothing from being removed, and each deploy does the same.
 */
export async function repairGuards(
  world: World,
  repair: Repair,
  environments: Pick<FoundEnvironment, 'vpcOriginIds'>[],
): Promise<void> {
  try {
    for (const id of new Set(environments.flatMap(({ vpcOriginIds }) => vpcOriginIds))) {
      const listenerArn = await findListenerOf(world.aws, id);
      if (listenerArn !== undefined) await repairGuard(world, repair, listenerArn);
    }
  } catch (error) {
    if (error instanceof StoppedError) throw error;
    world.log.warning(`The guard rule could not be checked or created. ${explain(error)}`);
  }
}

async function repairGuard(world: World, { executor, tags }: Repair, listenerArn: string): Promise<void> {
  const resource = guardRuleResource(world.aws, { listenerArn, tags, waiter: world });
  if ((await resource.find()) !== undefined) return;
  await reconcile(executor, { resource, desired: undefined, observed: undefined });
}

/** Undefined if it is in another region, which has a sweep of its own, or no longer exists. */
async function findListenerOf(aws: Aws, vpcOriginId: string): Promise<string | undefined> {
  const { loadBalancerArn = '', port } = (await findEndpoint(aws, vpcOriginId)) ?? {};
  if (loadBalancerArn.split(':')[3] !== aws.region) return undefined;
  const { found: listeners = [] } = await findListeners(aws, undefined, loadBalancerArn);
  return listeners.find(({ Port }) => Port === port)?.ListenerArn;
}
