// Owns what runs in a new revision before the service gets it: what makes its database, where that is missing;
// migrate-command each time; setup-command once for each database.
import type { Service, TaskDefinition } from '@aws-sdk/client-ecs';
import type { Environment } from '../environment/environment.ts';
import { tagsOf } from '../environment/services.ts';
import { type Identity, strangerByTags } from '../identity.ts';
import { type Ledger, record } from '../reconcile/reconcile.ts';
import { KNOWN_LATER } from '../reconcile/resource.ts';
import { markDatabase } from '../resources/database-mark.ts';
import type { ObservedDistribution } from '../resources/distribution-reading.ts';
import { isSetUp, isSetUpByNow, markSetUp, setupRoundOf, unmarkSetUp, withRound } from '../resources/setup-mark.ts';
import { type ObservedTaskDefinition, revisionOf } from '../resources/task-definition.ts';
import type { World } from '../world.ts';
import { CREATE_DATABASE, describeCreation } from './database-task.ts';
import { shellCommand } from './entry-point.ts';
import { runTask } from './task.ts';
import type { OneOffCommand } from './task-start.ts';

export interface Preparation {
  environment: Environment;
  revision: TaskDefinition;
  /** True where the environment's own database has yet to be made. */
  isDatabaseMissing: boolean;
  distribution: ObservedDistribution;
  /** The service, and the revisions of its family, as they were when the run began. */
  observed: { service: Service | undefined; taskDefinition: ObservedTaskDefinition | undefined };
  ledger: Ledger;
}

const SETUP = 'setup-command';

/** Throws when a command fails; then the service has not been touched. */
export async function prepareRollout(world: World, asked: Preparation): Promise<void> {
  const { environment, ledger } = asked;
  const preparation = { ...asked, distribution: await afresh(world, asked) };
  for (const command of dueCommands(preparation)) {
    const { purpose } = command;
    if (!ledger.isPlan && !(await carryOut(world, preparation, command))) continue;
    if (purpose === CREATE_DATABASE) recordDatabase(ledger, environment);
    else record(ledger, { kind: 'one-off task', name: purpose }, { action: 'run', changes: [] });
  }
  // A migration may have taken minutes.
  if (!ledger.isPlan) await world.fence();
}

/** False where a run beside this one came to it first. */
async function carryOut(world: World, preparation: Preparation, command: OneOffCommand): Promise<boolean> {
  const { environment, revision, distribution, ledger } = preparation;
  const { purpose } = command;
  ledger.begin(`starting ${purpose}`);
  await world.fence();
  if (purpose === SETUP && (await isSetUpByNow(world.aws, distribution))) return false;
  const place = { ...environment, cluster: environment.reference.cluster, taskDefinition: revision };
  await world.progress.during(purpose, () => runTask(world, { ...place, ...command }));
  if (purpose === CREATE_DATABASE) await markMade(world, preparation);
  if (purpose === SETUP) await markSetUp(world.aws, distribution);
  return true;
}

/** What was set up is not in a database that has yet to be made; and a service that ran on another one says nothing of it. */
async function afresh({ aws }: World, preparation: Preparation): Promise<ObservedDistribution> {
  const { distribution, isDatabaseMissing, observed, ledger } = preparation;
  const isOpen = !isSetUp(distribution) && (observed.service === undefined || setupRoundOf(distribution).length > 0);
  if (!isDatabaseMissing || isOpen) return distribution;
  if (ledger.isPlan) return withRound(distribution, KNOWN_LATER);
  ledger.begin(`tagging distribution ${distribution.id}`);
  return unmarkSetUp(aws, distribution);
}

async function markMade({ aws }: World, { environment: { database }, revision }: Preparation): Promise<void> {
  if (database === undefined) return;
  await markDatabase(aws, [String(revision.taskDefinitionArn)], { name: database.name, state: 'there' });
}

function dueCommands(preparation: Preparation): OneOffCommand[] {
  const { environment, revision, distribution } = preparation;
  const { migrateCommand, inputs, container, identity } = environment;
  const { setupCommand } = inputs;
  const migrate: OneOffCommand = {
    purpose: 'migrate-command',
    ...shell(migrateCommand),
    tokenParts: [String(revision.taskDefinitionArn), container, migrateCommand],
    isRepeatable: true,
  };
  const setup: OneOffCommand = {
    purpose: SETUP,
    ...shell(setupCommand),
    // Not the revision: when a newer commit comes while the first one's setup runs, it is still the same environment.
    tokenParts: [distribution.arn, ...setupRoundOf(distribution)],
    isRepeatable: false,
  };
  const isSetupWanted = setupCommand !== '' && isSetupDue(identity, preparation);
  const create = creationDue(preparation);
  return [...(create ? [create] : []), ...(migrateCommand === '' ? [] : [migrate]), ...(isSetupWanted ? [setup] : [])];
}

function shell(command: string) {
  return { command: shellCommand(command), shown: `$ ${command}` };
}

function creationDue({ environment, revision, isDatabaseMissing }: Preparation): OneOffCommand | undefined {
  const { database, baseDatabase, inputs } = environment;
  if (database === undefined || !isDatabaseMissing) return undefined;
  return describeCreation(database, { template: inputs.databaseTemplate, base: baseDatabase, revision });
}

function recordDatabase(ledger: Ledger, { database }: Environment): void {
  record(ledger, { kind: 'database', name: String(database?.name) }, { action: 'create', changes: [] });
}

/** An environment is being made for the first time until its service runs a revision of ours; or its database is made anew. */
export function isSetupDue(
  identity: Identity,
  { distribution, observed }: { distribution: Pick<ObservedDistribution, 'tags'> } & Pick<Preparation, 'observed'>,
): boolean {
  const { service, taskDefinition } = observed;
  if (isSetUp(distribution)) return false;
  if (service === undefined || setupRoundOf(distribution).length > 0) return true;
  const inService = revisionOf(taskDefinition, service.taskDefinition);
  const isOurs = [tagsOf(service), inService?.tags ?? {}].some((tags) => strangerByTags(identity, tags) === undefined);
  return !isOurs;
}
