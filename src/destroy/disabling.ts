// Owns disabling the addresses of an environment, which comes before the removal of anything that they lead to.

import { allSettledOrThrow } from '../aws/parallel.ts';
import { removeForCertain } from '../reconcile/reconcile.ts';
import type { Removable } from '../reconcile/resource.ts';
import { disableDistribution, waitUntilOff } from '../resources/distribution.ts';
import type { ObservedDistribution } from '../resources/distribution-reading.ts';
import type { World } from '../world.ts';
import type { RemovalRecord } from './removal.ts';

/** Returns them as disabled, which takes minutes to reach all edge locations. */
export async function disableAll(
  world: World,
  { executor }: RemovalRecord,
  { all, distributions }: { all: Removable<ObservedDistribution>; distributions: ObservedDistribution[] },
): Promise<ObservedDistribution[]> {
  const disabling = { ...all, remove: (each: ObservedDistribution) => disableDistribution(world.aws, world, each) };
  const disable = async (each: ObservedDistribution) => {
    await executor.run(async () => {
      executor.begin(`disabling ${all.kind} ${all.name}`);
      await removeForCertain(world, disabling, each);
    }, undefined);
    return { ...each, config: { ...each.config, Enabled: false } };
  };
  return allSettledOrThrow(distributions.map(disable));
}

/** From then on, no request of these addresses arrives. */
export async function waitUntilAllOff(world: World, distributions: ObservedDistribution[]): Promise<void> {
  await allSettledOrThrow(distributions.map(({ id }) => waitUntilOff(world.aws, world, id)));
}
