// Owns base task definitions for tests whose container starts in another way than the base service's.
import {
  type ContainerDefinition,
  DescribeTaskDefinitionCommand,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';

/** Registers the base service's definition under another family, with its container changed. Returns the family. */
export async function registerBase(
  { endpoint }: { endpoint: string },
  family: string,
  change: (container: ContainerDefinition) => Partial<ContainerDefinition>,
): Promise<string> {
  const { ecs } = awsClients(endpoint);
  const { taskDefinition: base } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'shop-medusa' }));
  const {
    networkMode,
    cpu,
    memory,
    taskRoleArn,
    executionRoleArn,
    containerDefinitions: [medusa = {}] = [],
  } = base ?? {};
  await ecs.send(
    new RegisterTaskDefinitionCommand({
      family,
      networkMode,
      cpu,
      memory,
      taskRoleArn,
      executionRoleArn,
      requiresCompatibilities: ['FARGATE'],
      containerDefinitions: [{ ...medusa, ...change(medusa) }],
    }),
  );
  return family;
}
