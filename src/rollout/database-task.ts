// Owns making and dropping an environment's own database: by a one-off task in the user's own image, which alone knows the
// secret that leads there. docs/decisions/0017-a-database-of-its-own.md
import type {
  CapacityProviderStrategyItem,
  LaunchType,
  NetworkConfiguration,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import {
  type Database,
  type DatabaseSource,
  describeDatabaseCommand,
  preloadedDatabase,
  remedyOf,
} from '../environment/database.ts';
import type { World } from '../world.ts';
import { runTask } from './task.ts';
import type { OneOffCommand } from './task-start.ts';

export const CREATE_DATABASE = 'create-database';
const DROP_DATABASE = 'drop-database';

export function describeCreation(
  database: Database,
  { template, base, revision }: DatabaseSource & { revision: TaskDefinition },
): OneOffCommand {
  return {
    purpose: CREATE_DATABASE,
    command: describeDatabaseCommand('create', database, { template, base }),
    shown: `create database ${database.name}${template === undefined ? '' : ` from ${template}`}`,
    tokenParts: [CREATE_DATABASE, database.mark, String(revision.taskDefinitionArn)],
    isRepeatable: true,
    remedy: (exitCode) => remedyOf('create', exitCode),
  };
}

export interface Drop {
  database: Database;
  cluster: string;
  /** A revision that ran with the database. */
  revision: TaskDefinition;
  networkConfiguration: NetworkConfiguration | undefined;
  capacityProviderStrategy: CapacityProviderStrategyItem[] | undefined;
  launchType: LaunchType;
}

/** Ends the connections to it, and drops it. One that is gone already is success; one of somebody else is a RolloutError. */
export async function dropDatabase(world: World, { database, ...where }: Drop): Promise<void> {
  const { containerDefinitions: containers = [] } = where.revision;
  const definition = containers.find((container) => preloadedDatabase(container) === database.name);
  await runTask(world, {
    ...where,
    purpose: DROP_DATABASE,
    command: describeDatabaseCommand('drop', database),
    shown: `drop database ${database.name}`,
    tokenParts: [DROP_DATABASE, database.mark],
    isRepeatable: true,
    remedy: (exitCode) =>
      `${remedyOf('drop', exitCode) ?? 'Put right what AWS says above.'} Then run the job again; ${LEAVE}`,
    taskDefinition: where.revision,
    container: definition?.name ?? '',
  });
}

const LEAVE = 'with "database: shared" the removal leaves the database as it is.';
