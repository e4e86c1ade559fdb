// Owns the step of a removal that drops the environment's own database.

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
  /** All of the family, with their tags: some may be somebody else's. */
  revisions: TaggedTaskDefinition[];
  service: Service | undefined;
}

/** The tags of the revisions tell that there is one. Nothing else but such a revision can reach it, so it goes before them. */
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
  // What runs has an image that can be pulled; the newest may have failed by that.
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
    // What is uncertain would be taken for gone: so it goes, whoever wants it again meanwhile.
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

/** A task runs where the service does; a run that died before it made the service leaves the base service to go by. */
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
    hint: 'Give the service that the environment was copied from with "base-service"; or leave the database as it is with "database: shared".',
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
