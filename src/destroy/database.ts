// Owns dropping the environment's own database as a step of a removal, in a one-off task, because only tasks receive the secret with
// the address of the server. docs/decisions/0017-a-database-of-its-own.md

import type { Service, TaskDefinition } from '@aws-sdk/client-ecs';
import { required } from '../aws/required.ts';
import { type Database, databaseContainerOf, describeDatabase } from '../environment/database.ts';
import { placeOf } from '../environment/placement.ts';
import { RolloutError } from '../errors.ts';
import { activeOnly, findService, type TaggedTaskDefinition, tagsOf } from '../foundation/services.ts';
import { desiredTags, foreignTags } from '../identity.ts';
import { stepOf } from '../reconcile/executor.ts';
import { withoutGuard } from '../reconcile/wait.ts';
import { markDatabase, withDatabase } from '../resources/database-mark.ts';
import { databaseStep } from '../tasks/steps.ts';
import { runTask } from '../tasks/task.ts';
import type { OneOffTask } from '../tasks/task-start.ts';
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
  const marked = withDatabase(revisions, identity, name);
  // The image of the running revision can be pulled, which may not be true of the newest.
  const isRun = ({ definition }: TaggedTaskDefinition) => definition.taskDefinitionArn === service?.taskDefinition;
  const revision = marked.find(isRun) ?? marked.at(-1);
  if (revision === undefined || inputs.database?.kind === 'shared') {
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
      runTask(withoutGuard(world), {
        ...place,
        ...describeDrop(database, revision.definition),
        tags: { ...foreignTags(revision.tags), ...foreignTags(tagsOf(service ?? {})), ...desiredTags(identity) },
      }),
    );
    await markDatabase(world.aws, arns, { name, state: 'none' });
  }, undefined);
  executor.record(stepOf({ kind: DATABASE, name }, 'remove'));
}

type Place = Pick<
  OneOffTask,
  'cluster' | 'networkConfiguration' | 'capacityProviderStrategy' | 'launchType' | 'placement'
>;

/** Closes all connections and drops the database, if it exists and is ours. `revision` is one that ran with the database. */
function describeDrop(database: Database, revision: TaskDefinition): Omit<OneOffTask, keyof Place | 'tags'> {
  return {
    steps: [databaseStep('drop-database', database, { shown: `drop database ${database.name}` })],
    tokenParts: ['drop-database', database.mark],
    isRepeatable: true,
    hintOf: (remedy) => `${remedy} With "database: shared" the removal leaves the database as it is.`,
    taskDefinition: revision,
    container: databaseContainerOf(revision, database) ?? '',
  };
}

/** The task uses the network of the service, or that of the base service if a run stopped before it created the service. */
async function findPlace(
  { aws }: World,
  { removal, service, name }: { removal: Removal; service: Service | undefined; name: string },
): Promise<Place> {
  const { target } = removal.inputs;
  const own = activeOnly(service);
  if (own?.clusterArn !== undefined) return { cluster: own.clusterArn, ...placeOf(own) };
  const base = target?.kind === 'copy' ? activeOnly(await findService(aws, target.service)) : undefined;
  if (base !== undefined && target !== undefined) return { cluster: target.service.cluster, ...placeOf(base) };
  throw new RolloutError(`dropping database ${name}: no service is left in whose network it can be reached`, {
    hint: 'Set "base-service" to the service that the environment was copied from, or keep the database with "database: shared".',
  });
}
