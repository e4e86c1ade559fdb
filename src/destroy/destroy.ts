// Owns removing an environment in reverse order. It needs only the name and the environment, and never removes what is not ours.

import { allSettledOrThrow } from '../aws/parallel.ts';
import { referenceOf } from '../environment/workload.ts';
import { type Identity, type ServiceReference, serviceOfTags, type Tags } from '../identity.ts';
import { remove } from '../reconcile/reconcile.ts';
import type { Recording } from '../report/reporter.ts';
import type { Target } from '../request/inputs.ts';
import { distributionResource } from '../resources/distribution.ts';
import { serviceResource, waitForRemoval } from '../resources/service.ts';
import { targetGroupResource } from '../resources/target-group.ts';
import { taskDefinitionFamily } from '../resources/task-definition-family.ts';
import type { World } from '../world.ts';
import { removeDatabase } from './database.ts';
import { disableAll, waitUntilAllOff } from './disabling.ts';
import { findOurs, openRecord, type Removal, removeEach, withLeftovers } from './removal.ts';
import { type RoutingRemoval, removeRules, removeTargetGroup } from './routing.ts';

export async function destroy(world: World, removal: Removal, { executor, onFound }: Recording): Promise<void> {
  const { aws, progress } = world;
  const { inputs, identity } = removal;
  const record = openRecord(world, executor);
  const all = distributionResource(aws, identity, world);
  const [distributions, [targetGroup]] = await allSettledOrThrow([
    findOurs(record, all),
    findOurs(record, targetGroupResource(aws, identity, world)),
  ]);
  const references = servicesOf(identity, [...distributions, targetGroup], inputs.target);
  const [[reference], [distribution]] = [references, distributions];
  onFound({ ...(reference && { reference }), ...(distribution && { distributionId: distribution.id }) });
  try {
    // First of all, and alone: if it fails, the address still leads to its own environment.
    const disabled = await progress.during('CloudFront', () => disableAll(world, record, { all, distributions }));
    const untilOff = () => waitUntilAllOff(world, disabled);
    await allSettledOrThrow([
      progress.during('CloudFront', () => removeEach(record, all, disabled)),
      progress.during('Service', () => removeBackend(world, { record, removal, targetGroup, references, untilOff })),
    ]);
  } catch (error) {
    throw withLeftovers(error, identity, record);
  }
  await executor.run(async () => {
    onFound({ action: 'destroyed' });
    const hasRemoved = executor.steps.length > 0;
    const { fullName } = identity;
    world.log.line(hasRemoved ? `Destroyed ${fullName}.` : `There is nothing of ${fullName} to remove.`);
  }, undefined);
}

/** The services that the tags name, or the one that the inputs name if nothing with tags is left. */
function servicesOf(
  identity: Identity,
  tagged: ({ tags: Tags } | undefined)[],
  target: Target | undefined,
): ServiceReference[] {
  const named = tagged.flatMap((resource) => serviceOfTags(resource?.tags ?? {}) ?? []);
  const distinct = [...new Map(named.map((each) => [`${each.cluster}/${each.service}`, each])).values()];
  if (distinct.length > 0 || target === undefined) return distinct;
  return [referenceOf(target, identity)];
}

interface BackendRemoval extends RoutingRemoval {
  references: ServiceReference[];
}

/**
 * Removes the rules first, so that no more requests arrive; then the database, while the service still shows in which network it
 * can be reached; then the service and what it used.
 */
async function removeBackend(world: World, { references, ...routing }: BackendRemoval): Promise<void> {
  const { aws } = world;
  const { record, removal } = routing;
  const { identity } = removal;
  await removeRules(world, routing);
  const found = [];
  for (const reference of references) {
    const services = serviceResource(aws, { reference, identity, isAdopted: false }, world);
    for (const service of await findOurs(record, services)) found.push({ reference, services, service });
  }
  const definitions = taskDefinitionFamily(aws, identity);
  const [revisions] = await findOurs(record, definitions);
  await removeDatabase(world, { record, removal, revisions: revisions ?? [], service: found[0]?.service });
  for (const { reference, services, service } of found) {
    await remove(record, services, service);
    await record.executor.run(async () => {
      await waitForRemoval(aws, world, reference);
      await world.guard();
    }, undefined);
  }
  await remove(record, definitions, revisions);
  // The target group is last, because a sweep finds an interrupted removal by its tags.
  await removeTargetGroup(world, routing);
}
