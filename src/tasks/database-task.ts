// Owns creating and dropping an environment's own database, in a one-off task of the user's image: only the task receives the
// secret with the address of the server. docs/decisions/0017-a-database-of-its-own.md
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

/** Runs before a migration, and fails if DATABASE_URL does not lead to the environment's own database. */
export function checkStep(database: Database): TaskStep {
  return databaseStep('check-database', { action: 'check', database });
}

/** Runs after a migration, and fails if the environment's own database has no tables. */
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

/** Closes all connections and drops the database. Succeeds if it does not exist; throws a RolloutError if it is not ours. */
export async function dropDatabase(world: World, { database, ...where }: Drop): Promise<void> {
  const { containerDefinitions: containers = [] } = where.revision;
  const candidates = containers.filter((container) => preloadedDatabase(container) === database.name);
  // A worker has the same preload, but not the script.
  const hasScript = ({ environment: variables = [] }: ContainerDefinition) =>
    variables.some(({ name }) => name === DATABASE_SCRIPT.name);
  const definition = candidates.find(hasScript) ?? candidates[0];
  await runTask(world, {
    ...where,
    steps: [databaseStep('drop-database', { action: 'drop', database, shown: `drop database ${database.name}` })],
    tokenParts: ['drop-database', database.mark],
    isRepeatable: true,
    hintOf: (remedy) => `${remedy.replace(', then re-run the job.', '.')} Then re-run the job; ${SHARED_HINT}`,
    taskDefinition: where.revision,
    container: definition?.name ?? '',
  });
}

const SHARED_HINT = 'with "database: shared" the removal leaves the database as it is.';
