// Owns the one-off commands that run in a new revision before the service gets it: creating a missing database, migrate-command
// each time, and setup-command once for each database.

import { randomUUID } from 'node:crypto';
import type { Service, TaskDefinition } from '@aws-sdk/client-ecs';
import { required } from '../aws/required.ts';
import type { Database } from '../environment/database.ts';
import type { Workload } from '../environment/workload.ts';
import { tagsOf } from '../foundation/services.ts';
import { desiredTags, type Identity, ownershipMismatch } from '../identity.ts';
import { type Executor, stepOf } from '../reconcile/executor.ts';
import { markDatabase } from '../resources/database-mark.ts';
import type { ObservedDistribution } from '../resources/distribution-reading.ts';
import {
  isSetUp,
  isSetUpByNow,
  markSetUp,
  setupGeneration,
  unmarkSetUp,
  withGeneration,
} from '../resources/setup-mark.ts';
import { type ObservedTaskDefinition, revisionOf } from '../resources/task-definition.ts';
import type { World } from '../world.ts';
import { problemsOfOverrides } from './overrides.ts';
import { duringSteps } from './step-phases.ts';
import { commandStep, databaseStep, type TaskStep, type TaskStepName, titleOf, visibleSteps } from './steps.ts';
import { runTask } from './task.ts';
import { TaskStepError } from './task-failure.ts';
import type { OneOffCommand } from './task-start.ts';

/** The part of a workload that one-off tasks need. */
export type Prepared = Pick<
  Workload,
  | 'baseTags'
  | 'capacityProviderStrategy'
  | 'container'
  | 'database'
  | 'databaseSource'
  | 'identity'
  | 'launchType'
  | 'migrateCommand'
  | 'networkConfiguration'
  | 'placement'
  | 'reference'
  | 'setupCommand'
>;

export interface Preparation {
  environment: Prepared;
  revision: TaskDefinition;
  /** True if the environment's own database has yet to be created. */
  isDatabaseMissing: boolean;
  distribution: ObservedDistribution;
  /** The service and the revisions of its family at the start of the run. */
  observed: { service: Service | undefined; taskDefinition: ObservedTaskDefinition | undefined };
  executor: Executor;
  /** The hint of the error when a step fails, with what to do about it. */
  hintOf(remedy: string): string;
}

/** The steps that remain before the service gets the revision. */
interface DueSteps {
  /** True if what is left of a former database has to go first. */
  isDropDue: boolean;
  isDatabaseMissing: boolean;
  isMigrationDue: boolean;
  isSetupDue: boolean;
}

/** Throws when a step fails. It does not touch the service. */
export async function prepareRollout(world: World, asked: Preparation): Promise<void> {
  const { environment, isDatabaseMissing } = asked;
  const preparation = { ...asked, distribution: await resetSetupIfDatabaseIsNew(world, asked) };
  const isOwnMissing = environment.database !== undefined && isDatabaseMissing;
  let due: DueSteps = {
    isDropDue: isOwnMissing && setupGeneration(preparation.distribution).length > 0,
    isDatabaseMissing: isOwnMissing,
    isMigrationDue: environment.migrateCommand !== '',
    isSetupDue: environment.setupCommand !== '' && isSetupDue(environment.identity, preparation),
  };
  // One task runs all steps, unless a concurrent run has done some of them.
  while (Object.values(due).includes(true)) due = await runDueSteps(world, preparation, due);
  // A migration may take minutes, in which the pull request may have been closed.
  await world.guard();
}

/** Returns what is still due afterwards. */
async function runDueSteps(world: World, preparation: Preparation, due: DueSteps): Promise<DueSteps> {
  const { environment, distribution, executor } = preparation;
  const steps = describeSteps(environment, due);
  const isDone = await executor.run(async () => {
    executor.begin(`starting ${titleOf(steps)}`);
    await world.guard();
    return due.isSetupDue && (await isSetUpByNow(world.aws, distribution));
  }, false);
  if (isDone) return { ...due, isDropDue: false, isSetupDue: false };
  const names = steps.map(({ name }) => name);
  const done = await executor
    .run(() => runSteps(world, preparation, steps), names)
    .catch(async (error) => {
      if (error instanceof TaskStepError) await settleSteps(world, preparation, stepsNamed(steps, error.done));
      throw error;
    });
  await settleSteps(world, preparation, stepsNamed(steps, done));
  return {
    // A task that has run before, and is not run again, has dropped it as well.
    isDropDue: false,
    isDatabaseMissing: due.isDatabaseMissing && !done.includes('create-database'),
    isMigrationDue: due.isMigrationDue && !done.includes('migrate-command'),
    isSetupDue: due.isSetupDue && !done.includes('setup-command'),
  };
}

function runSteps(world: World, preparation: Preparation, steps: TaskStep[]): Promise<TaskStepName[]> {
  const { environment, revision: taskDefinition } = preparation;
  const task = { ...placeOf(environment), taskDefinition, ...describeTask(preparation, steps) };
  const names = visibleSteps(steps).map(({ name }) => name);
  return duringSteps(world.progress, names, (onEnd) => runTask(world, task, onEnd));
}

function placeOf(environment: Prepared) {
  const { identity, reference, container, networkConfiguration, capacityProviderStrategy, launchType } = environment;
  const { placement, baseTags } = environment;
  const { cluster } = reference;
  const tags = { ...baseTags.definition, ...baseTags.service, ...desiredTags(identity) };
  return { tags, cluster, container, networkConfiguration, capacityProviderStrategy, launchType, placement };
}

function stepsNamed(steps: TaskStep[], names: TaskStepName[]): TaskStep[] {
  return steps.filter(({ name }) => names.includes(name));
}

/** Marks the finished steps, so that no run repeats them, and records them. */
async function settleSteps(world: World, preparation: Preparation, done: TaskStep[]): Promise<void> {
  const { environment, distribution, executor } = preparation;
  const isDone = (wanted: TaskStepName) => done.some(({ name }) => name === wanted);
  await executor.run(async () => {
    if (isDone('create-database')) await markCreated(world, preparation);
    if (isDone('setup-command')) await markSetUp(world.aws, distribution);
  }, undefined);
  for (const { name, shown } of done) {
    if (shown === undefined) continue;
    const { database } = environment;
    const action = name === 'create-database' ? 'create' : name === 'drop-database' ? 'remove' : undefined;
    executor.record(
      action !== undefined && database !== undefined
        ? stepOf({ kind: 'database', name: database.name }, action)
        : stepOf({ kind: 'one-off task', name }, 'run'),
    );
  }
}

/** A new database has not been set up, even if a former one of this environment was. */
async function resetSetupIfDatabaseIsNew(world: World, preparation: Preparation): Promise<ObservedDistribution> {
  const { distribution, isDatabaseMissing, observed, executor } = preparation;
  const isOpen = !isSetUp(distribution) && (observed.service === undefined || setupGeneration(distribution).length > 0);
  if (!isDatabaseMissing || isOpen) return distribution;
  const generation = randomUUID();
  await executor.run(async () => {
    executor.begin(`tagging distribution ${distribution.id}`);
    await unmarkSetUp(world, distribution, generation);
  }, undefined);
  return withGeneration(distribution, generation);
}

async function markCreated({ aws }: World, { environment: { database }, revision }: Preparation): Promise<void> {
  if (database === undefined) return;
  await markDatabase(aws, [required(revision.taskDefinitionArn, 'DescribeTaskDefinition.taskDefinitionArn')], {
    name: database.name,
    state: 'there',
  });
}

/** In the order in which they run. A migration is checked before and after it, because it may use another database. */
function describeSteps(
  workload: Prepared,
  { isDropDue, isDatabaseMissing, isMigrationDue, isSetupDue }: DueSteps,
): TaskStep[] {
  const { database, migrateCommand, setupCommand } = workload;
  const isOwn = database !== undefined;
  return [
    ...(isOwn && isDropDue ? [describeDrop(database)] : []),
    ...(isOwn && isDatabaseMissing ? [describeCreation(workload, database)] : []),
    ...(isOwn && !isDatabaseMissing ? [databaseStep('check-database', database)] : []),
    ...(isMigrationDue ? [commandStep('migrate-command', migrateCommand)] : []),
    ...(isOwn && isMigrationDue ? [databaseStep('check-tables', database)] : []),
    ...(isSetupDue ? [commandStep('setup-command', setupCommand)] : []),
  ];
}

function describeDrop(database: Database): TaskStep {
  return databaseStep('drop-database', database, { shown: `drop database ${database.name}` });
}

function describeCreation({ databaseSource: source }: Prepared, database: Database): TaskStep {
  const original = source.template ?? (source.isAddressCopied ? 'that of the base service' : undefined);
  const from = original === undefined ? '' : ` from ${original}`;
  return databaseStep('create-database', database, { source, shown: `create database ${database.name}${from}` });
}

/** The token of a task that may run only once for each database leaves out the revision, so that a run for a newer commit joins it. */
function describeTask({ environment, revision, distribution, hintOf }: Preparation, steps: TaskStep[]): OneOffCommand {
  const isOnce = steps.some(({ name }) => name === 'setup-command' || name === 'drop-database');
  const ofRevision = [
    titleOf(steps),
    required(revision.taskDefinitionArn, 'DescribeTaskDefinition.taskDefinitionArn'),
    environment.container,
    environment.migrateCommand,
  ];
  return {
    steps,
    tokenParts: isOnce ? ['setup-command', distribution.arn, ...setupGeneration(distribution)] : ofRevision,
    isRepeatable: !isOnce,
    hintOf,
  };
}

/** Checks the longest task that may be needed against AWS's limit. */
export function problemsOfCommands(
  workload: Prepared & { base: Pick<TaskDefinition, 'containerDefinitions'> },
): string[] {
  const { base, container, migrateCommand, setupCommand } = workload;
  const longest = {
    isDropDue: true,
    isDatabaseMissing: true,
    isMigrationDue: migrateCommand !== '',
    isSetupDue: setupCommand !== '',
  };
  return problemsOfOverrides({ taskDefinition: base, container, steps: describeSteps(workload, longest) });
}

/** Setup is due until the service runs a revision of ours, and again after the database was recreated. */
export function isSetupDue(
  identity: Identity,
  { distribution, observed }: { distribution: Pick<ObservedDistribution, 'tags'> } & Pick<Preparation, 'observed'>,
): boolean {
  const { service, taskDefinition } = observed;
  if (isSetUp(distribution)) return false;
  if (service === undefined || setupGeneration(distribution).length > 0) return true;
  const inService = revisionOf(taskDefinition, service.taskDefinition);
  const isOurs = [tagsOf(service), inService?.tags ?? {}].some(
    (tags) => ownershipMismatch(identity, tags) === undefined,
  );
  return !isOurs;
}
