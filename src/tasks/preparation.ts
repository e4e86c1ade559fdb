// Owns what runs in a new revision before the service gets it: what makes its database, where that is missing;
// migrate-command each time; setup-command once for each database.

import type { Service, TaskDefinition } from '@aws-sdk/client-ecs';
import { required } from '../aws/required.ts';
import type { Environment } from '../environment/environment.ts';
import { tagsOf } from '../foundation/services.ts';
import { type Identity, ownershipMismatch, ownerTags } from '../identity.ts';
import { recordStep, type StepRecorder } from '../reconcile/reconcile.ts';
import { KNOWN_AFTER_APPLY } from '../reconcile/resource.ts';
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
import { checkStep, createStep, tablesStep } from './database-task.ts';
import { problemsOfOverrides } from './overrides.ts';
import { duringSteps } from './step-phases.ts';
import { commandStep, type TaskStep, type TaskStepName, titleOf, visibleSteps } from './steps.ts';
import { runTask } from './task.ts';
import { TaskStepError } from './task-failure.ts';
import { containerOf, type OneOffCommand } from './task-start.ts';

export interface Preparation {
  environment: Environment;
  revision: TaskDefinition;
  /** True where the environment's own database has yet to be made. */
  isDatabaseMissing: boolean;
  distribution: ObservedDistribution;
  /** The service, and the revisions of its family, as they were when the run began. */
  observed: { service: Service | undefined; taskDefinition: ObservedTaskDefinition | undefined };
  recorder: StepRecorder;
}

/** What has yet to be done before the service gets the revision. */
interface Due {
  isDatabaseMissing: boolean;
  isMigrationDue: boolean;
  isSetupDue: boolean;
}

/** Throws when a step fails; then the service has not been touched. */
export async function prepareRollout(world: World, asked: Preparation): Promise<void> {
  const { environment, recorder, isDatabaseMissing } = asked;
  const preparation = { ...asked, distribution: await resetSetupIfDatabaseIsNew(world, asked) };
  let due: Due = {
    isDatabaseMissing: environment.database !== undefined && isDatabaseMissing,
    isMigrationDue: environment.migrateCommand !== '',
    isSetupDue: environment.setupCommand !== '' && isSetupDue(environment.identity, preparation),
  };
  if (recorder.isPlan) return planSteps(preparation, describeSteps(environment, due));
  // One task does it all, unless a run beside this one has done a part of it meanwhile.
  while (Object.values(due).includes(true)) due = await carryOut(world, preparation, due);
  // A migration may have taken minutes.
  await world.guard();
}

/** Returns what is due after it. */
async function carryOut(world: World, preparation: Preparation, due: Due): Promise<Due> {
  const { environment, revision, distribution, recorder } = preparation;
  const steps = describeSteps(environment, due);
  recorder.begin(`starting ${titleOf(steps)}`);
  await world.guard();
  if (due.isSetupDue && (await isSetUpByNow(world.aws, distribution))) return { ...due, isSetupDue: false };
  const task = { ...placeOf(environment), taskDefinition: revision, ...describeTask(preparation, steps) };
  const names = visibleSteps(steps).map(({ name }) => name);
  const done = await duringSteps(world.progress, names, (onEnd) => runTask(world, task, onEnd)).catch(async (error) => {
    if (error instanceof TaskStepError) await settleSteps(world, preparation, stepsNamed(steps, error.done));
    throw error;
  });
  await settleSteps(world, preparation, stepsNamed(steps, done));
  return {
    isDatabaseMissing: due.isDatabaseMissing && !done.includes('create-database'),
    isMigrationDue: due.isMigrationDue && !done.includes('migrate-command'),
    isSetupDue: due.isSetupDue && !done.includes('setup-command'),
  };
}

/** Where tasks of it run, in which container, and whose they are. */
function placeOf(environment: Environment) {
  const { identity, reference, container, networkConfiguration, capacityProviderStrategy, launchType } = environment;
  const { cluster } = reference;
  return { tags: ownerTags(identity), cluster, container, networkConfiguration, capacityProviderStrategy, launchType };
}

function stepsNamed(steps: TaskStep[], names: TaskStepName[]): TaskStep[] {
  return steps.filter(({ name }) => names.includes(name));
}

/** Marks what is done, so that no run does it again, and tells of it. */
async function settleSteps(world: World, preparation: Preparation, done: TaskStep[]): Promise<void> {
  const isDone = (wanted: TaskStepName) => done.some(({ name }) => name === wanted);
  if (isDone('create-database')) await markMade(world, preparation);
  if (isDone('setup-command')) await markSetUp(world.aws, preparation.distribution);
  planSteps(preparation, done);
}

function planSteps({ environment, recorder }: Preparation, steps: TaskStep[]): void {
  for (const { name, shown } of steps) {
    if (shown === undefined) continue;
    if (name === 'create-database') recordDatabase(recorder, environment);
    else recordStep(recorder, { kind: 'one-off task', name }, { action: 'run', changes: [] });
  }
}

/** What was set up is not in a database that has yet to be made; and a service that ran on another one says nothing of it. */
async function resetSetupIfDatabaseIsNew({ aws }: World, preparation: Preparation): Promise<ObservedDistribution> {
  const { distribution, isDatabaseMissing, observed, recorder } = preparation;
  const isOpen = !isSetUp(distribution) && (observed.service === undefined || setupGeneration(distribution).length > 0);
  if (!isDatabaseMissing || isOpen) return distribution;
  if (recorder.isPlan) return withGeneration(distribution, KNOWN_AFTER_APPLY);
  recorder.begin(`tagging distribution ${distribution.id}`);
  return unmarkSetUp(aws, distribution);
}

async function markMade({ aws }: World, { environment: { database }, revision }: Preparation): Promise<void> {
  if (database === undefined) return;
  await markDatabase(aws, [required(revision.taskDefinitionArn, 'DescribeTaskDefinition.taskDefinitionArn')], {
    name: database.name,
    state: 'there',
  });
}

/** In the order in which they run. */
function describeSteps(environment: Environment, { isDatabaseMissing, isMigrationDue, isSetupDue }: Due): TaskStep[] {
  const { database, baseDatabase: base, databaseTemplate: template, migrateCommand, setupCommand } = environment;
  return [
    ...(database === undefined
      ? []
      : [isDatabaseMissing ? createStep(database, { template, base }) : checkStep(database)]),
    ...(isMigrationDue ? [commandStep('migrate-command', migrateCommand)] : []),
    ...(isMigrationDue && database !== undefined ? [tablesStep(database)] : []),
    ...(isSetupDue ? [commandStep('setup-command', setupCommand)] : []),
  ];
}

/** A task that sets up is the same for each commit: when a newer one comes meanwhile, it is still the same environment. */
function describeTask({ environment, revision, distribution }: Preparation, steps: TaskStep[]): OneOffCommand {
  const isOnce = steps.some(({ name }) => name === 'setup-command');
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
    hintOf: (remedy) => `The service was not touched. ${remedy}`,
  };
}

/** That the longest task of all is one that AWS takes. */
export function problemsOfCommands(environment: Environment): string[] {
  const { base, container, migrateCommand, setupCommand } = environment;
  const longest = {
    isDatabaseMissing: true,
    isMigrationDue: migrateCommand !== '',
    isSetupDue: setupCommand !== '',
  };
  return problemsOfOverrides(containerOf(base as TaskDefinition, container), describeSteps(environment, longest));
}

function recordDatabase(recorder: StepRecorder, { database }: Environment): void {
  if (database !== undefined)
    recordStep(recorder, { kind: 'database', name: database.name }, { action: 'create', changes: [] });
}

/** An environment is being made for the first time until its service runs a revision of ours; or its database is made anew. */
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
