// Owns what runs in a new revision before the service gets it: migrate-command each time, then setup-command once.
import type { Service, TaskDefinition } from '@aws-sdk/client-ecs';
import type { Environment } from '../environment/environment.ts';
import { DATABASE_TAG, type Identity, strangerByTags } from '../environment/identity.ts';
import { tagsOf } from '../environment/services.ts';
import { type Ledger, record } from '../reconcile/reconcile.ts';
import type { ObservedDistribution } from '../resources/distribution-reading.ts';
import { isSetUp, markSetUp } from '../resources/setup-mark.ts';
import type { ObservedTaskDefinition } from '../resources/task-definition.ts';
import type { World } from '../world.ts';
import { CREATE_DATABASE, describeCreation } from './database-task.ts';
import { runTask } from './task.ts';
import type { OneOffCommand } from './task-start.ts';

export interface Preparation {
  environment: Environment;
  revision: TaskDefinition;
  distribution: ObservedDistribution;
  /** The service, and the revisions of its family, as they were when the run began. */
  observed: { service: Service | undefined; taskDefinition: ObservedTaskDefinition | undefined };
  ledger: Ledger;
}

const SETUP = 'setup-command';

/** Throws when a command fails; then the service has not been touched. */
export async function prepareRollout(world: World, preparation: Preparation): Promise<void> {
  const { environment, revision, distribution, ledger } = preparation;
  const shared = { ...environment, cluster: environment.reference.cluster, taskDefinition: revision };
  for (const command of dueCommands(preparation)) {
    const { purpose } = command;
    if (!ledger.isPlan) {
      await world.fence();
      await world.progress.during(purpose, () => runTask(world, { ...shared, ...command }));
      if (purpose === SETUP) await markSetUp(world.aws, distribution);
    }
    if (purpose === CREATE_DATABASE) recordDatabase(ledger, environment);
    else record(ledger, { kind: 'one-off task', name: purpose }, { action: 'run', changes: [] });
  }
  // A migration may have taken minutes.
  if (!ledger.isPlan) await world.fence();
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
    tokenParts: [distribution.arn],
    isRepeatable: false,
  };
  const isSetupWanted = setupCommand !== '' && isSetupDue(identity, preparation);
  const create = creationDue(preparation);
  return [...(create ? [create] : []), ...(migrateCommand === '' ? [] : [migrate]), ...(isSetupWanted ? [setup] : [])];
}

function shell(command: string) {
  return { run: { command: ['sh', '-c', command] }, shown: `$ ${command}` };
}

/** Once a revision is in service that runs with the database, there is one. */
function creationDue({ environment, revision, observed }: Preparation): OneOffCommand | undefined {
  const { database, container, inputs } = environment;
  const inService = revisionInService(observed);
  if (database === undefined || inService?.tags[DATABASE_TAG] === database.name) return undefined;
  return describeCreation(database, { template: inputs.databaseTemplate, revision, container });
}

function recordDatabase(ledger: Ledger, { database }: Environment): void {
  record(ledger, { kind: 'database', name: String(database?.name) }, { action: 'create', changes: [] });
}

function revisionInService({ service, taskDefinition }: Preparation['observed']) {
  return taskDefinition?.revisions.find(({ definition }) => definition.taskDefinitionArn === service?.taskDefinition);
}

/** An environment is being made for the first time until its service runs a revision of ours. */
export function isSetupDue(
  identity: Identity,
  { distribution, observed }: { distribution: Pick<ObservedDistribution, 'tags'> } & Pick<Preparation, 'observed'>,
): boolean {
  const { service } = observed;
  if (isSetUp(distribution)) return false;
  if (service === undefined) return true;
  const inService = revisionInService(observed);
  const isOurs = [tagsOf(service), inService?.tags ?? {}].some((tags) => strangerByTags(identity, tags) === undefined);
  return !isOurs;
}
