// Owns making what runs at an address as it should be: task definition and service.

import type { Service, TaskDefinition } from '@aws-sdk/client-ecs';
import { required } from '../aws/required.ts';
import { describeWarnings } from '../checks/warnings.ts';
import { containerOf } from '../environment/containers.ts';
import type { Environment } from '../environment/environment.ts';
import { markOf, sleepOf, sleptHours } from '../environment/sleep.ts';
import { describeTaskDefinition, isPinned } from '../environment/task-definition.ts';
import { type TaggedTaskDefinition, tagsOf } from '../foundation/services.ts';
import { ownershipMismatch, type Tags } from '../identity.ts';
import { diff } from '../reconcile/diff.ts';
import { stepOf } from '../reconcile/executor.ts';
import { assertOwned, reconcile } from '../reconcile/reconcile.ts';
import type { Named } from '../reconcile/resource.ts';
import { renderUnchanged } from '../report/headline.ts';
import { describeUnchanged, type Unchanged } from '../report/report.ts';
import { databaseStateOf, describeMark, markDatabase } from '../resources/database-mark.ts';
import { resourcesOf } from '../resources/resources.ts';
import type { DesiredService } from '../resources/service-settings.ts';
import {
  matchingRevision,
  type ObservedTaskDefinition,
  tagRevision,
  type Wanted,
  withNewest,
} from '../resources/task-definition.ts';
import { logGroupOf } from '../tasks/logs.ts';
import type { World } from '../world.ts';
import type { Deploy } from './scope.ts';

interface EnsuredRevision {
  revision: TaskDefinition;
  unchanged: Unchanged | undefined;
  /** True where the environment has a database of its own that has yet to be made. */
  isDatabaseMissing: boolean;
}

export async function ensureTaskDefinition(
  { world, environment, observed, commit, executor, onFound }: Deploy,
  url: string,
): Promise<EnsuredRevision> {
  const { container, database, madeFrom } = environment;
  const wanted = describeWanted(environment, commit, url);
  const { definition } = wanted;
  for (const warning of describeWarnings(environment, definition, observed.service)) world.log.warning(warning);
  const resource = resourcesOf(world, environment).taskDefinition(observed.service?.taskDefinition);
  const sought = { ...wanted, family: resource.name };
  const found = assertOwned(resource, await withNewest(world.aws, observed.taskDefinition, sought));
  const isDatabaseMissing = !hasDatabase(environment, found);
  const databaseMark = database && describeMark(isDatabaseMissing ? 'uncertain' : 'there', database.name);
  const tags = { ...environment.baseTags.definition, ...environment.identity.tags };
  const desired = { ...wanted, madeFrom, databaseMark, tags };
  const kept = found && matchingRevision(found, desired);
  const { revisions } = await reconcile(executor, { resource, desired, observed: found });
  if (isDatabaseMissing && kept !== undefined) {
    await executor.run(() => markUncertain(world, environment, kept), undefined);
  }
  if (kept !== undefined) await ensureTags({ world, executor }, { resource, kept, tags });
  const unchanged = describeUnchanged(kept, commit);
  if (unchanged !== undefined) world.log.line(`${renderUnchanged(unchanged)}.`);
  onFound({ unchanged, logGroup: logGroupOf(containerOf(definition, container)) });
  // The revision that was just registered is the desired one, even if AWS returns its members in another order.
  const { definition: revision } = kept ?? revisions[0];
  return { revision, unchanged, isDatabaseMissing };
}

/** Tags that were asked for since a revision was registered. */
async function ensureTags(
  { world, executor }: Pick<Deploy, 'world' | 'executor'>,
  { resource, kept, tags }: { resource: Named; kept: TaggedTaskDefinition; tags: Tags },
): Promise<void> {
  const changes = diff(tags, kept.tags, 'tags');
  if (changes.length === 0) return;
  await executor.run(() => tagRevision(world.aws, kept, tags), undefined);
  executor.record(stepOf(resource, 'update', changes));
}

/** A revision that is kept says `none` since its database was dropped: a run that dies while it makes one would hide it. */
async function markUncertain(
  { aws }: World,
  { database }: Environment,
  { definition, tags }: TaggedTaskDefinition,
): Promise<void> {
  if (database === undefined || databaseStateOf(tags, database.name) !== 'none') return;
  const arn = required(definition.taskDefinitionArn, 'DescribeTaskDefinition.taskDefinitionArn');
  await markDatabase(aws, [arn], { name: database.name, state: 'uncertain' });
}

/** Describes the desired revision, once the address is known. */
export function describeWanted(environment: Environment, commit: string | undefined, url: string): Wanted {
  const definition = describeTaskDefinition(environment, url);
  return { definition, commit, isPinned: isPinned(environment.image) };
}

/** Any of our revisions may say so: a run that created the database may have ended before the service got its revision. */
export function hasDatabase(
  { identity, database }: Pick<Environment, 'identity' | 'database'>,
  observed: ObservedTaskDefinition | undefined,
): boolean {
  const ours = observed?.revisions.filter(({ tags }) => ownershipMismatch(identity, tags) === undefined) ?? [];
  return database === undefined || ours.some(({ tags }) => databaseStateOf(tags, database.name) === 'there');
}

export async function ensureService(
  shared: Deploy,
  revision: TaskDefinition,
  targetGroupArn: string | undefined,
): Promise<Service> {
  const { world, environment, observed, executor } = shared;
  return reconcile(executor, {
    resource: resourcesOf(world, environment).service,
    desired: describeService(shared, revision, targetGroupArn),
    observed: observed.service,
  });
}

/** One that sleeps is woken with as many tasks as it had; one that is left asleep keeps none. */
export function describeService(
  { world, environment, observed, asleep }: Pick<Deploy, 'world' | 'environment' | 'observed' | 'asleep'>,
  revision: TaskDefinition,
  targetGroupArn: string | undefined,
): DesiredService {
  const { entry, isNetworkSet, isCapacitySet } = environment;
  const isAsleep = asleep !== undefined;
  const desiredCount = environment.desiredCount ?? sleepOf(observed.service)?.formerCount;
  const slept = isAsleep || observed.service === undefined ? undefined : sleptBefore(observed.service, world);
  return {
    taskDefinition: required(revision.taskDefinitionArn, 'DescribeTaskDefinition.taskDefinitionArn'),
    desiredCount: isAsleep ? undefined : desiredCount,
    networkConfiguration: isNetworkSet ? environment.networkConfiguration : undefined,
    capacityProviderStrategy: isCapacitySet ? environment.capacityProviderStrategy : undefined,
    launchType: environment.launchType,
    own:
      targetGroupArn === undefined
        ? undefined
        : {
            container: entry.container,
            containerPort: entry.port,
            targetGroupArn,
            healthCheckGracePeriodSeconds: environment.healthCheckGracePeriodSeconds,
            enableExecuteCommand: environment.enableExecuteCommand,
            placement: environment.placement,
            availabilityZoneRebalancing: environment.availabilityZoneRebalancing,
            tags: environment.baseTags.service,
            ttl: environment.ttl,
            sleepAfter: environment.sleepAfter,
            wakerArn: environment.wakerArn,
            isAsleep,
            slept,
          },
  };
}

/** Written down when the mark of the sleep is taken away. */
function sleptBefore(service: Service, { aws }: World): string | undefined {
  return markOf(tagsOf(service)) && sleptHours(service, aws.now()).toFixed(2);
}
