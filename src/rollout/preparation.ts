// Owns what runs in a new revision before the service gets it: migrate-command each time, then setup-command once.
import type { Service, TaskDefinition } from '@aws-sdk/client-ecs';
import type { Environment } from '../environment/environment.ts';
import { type Identity, strangerByTags } from '../environment/identity.ts';
import { tagsOf } from '../environment/services.ts';
import { type Ledger, record } from '../reconcile/reconcile.ts';
import type { ObservedDistribution } from '../resources/distribution-reading.ts';
import { isSetUp, markSetUp } from '../resources/setup-mark.ts';
import type { ObservedTaskDefinition } from '../resources/task-definition.ts';
import type { World } from '../world.ts';
import { runTask } from './task.ts';
import type { OneOffTask } from './task-start.ts';

export interface Preparation {
  environment: Environment;
  revision: TaskDefinition;
  distribution: ObservedDistribution;
  /** The service, and the revisions of its family, as they were when the run began. */
  observed: { service: Service | undefined; taskDefinition: ObservedTaskDefinition | undefined };
  ledger: Ledger;
}

type Command = Pick<OneOffTask, 'purpose' | 'command' | 'tokenParts' | 'isRepeatable'>;

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
    record(ledger, { kind: 'one-off task', name: purpose }, { action: 'run', changes: [] });
  }
  // A migration may have taken minutes.
  if (!ledger.isPlan) await world.fence();
}

function dueCommands(preparation: Preparation): Command[] {
  const { environment, revision, distribution } = preparation;
  const { migrateCommand, inputs, container, identity } = environment;
  const { setupCommand } = inputs;
  const migrate: Command = {
    purpose: 'migrate-command',
    command: migrateCommand,
    tokenParts: [String(revision.taskDefinitionArn), container, migrateCommand],
    isRepeatable: true,
  };
  const setup: Command = {
    purpose: SETUP,
    command: setupCommand,
    // Not the revision: when a newer commit comes while the first one's setup runs, it is still the same environment.
    tokenParts: [distribution.arn],
    isRepeatable: false,
  };
  const isSetupWanted = setupCommand !== '' && isSetupDue(identity, preparation);
  return [...(migrateCommand === '' ? [] : [migrate]), ...(isSetupWanted ? [setup] : [])];
}

/** An environment is being made for the first time until its service runs a revision of ours. */
export function isSetupDue(
  identity: Identity,
  { distribution, observed }: { distribution: Pick<ObservedDistribution, 'tags'> } & Pick<Preparation, 'observed'>,
): boolean {
  const { service, taskDefinition } = observed;
  if (isSetUp(distribution)) return false;
  if (service === undefined) return true;
  const inService = taskDefinition?.revisions.find(
    ({ definition }) => definition.taskDefinitionArn === service.taskDefinition,
  );
  const isOurs = [tagsOf(service), inService?.tags ?? {}].some((tags) => strangerByTags(identity, tags) === undefined);
  return !isOurs;
}
