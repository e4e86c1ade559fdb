// Owns task definitions that are the base service's with other containers, for tests of how those start and stand together.
import type { ContainerDefinition, TaskDefinition, Volume } from '@aws-sdk/client-ecs';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import type { Tags } from '../../src/identity.ts';

interface Family {
  family: string;
  /** Makes the containers of Medusa's. */
  containers(medusa: ContainerDefinition): ContainerDefinition[];
  tags?: Tags | undefined;
  volumes?: Volume[];
}

/** Registers a revision of that family. */
export async function registerLikeBase(
  { endpoint }: { endpoint: string },
  { family, containers, tags, volumes }: Family,
): Promise<TaskDefinition> {
  const { ecs } = awsClients(endpoint);
  const { services: [base] = [] } = await ecs.describeServices({ cluster: 'shop', services: ['medusa'] });
  const described = await ecs.describeTaskDefinition({ taskDefinition: base?.taskDefinition });
  const {
    networkMode,
    cpu,
    memory,
    taskRoleArn,
    executionRoleArn,
    containerDefinitions: [medusa = {}] = [],
  } = described.taskDefinition ?? {};
  const { taskDefinition } = await ecs.registerTaskDefinition({
    ...{ family, networkMode, cpu, memory, taskRoleArn, executionRoleArn },
    requiresCompatibilities: ['FARGATE'],
    containerDefinitions: containers(medusa),
    ...(volumes && { volumes }),
    ...(tags && { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) }),
  });
  return taskDefinition ?? {};
}
