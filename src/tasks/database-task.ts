// Owns making and dropping an environment's own database: by a one-off task in the user's own image, which alone knows the
// secret that leads there. docs/decisions/0017-a-database-of-its-own.md
import type {
  CapacityProviderStrategyItem,
  ContainerDefinition,
  LaunchType,
  NetworkConfiguration,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import { DATABASE_SCRIPT, type Database, type DatabaseSource, preloadedDatabase } from '../environment/database.ts';
import type { Tags } from '../identity.ts';
import type { World } from '../world.ts';
import { databaseStep, type TaskStep } from './steps.ts';
import { runTask } from './task.ts';

export function createStep(database: Database, source: DatabaseSource): TaskStep {
  const { name } = database;
  const from = source.template === undefined ? '' : ` from ${source.template}`;
  const shown = `create database ${name}${from}`;
  return databaseStep('create-database', { action: 'create', database, source, shown });
}

/** Before a migration: that it finds the environment's own database, and not the base service's. */
export function checkStep(database: Database): TaskStep {
  return databaseStep('check-database', { action: 'check', database });
}

/** After a migration: that it found it. */
export function tablesStep(database: Database): TaskStep {
  return databaseStep('check-tables', { action: 'tables', database });
}

export interface Drop {
  database: Database;
  tags: Tags;
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
  const led = containers.filter((container) => preloadedDatabase(container) === database.name);
  // A worker is led there as well, and has no script.
  const hasScript = ({ environment: variables = [] }: ContainerDefinition) =>
    variables.some(({ name }) => name === DATABASE_SCRIPT.name);
  const definition = led.find(hasScript) ?? led[0];
  await runTask(world, {
    ...where,
    steps: [databaseStep('drop-database', { action: 'drop', database, shown: `drop database ${database.name}` })],
    tokenParts: ['drop-database', database.mark],
    isRepeatable: true,
    hintOf: (remedy) => `${remedy.replace(', then run the job again.', '.')} Then run the job again; ${LEAVE}`,
    taskDefinition: where.revision,
    container: definition?.name ?? '',
  });
}

const LEAVE = 'with "database: shared" the removal leaves the database as it is.';
