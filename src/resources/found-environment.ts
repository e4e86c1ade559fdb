// Owns finding one environment by its name alone, to put it to sleep, say, and refusing one that is not whole. Reads only.

import type { Service } from '@aws-sdk/client-ecs';
import { allSettledOrThrow } from '../aws/parallel.ts';
import { type Database, databaseContainerOf, describeDatabase } from '../environment/database.ts';
import { UserError } from '../errors.ts';
import {
  activeOnly,
  findService,
  findTaskDefinition,
  type TaggedTaskDefinition,
  tagsOf,
} from '../foundation/services.ts';
import { type Identity, ownershipMismatch, type ServiceReference, serviceOfTags, type Tags } from '../identity.ts';
import { assertOwned, observe } from '../reconcile/reconcile.ts';
import type { World } from '../world.ts';
import { type DatabaseState, databaseStateOf } from './database-mark.ts';
import { distributionResource } from './distribution.ts';
import type { ObservedDistribution } from './distribution-reading.ts';
import { findListenersOf } from './group-listeners.ts';
import { listenerRuleResource } from './listener-rule.ts';
import type { ObservedRule } from './rule-reading.ts';
import { serviceResource } from './service.ts';
import { type ObservedTargetGroup, targetGroupResource } from './target-group.ts';

/** All of it is ours. */
export interface FoundEnvironment {
  identity: Identity;
  distribution: ObservedDistribution;
  targetGroup: ObservedTargetGroup;
  reference: ServiceReference;
  service: Service;
  /** The revision that the service runs. */
  revision: TaggedTaskDefinition;
  listenerArn: string;
  rule: ObservedRule;
}

interface OwnDatabase extends Database {
  state: DatabaseState;
  /** In which one-off commands on it run. */
  container: string;
}

interface Question {
  identity: Identity;
  /** The listener of its rule, where one is given. */
  listenerArn: string | undefined;
}

/** The database of its own, as its revision was deployed with it; undefined where it has none. */
export function databaseOf({
  identity,
  revision,
}: Pick<FoundEnvironment, 'identity' | 'revision'>): OwnDatabase | undefined {
  const database = describeDatabase(identity);
  const container = databaseContainerOf(revision.definition, database);
  if (container === undefined) return undefined;
  return { ...database, state: databaseStateOf(revision.tags, database.name), container };
}

/** False while its database is made anew, and after that was interrupted: its tasks would find none, or one that is half made. */
export function isDatabaseWhole(found: Pick<FoundEnvironment, 'identity' | 'revision'>): boolean {
  return (databaseOf(found)?.state ?? 'there') === 'there';
}

/** Throws a UserError where there is nothing, or not enough, or where its service is somebody else's. */
export async function findEnvironment(world: World, question: Question): Promise<FoundEnvironment> {
  const { aws } = world;
  const { identity } = question;
  const [distribution, targetGroup] = await allSettledOrThrow([
    observe(distributionResource(aws, identity, world)),
    observe(targetGroupResource(aws, identity, world)),
  ]);
  const tags: Tags = { ...distribution?.tags, ...targetGroup?.tags };
  const reference = serviceOfTags(tags);
  if (distribution === undefined || reference === undefined) throw notComplete(identity);
  if (distribution.config.Enabled === false) throw turnedOff(identity);
  const service = activeOnly(await findService(aws, reference));
  const isOurs = service !== undefined && ownershipMismatch(identity, tagsOf(service)) === undefined;
  if (targetGroup === undefined && service !== undefined && !isOurs) refuseAdopted(identity, reference);
  if (targetGroup === undefined || service === undefined) throw notComplete(identity);
  const own = serviceResource(aws, { reference, identity, isAdopted: false }, world);
  assertOwned(own, service);
  const [placed, revision] = await allSettledOrThrow([
    findRule(world, question, targetGroup),
    findTaskDefinition(aws, service.taskDefinition ?? identity.fullName),
  ]);
  if (placed === undefined || revision === undefined) throw notComplete(identity);
  return { identity, distribution, targetGroup, reference, service, revision, ...placed };
}

/** Its routing is not ours, so there would be nothing to say that it sleeps. */
function refuseAdopted({ fullName }: Identity, { cluster, service }: ServiceReference): never {
  throw new UserError([
    `environment: ${fullName} is the service ${cluster}/${service}, which this action did not make. It has a routing of its own, so it is neither put to sleep nor woken, reset or kept. Set its number of tasks with "desired-count".`,
  ]);
}

function notComplete({ fullName }: Identity): UserError {
  return new UserError([
    `environment: there is no complete environment ${fullName}. Check "name" and "environment", or deploy it first.`,
  ]);
}

/** A waking would wait for an answer until its deadline. */
function turnedOff({ fullName }: Identity): UserError {
  return new UserError([
    `environment: the address of ${fullName} is turned off, so a removal of it has begun. Remove it to the end, or deploy it again.`,
  ]);
}

async function findRule(
  world: World,
  { identity, listenerArn: given }: Question,
  { group }: ObservedTargetGroup,
): Promise<{ listenerArn: string; rule: ObservedRule } | undefined> {
  const listenerArns = await findListenersOf(world.aws, group, given);
  const seen = await allSettledOrThrow(
    listenerArns.map(async (listenerArn) => {
      const rule = await listenerRuleResource(world.aws, identity, { listenerArn, waiter: world }).find();
      return rule && { listenerArn, rule };
    }),
  );
  const found = seen.filter((each) => each !== undefined);
  return found.find(({ rule }) => ownershipMismatch(identity, rule.tags) === undefined);
}
