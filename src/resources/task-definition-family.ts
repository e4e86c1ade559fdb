// Owns removing an environment's task definitions: all revisions of its family that have our tags.

import {
  DeleteTaskDefinitionsCommand,
  DeregisterTaskDefinitionCommand,
  type Failure,
  paginateListTaskDefinitions,
  type TaskDefinition,
  TaskDefinitionStatus,
} from '@aws-sdk/client-ecs';
import { callAws, collect } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import { AwsError, RolloutError } from '../errors.ts';
import { findTaskDefinition, type TaggedTaskDefinition } from '../foundation/services.ts';
import { type Identity, ownershipMismatch } from '../identity.ts';
import type { Removable } from '../reconcile/resource.ts';
import type { Aws } from '../world.ts';

const KIND = 'task definition';
const MAX_DELETED_AT_ONCE = 10;

/** Each revision is checked separately, because a family may contain foreign ones, which are kept. */
export function taskDefinitionFamily(aws: Aws, identity: Identity): Removable<TaggedTaskDefinition[]> {
  const family = identity.fullName;
  const isOurs = ({ tags }: TaggedTaskDefinition) => ownershipMismatch(identity, tags) === undefined;
  return {
    kind: KIND,
    name: family,
    async findAll() {
      const revisions = await findRevisions(aws, family);
      return revisions.length === 0 ? [] : [revisions];
    },
    idOf: () => family,
    notOwnedReason: (revisions) =>
      revisions.some(isOurs) ? undefined : ownershipMismatch(identity, revisions[0]?.tags ?? {}),
    remove: (revisions) => removeRevisions(aws, family, revisions.filter(isOurs)),
  };
}

/** The active revisions, and those that an interrupted removal has deregistered but not deleted. */
async function findRevisions(aws: Aws, family: string): Promise<TaggedTaskDefinition[]> {
  const active = await listRevisions(aws, family, TaskDefinitionStatus.ACTIVE);
  const inactive = await listRevisions(aws, family, TaskDefinitionStatus.INACTIVE);
  const revisions: TaggedTaskDefinition[] = [];
  for (const arn of [...active, ...inactive]) {
    const revision = await findTaskDefinition(aws, arn);
    if (revision !== undefined) revisions.push(revision);
  }
  return revisions;
}

function listRevisions({ ecs }: Aws, family: string, status: TaskDefinitionStatus): Promise<string[]> {
  const pages = paginateListTaskDefinitions({ client: ecs }, { familyPrefix: family, status });
  return collect(`listing ${KIND}s of ${family}`, pages, ({ taskDefinitionArns }) => taskDefinitionArns);
}

/** AWS completes the deletion once no task uses them. */
async function removeRevisions(aws: Aws, family: string, revisions: TaggedTaskDefinition[]): Promise<void> {
  const refusals = new Map<string, AwsError>();
  for (const { definition } of revisions) {
    if (definition.status !== TaskDefinitionStatus.ACTIVE) continue;
    const arn = arnOf(definition);
    const refusal = await deregister(aws, arn);
    if (refusal !== undefined) refusals.set(arn, refusal);
  }
  const arns = revisions.map(({ definition }) => arnOf(definition));
  for (let at = 0; at < arns.length; at += MAX_DELETED_AT_ONCE) {
    const { failures = [] } = await callAws(`deleting ${KIND}s of ${family}`, () =>
      aws.ecs.send(new DeleteTaskDefinitionsCommand({ taskDefinitions: arns.slice(at, at + MAX_DELETED_AT_ONCE) })),
    );
    for (const failure of failures) await refuseLeftover(aws, failure, refusals);
  }
}

function arnOf({ taskDefinitionArn }: TaskDefinition): string {
  return required(taskDefinitionArn, 'DescribeTaskDefinition.taskDefinitionArn');
}

/**
 * If a reply is lost and the SDK retries, the revision is inactive already, which AWS refuses with a ClientException like much
 * else, with an undocumented message, and a read may still show it as active. So the error is returned, and thrown only if the
 * revision cannot be deleted either, which AWS allows only for inactive ones.
 */
async function deregister(aws: Aws, arn: string): Promise<AwsError | undefined> {
  try {
    await callAws(`deregistering ${KIND} ${arn}`, () =>
      aws.ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: arn })),
    );
    return undefined;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ClientException') return error;
    throw error;
  }
}

/** A revision that is deleted, or being deleted, is no failure. */
async function refuseLeftover(aws: Aws, failure: Failure, refusals: Map<string, AwsError>): Promise<void> {
  const { reason = 'AWS gave no reason' } = failure;
  const arn = required(failure.arn, 'DeleteTaskDefinitions.failures.arn');
  const status = (await findTaskDefinition(aws, arn))?.definition.status;
  if (status === undefined || status === TaskDefinitionStatus.DELETE_IN_PROGRESS) return;
  const undeleted = new RolloutError(`deleting ${KIND} ${arn}: ${reason}`, {
    hint: 'Re-run the job to resume.',
  });
  throw refusals.get(arn) ?? undeleted;
}
