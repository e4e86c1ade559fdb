// Owns taking task definitions away: deregistering them, and deleting what has been deregistered.
import type {
  DeleteTaskDefinitionsCommandInput,
  DeleteTaskDefinitionsCommandOutput,
  DeregisterTaskDefinitionCommandInput,
  DeregisterTaskDefinitionCommandOutput,
  Failure,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import type { Cloud } from '../cloud/cloud.ts';
import { lastPart } from './arns.ts';
import { clientError, invalid } from './refusals.ts';
import { findTaskDefinition } from './task-definitions.ts';

const MAX_AT_ONCE = 10;
/** How often a definition that is being deleted is looked at, whether something still uses it. */
const DELETION_SECONDS = 10;

function DeregisterTaskDefinition(
  input: DeregisterTaskDefinitionCommandInput,
  cloud: Cloud,
): Omit<DeregisterTaskDefinitionCommandOutput, '$metadata'> {
  const identifier = input.taskDefinition ?? '';
  if (!/:\d+$/.test(identifier)) throw invalid(`Invalid revision number. Number: ${lastPart(identifier)}`);
  const row = findTaskDefinition(cloud, identifier);
  if (row === undefined)
    throw clientError(
      'The specified task definition does not exist. Specify a valid account, family, revision and try again.',
    );
  if (row.definition.status !== 'ACTIVE') {
    throw clientError(
      'The specified task definition is inactive. You can perform this action only on task definitions that are active.',
    );
  }
  row.definition.status = 'INACTIVE';
  row.definition.deregisteredAt = cloud.clock.now();
  return { taskDefinition: row.definition };
}

function DeleteTaskDefinitions(
  input: DeleteTaskDefinitionsCommandInput,
  cloud: Cloud,
): Omit<DeleteTaskDefinitionsCommandOutput, '$metadata'> {
  const identifiers = input.taskDefinitions ?? [];
  if (identifiers.length > MAX_AT_ONCE) throw invalid('At most 10 task definitions can be deleted at once.');
  const output = { taskDefinitions: [] as TaskDefinition[], failures: [] as Failure[] };
  for (const identifier of identifiers) {
    const definition = findTaskDefinition(cloud, identifier)?.definition;
    if (definition === undefined) {
      output.failures.push({
        arn: identifier,
        reason:
          'The specified task definition does not exist. Specify a valid account, family, revision and try again.',
      });
    } else if (definition.status === 'ACTIVE') {
      output.failures.push({
        arn: definition.taskDefinitionArn,
        reason: 'The specified task definition is still in ACTIVE status. Please deregister the target and try again.',
      });
    } else {
      definition.status = 'DELETE_IN_PROGRESS';
      definition.deleteRequestedAt ??= cloud.clock.now();
      output.taskDefinitions.push(definition);
      planDeletion(cloud, definition.taskDefinitionArn);
    }
  }
  return output;
}

/** A definition stays until no service and no running task uses it. */
function planDeletion(cloud: Cloud, arn: string): void {
  cloud.clock.after(DELETION_SECONDS, () => {
    const { ecs } = cloud.tables;
    if (!ecs.taskDefinitions.has(arn)) return;
    if (isUsed(cloud, arn)) planDeletion(cloud, arn);
    else ecs.taskDefinitions.delete(arn);
  });
}

function isUsed(cloud: Cloud, arn: string): boolean {
  const { services, serviceRevisions, tasks } = cloud.tables.ecs;
  const isRun = [...tasks.values()].some(({ task }) => task.taskDefinitionArn === arn && task.lastStatus !== 'STOPPED');
  return (
    isRun ||
    [...services.values()].some((service) =>
      service.deployments.some(({ revisionArn }) => serviceRevisions.get(revisionArn)?.workload.taskDefinition === arn),
    )
  );
}

export const taskDefinitionRemovalOperations = { DeregisterTaskDefinition, DeleteTaskDefinitions };
