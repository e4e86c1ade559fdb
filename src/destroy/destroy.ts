// Owns a removal: it needs only the name and the environment, runs backwards, and leaves alone what is not ours.

import { together } from '../aws/parallel.ts';
import type { ServiceReference } from '../identity.ts';
import { type Identity, serviceOfTags, type Tags } from '../identity.ts';
import { remove } from '../reconcile/reconcile.ts';
import type { Report } from '../report/report.ts';
import type { Target } from '../request/inputs.ts';
import { distributionResource } from '../resources/distribution.ts';
import { serviceResource, waitForRemoval } from '../resources/service.ts';
import { type ObservedTargetGroup, targetGroupResource } from '../resources/target-group.ts';
import { taskDefinitionFamily } from '../resources/task-definition-family.ts';
import type { World } from '../world.ts';
import { type Removal, removeDatabase } from './database.ts';
import { findOurs, openRecord, type RemovalRecord, removeEach, withLeftovers } from './removal.ts';
import { removeRules, removeTargetGroup } from './routing.ts';

export async function destroy(world: World, { inputs, identity, isPlan }: Removal, report: Report): Promise<void> {
  const { aws, log, progress } = world;
  // What a removal has begun goes on after the deadline as far as it goes without waiting: the rest would serve nobody.
  const { steps } = report;
  const recorder = openRecord({ log, waiter: world, steps, isPlan, begin: progress.begin }, steps);
  const all = distributionResource(aws, identity, world);
  const [distributions, [targetGroup]] = await together([
    findOurs(world, recorder, all),
    findOurs(world, recorder, targetGroupResource(aws, identity, world)),
  ]);
  const references = servicesOf(identity, [...distributions, targetGroup], inputs.target);
  if (references[0] !== undefined) Object.assign(report, references[0]);
  const [distribution] = distributions;
  if (distribution !== undefined) {
    Object.assign(report, { distributionId: distribution.id, distributionArn: distribution.arn });
  }
  // The distribution takes minutes to be turned off: that begins at once, while the rest goes.
  const removals = [
    progress.during('CloudFront', () => removeEach(recorder, all, distributions)),
    progress.during('Service', () =>
      removeBackend(world, { recorder, removal: { inputs, identity, isPlan }, targetGroup, references }),
    ),
  ] as const;
  try {
    await together(removals);
  } catch (error) {
    throw withLeftovers(error, identity, recorder);
  }
  if (isPlan) return;
  report.action = 'destroyed';
  // A deploy that was overtaken had one.
  delete report.url;
  delete report.domain;
  delete report.taskDefinitionArn;
  if (report.steps.length > 0) return log.line(`Destroyed ${identity.fullName}.`);
  report.reason = `${report.reason} There was nothing left to remove.`;
  log.line(`There is nothing of ${identity.fullName} to remove.`);
}

/** The tags know which services they were; the inputs, where nothing is left that carries tags. */
function servicesOf(
  { fullName }: Identity,
  tagged: ({ tags: Tags } | undefined)[],
  target: Target | undefined,
): ServiceReference[] {
  const named = tagged.flatMap((resource) => serviceOfTags(resource?.tags ?? {}) ?? []);
  const distinct = [...new Map(named.map((each) => [`${each.cluster}/${each.service}`, each])).values()];
  if (distinct.length > 0 || target === undefined) return distinct;
  return [target.kind === 'copy' ? { cluster: target.service.cluster, service: fullName } : target.service];
}

interface BackendRemoval {
  recorder: RemovalRecord;
  removal: Removal;
  targetGroup: ObservedTargetGroup | undefined;
  references: ServiceReference[];
}

/**
 * The rules first, so that no request is on its way any more; then the database, while there is still a service that tells
 * where it can be reached from; then the service, and what it used.
 */
async function removeBackend(
  world: World,
  { recorder, removal, targetGroup, references }: BackendRemoval,
): Promise<void> {
  const { aws } = world;
  const { identity } = removal;
  await removeRules(world, { recorder, removal, targetGroup });
  const found = [];
  for (const reference of references) {
    const services = serviceResource(aws, { reference, identity, isAdopted: false }, world);
    for (const service of await findOurs(world, recorder, services)) found.push({ reference, services, service });
  }
  const definitions = taskDefinitionFamily(aws, identity);
  const [revisions] = await findOurs(world, recorder, definitions);
  await removeDatabase(world, { recorder, removal, revisions: revisions ?? [], service: found[0]?.service });
  for (const { reference, services, service } of found) {
    await remove(recorder, services, service);
    if (recorder.isPlan) continue;
    await waitForRemoval(aws, world, reference);
    await world.guard();
  }
  await remove(recorder, definitions, revisions);
  // Last, since a sweep finds by its tags what a removal that was cut off has left.
  await removeTargetGroup(world, { recorder, removal, targetGroup });
}
