// Owns a removal: it needs only the name and the environment, runs backwards, and leaves alone what is not ours.
import { DescribeListenersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { attemptToFind } from './aws.ts';
import { ExplainedError, RolloutError, StoppedError } from './errors.ts';
import { type Identity, serviceOfTags, type Tags } from './identity.ts';
import { remove } from './reconcile/reconcile.ts';
import type { Findable } from './reconcile/resource.ts';
import { together } from './reconcile/together.ts';
import { DATABASE, type Removal, type RemovalLedger, removeDatabase } from './remove-database.ts';
import type { Report } from './report/report.ts';
import type { Target } from './request/inputs.ts';
import type { ServiceReference } from './request/values.ts';
import { distributionResource } from './resources/distribution.ts';
import { listenerRuleResource } from './resources/listener-rule.ts';
import { serviceResource, waitForRemoval } from './resources/service.ts';
import { type ObservedTargetGroup, targetGroupResource } from './resources/target-group.ts';
import { taskDefinitionFamily } from './resources/task-definition-family.ts';
import type { World } from './world.ts';

const KINDS = ['distribution', 'listener rule', DATABASE, 'service', 'target group', 'task definition'];

export async function destroy(world: World, { inputs, identity, isPlan }: Removal, report: Report): Promise<void> {
  const { aws, log, progress } = world;
  // What a removal has begun goes on after the deadline as far as it goes without waiting: the rest would serve nobody.
  const ledger = { log, outcomes: report.outcomes, isPlan, begin: progress.begin, absent: new Set<string>() };
  const distributions = distributionResource(aws, identity, world);
  const targetGroups = targetGroupResource(aws, identity, world);
  const [distribution, targetGroup] = await together([findOurs(ledger, distributions), findOurs(ledger, targetGroups)]);
  const reference = serviceOf(identity, [distribution, targetGroup], inputs.target);
  if (reference !== undefined) Object.assign(report, reference);
  if (distribution !== undefined) {
    Object.assign(report, { distributionId: distribution.id, distributionArn: distribution.arn });
  }
  // The distribution takes minutes to be turned off: that begins at once, while the rest goes.
  const removals = [
    progress.during('CloudFront', () => remove(ledger, distributions, distribution)),
    progress.during('Service', () =>
      removeBackend(world, { ledger, removal: { inputs, identity, isPlan }, targetGroup, reference }),
    ),
  ] as const;
  try {
    await together(removals);
  } catch (error) {
    throw withLeftovers(error, identity, ledger);
  }
  if (isPlan) return;
  report.action = 'destroyed';
  // A deploy that was overtaken had one.
  delete report.url;
  delete report.domain;
  delete report.taskDefinitionArn;
  if (report.outcomes.length > 0) return log.line(`${identity.fullName} is gone.`);
  report.reason = `${report.reason} There was nothing left to remove.`;
  log.line(`There is nothing of ${identity.fullName} to remove.`);
}

/** What bears our name and is not ours is left as it is: to us, it is not there. */
async function findOurs<Observed>(
  { log, absent }: RemovalLedger,
  resource: Findable<Observed>,
): Promise<Observed | undefined> {
  const observed = await resource.find();
  const stranger = observed && resource.stranger(observed);
  if (observed !== undefined && stranger === undefined) return observed;
  absent.add(resource.kind);
  if (observed === undefined) return undefined;
  log.line(`${resource.kind} ${resource.name} is left as it is: ${stranger}`);
  return undefined;
}

/** The tags know which service it was; the inputs, where nothing is left that carries tags. */
function serviceOf(
  { fullName }: Identity,
  tagged: ({ tags: Tags } | undefined)[],
  target: Target | undefined,
): ServiceReference | undefined {
  for (const resource of tagged) {
    const reference = serviceOfTags(resource?.tags ?? {});
    if (reference !== undefined) return reference;
  }
  return target?.kind === 'copy' ? { cluster: target.service.cluster, service: fullName } : target?.service;
}

interface BackendRemoval {
  ledger: RemovalLedger;
  removal: Removal;
  targetGroup: ObservedTargetGroup | undefined;
  reference: ServiceReference | undefined;
}

/**
 * The rule first, so that no request is on its way any more; then the database, while there is still a service that tells
 * where it can be reached from; then the service, and what it used.
 */
async function removeBackend(world: World, { ledger, removal, targetGroup, reference }: BackendRemoval): Promise<void> {
  const { aws } = world;
  const { identity } = removal;
  const listenerArns = await listenersOf(world, targetGroup);
  if (listenerArns.length === 0) ledger.absent.add('listener rule');
  for (const listenerArn of listenerArns) {
    const rules = listenerRuleResource(aws, identity, { listenerArn, waiter: world });
    await remove(ledger, rules, await findOurs(ledger, rules));
  }
  const services = reference && serviceResource(aws, { reference, identity, isAdopted: false }, world);
  const service = services && (await findOurs(ledger, services));
  const definitions = taskDefinitionFamily(aws, identity);
  const revisions = await findOurs(ledger, definitions);
  await removeDatabase(world, { ledger, removal, revisions: revisions ?? [], service });
  if (services !== undefined && reference !== undefined) {
    await remove(ledger, services, service);
    if (service !== undefined && !ledger.isPlan) {
      await waitForRemoval(aws, world, reference);
      await world.fence();
    }
  }
  await remove(ledger, definitions, revisions);
  // Last, since a sweep finds by its tags what a removal that was cut off has left.
  await remove(ledger, targetGroupResource(aws, identity, world), targetGroup);
}

/** A target group knows its load balancer as long as a rule leads to it. */
async function listenersOf({ aws }: World, targetGroup: ObservedTargetGroup | undefined): Promise<string[]> {
  const [LoadBalancerArn] = targetGroup?.group.LoadBalancerArns ?? [];
  if (LoadBalancerArn === undefined) return [];
  const found = await attemptToFind(`reading the listeners of ${LoadBalancerArn}`, ['LoadBalancerNotFound'], () =>
    aws.loadBalancing.send(new DescribeListenersCommand({ LoadBalancerArn })),
  );
  return found?.Listeners?.map(({ ListenerArn }) => String(ListenerArn)) ?? [];
}

/** A removal that stopped half-way says what is still there. */
function withLeftovers(error: unknown, { fullName }: Identity, { outcomes, absent }: RemovalLedger): unknown {
  if (!(error instanceof ExplainedError) || error instanceof StoppedError) return error;
  const gone = outcomes.filter(({ action }) => action === 'remove').map(({ kind }) => kind);
  const left = KINDS.filter((kind) => !gone.includes(kind) && !absent.has(kind));
  return new RolloutError(`${error.message}\nMay still be there: ${left.join(', ')} of ${fullName}.`, {
    hint: error.hint ?? 'Run the job again to go on from here.',
    cause: error,
  });
}
