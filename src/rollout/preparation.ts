// Owns what runs in a new revision before the service gets it: migrate-command each time, then setup-command once.
import type { Service, TaskDefinition } from '@aws-sdk/client-ecs';
import type { Environment } from '../environment/environment.ts';
import { type Identity, strangerByTags } from '../environment/identity.ts';
import { tagsOf } from '../environment/services.ts';
import type { ObservedDistribution } from '../resources/distribution.ts';
import { isSetUp, markSetUp } from '../resources/setup-mark.ts';
import type { ObservedTaskDefinition } from '../resources/task-definition.ts';
import type { World } from '../world.ts';
import { runTask } from './task.ts';

export interface Preparation {
  environment: Environment;
  revision: TaskDefinition;
  distribution: ObservedDistribution;
  /** The service, and the revisions of its family, as they were when the run began. */
  observed: { service: Service | undefined; taskDefinition: ObservedTaskDefinition | undefined };
}

/** Throws when a command fails; then the service has not been touched. */
export async function prepareRollout(world: World, preparation: Preparation): Promise<void> {
  const { environment, revision, distribution } = preparation;
  const { migrateCommand, inputs, reference, container } = environment;
  const { setupCommand } = inputs;
  const shared = { ...environment, cluster: reference.cluster, taskDefinition: revision };
  if (migrateCommand !== '') {
    await runTask(world, {
      ...shared,
      purpose: 'migrate-command',
      command: migrateCommand,
      tokenParts: [String(revision.taskDefinitionArn), container, migrateCommand],
      isRepeatable: true,
    });
  }
  if (setupCommand === '' || !isSetupDue(environment.identity, preparation)) return;
  // The migration may have taken minutes.
  await world.fence();
  await runTask(world, {
    ...shared,
    purpose: 'setup-command',
    command: setupCommand,
    // Not the revision: when a newer commit comes while the first one's setup runs, it is still the same environment.
    tokenParts: [distribution.arn],
    isRepeatable: false,
  });
  await markSetUp(world.aws, distribution);
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
