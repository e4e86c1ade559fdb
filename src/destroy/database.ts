// Owns dropping the environment's own database as a step of a removal.

import type { Service } from '@aws-sdk/client-ecs';
import { required } from '../aws/required.ts';
import { describeDatabase } from '../environment/database.ts';
import { RolloutError } from '../errors.ts';
import { activeOnly, findService, type TaggedTaskDefinition } from '../foundation/services.ts';
import { ownershipMismatch, ownerTags } from '../identity.ts';
import { stepOf } from '../reconcile/executor.ts';
import { withoutGuard } from '../reconcile/wait.ts';
import { databaseStateOf, markDatabase } from '../resources/database-mark.ts';
import { type Drop, dropDatabase } from '../tasks/database-task.ts';
import type { World } from '../world.ts';
import { DATABASE, type Removal, type RemovalRecord } from './removal.ts';

interface DatabaseRemoval {
  record: RemovalRecord;
  removal: Removal;
  /** All revisions of the family, including foreign ones. */
  revisions: TaggedTaskDefinition[];
  service: Service | undefined;
}

/** The tags of the revisions show whether there is a database, and only such a revision can reach it, so it is dropped first. */
export async function removeDatabase(
  world: World,
  { record, removal, revisions, service }: DatabaseRemoval,
): Promise<void> {
  const { inputs, identity } = removal;
  const { executor, absent, log } = record;
  const database = describeDatabase(identity);
  const { name } = database;
  const marked = revisions.filter(
    ({ definition, tags }) =>
      definition.status === 'ACTIVE' &&
      ownershipMismatch(identity, tags) === undefined &&
      databaseStateOf(tags, name) !== 'none',
  );
  // The image of the running revision can be pulled, which may not be true of the newest.
  const isRun = ({ definition }: TaggedTaskDefinition) => definition.taskDefinitionArn === service?.taskDefinition;
  const revision = marked.find(isRun) ?? marked.at(-1);
  if (revision === undefined || inputs.database === 'shared') {
    absent.add(DATABASE);
    if (revision !== undefined) log.line(`database ${name} skipped: the input says "database: shared"`);
    return;
  }
  await executor.run(async () => {
    const place = await findPlace(world, { removal, service, name });
    executor.begin(`dropping database ${name}`);
    await world.guard();
    const arns = marked.map(({ definition }) =>
      required(definition.taskDefinitionArn, 'DescribeTaskDefinition.taskDefinitionArn'),
    );
    await markDatabase(world.aws, arns, { name, state: 'uncertain' });
    // From here on a deploy would create the database again, so the drop must finish even if the pull request is reopened.
    await world.progress.during('Database', () =>
      dropDatabase(withoutGuard(world), {
        database,
        tags: ownerTags(identity),
        revision: revision.definition,
        ...place,
      }),
    );
    await markDatabase(world.aws, arns, { name, state: 'none' });
  }, undefined);
  executor.record(stepOf({ kind: DATABASE, name }, 'remove'));
}

type Place = Omit<Drop, 'database' | 'tags' | 'revision'>;

/** The task uses the network of the service, or that of the base service if a run stopped before it created the service. */
async function findPlace(
  { aws }: World,
  { removal, service, name }: { removal: Removal; service: Service | undefined; name: string },
): Promise<Place> {
  const { target } = removal.inputs;
  const own = activeOnly(service);
  if (own?.clusterArn !== undefined) return placeOf(own.clusterArn, own);
  const base = target?.kind === 'copy' ? activeOnly(await findService(aws, target.service)) : undefined;
  if (base !== undefined && target !== undefined) return placeOf(target.service.cluster, base);
  throw new RolloutError(`dropping database ${name}: no service is left in whose network it can be reached`, {
    hint: 'Set "base-service" to the service that the environment was copied from, or keep the database with "database: shared".',
  });
}

function placeOf(cluster: string, { networkConfiguration, capacityProviderStrategy = [], launchType }: Service): Place {
  return {
    cluster,
    networkConfiguration,
    capacityProviderStrategy: capacityProviderStrategy.length > 0 ? capacityProviderStrategy : undefined,
    launchType: launchType ?? 'FARGATE',
  };
}
