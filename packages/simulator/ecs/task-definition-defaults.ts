// Owns what ECS makes of a task definition when it is registered: what it fills in, and in what order it gives it back.
import { createHash } from 'node:crypto';
import type { Attribute, Compatibility, ContainerDefinition, PortMapping } from '@aws-sdk/client-ecs';
import type { RegisteredContainer } from './tables.ts';
import { isFargateSize, type TaskSize } from './task-size.ts';

export function registerContainer(container: ContainerDefinition, networkMode: string): RegisteredContainer {
  const { name = '', image = '', healthCheck, logConfiguration } = container;
  return {
    ...container,
    name,
    image,
    cpu: container.cpu ?? 0,
    essential: container.essential ?? true,
    environment: shuffle(container.environment ?? []),
    portMappings: (container.portMappings ?? []).map((mapping) => registerPort(mapping, networkMode)),
    mountPoints: container.mountPoints ?? [],
    volumesFrom: container.volumesFrom ?? [],
    systemControls: container.systemControls ?? [],
    ...(healthCheck && { healthCheck: { interval: 30, timeout: 5, retries: 3, ...healthCheck } }),
    ...(logConfiguration && { logConfiguration: { secretOptions: [], ...logConfiguration } }),
  };
}

/** ECS does not keep the order of variables: what comes back is in another one, the same every time. */
function shuffle<Variable extends { name?: string | undefined }>(variables: Variable[]): Variable[] {
  const rank = ({ name = '' }: Variable) => createHash('md5').update(name).digest('hex');
  return [...variables].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

function registerPort(mapping: PortMapping, networkMode: string): PortMapping {
  const hostPort = networkMode === 'awsvpc' || networkMode === 'host' ? mapping.containerPort : 0;
  return { ...mapping, hostPort: mapping.hostPort ?? hostPort, protocol: mapping.protocol ?? 'tcp' };
}

/** Fargate is possible where network mode and size are right, asked for or not. */
export function compatibilitiesOf(networkMode: string, { cpu, memory }: TaskSize): Compatibility[] {
  if (networkMode !== 'awsvpc') return ['EXTERNAL', 'EC2'];
  return isFargateSize(Number(cpu), Number(memory)) ? ['EC2', 'FARGATE'] : ['EC2'];
}

interface Needs {
  containers: RegisteredContainer[];
  networkMode: string;
  taskRoleArn: string | undefined;
  executionRoleArn: string | undefined;
}

/** Attributes that ECS derives from a definition for the placement on instances; Fargate has it all. */
export function requiredAttributes({ containers, networkMode, taskRoleArn, executionRoleArn }: Needs): Attribute[] {
  const has = (isNeeding: (container: RegisteredContainer) => unknown) => containers.some(isNeeding);
  const needs: [name: string, isNeeded: boolean][] = [
    ['com.amazonaws.ecs.capability.docker-remote-api.1.18', true],
    ['com.amazonaws.ecs.capability.ecr-auth', has(({ image }) => image.includes('.dkr.ecr.'))],
    ['com.amazonaws.ecs.capability.logging-driver.awslogs', has(({ logConfiguration }) => logConfiguration)],
    ['com.amazonaws.ecs.capability.task-iam-role', taskRoleArn !== undefined],
    ['ecs.capability.container-health-check', has(({ healthCheck }) => healthCheck)],
    ['ecs.capability.container-ordering', has(({ dependsOn, stopTimeout }) => dependsOn ?? stopTimeout)],
    [
      'ecs.capability.execution-role-awslogs',
      executionRoleArn !== undefined && has(({ logConfiguration }) => logConfiguration),
    ],
    ['ecs.capability.execution-role-ecr-pull', executionRoleArn !== undefined],
    ['ecs.capability.secrets.asm.environment-variables', has(({ secrets }) => secrets?.some(isInSecretsManager))],
    [
      'ecs.capability.secrets.ssm.environment-variables',
      has(({ secrets }) => secrets?.some((secret) => !isInSecretsManager(secret))),
    ],
    ['ecs.capability.task-eni', networkMode === 'awsvpc'],
  ];
  return needs.filter(([, isNeeded]) => isNeeded).map(([name]) => ({ name }));
}

function isInSecretsManager({ valueFrom = '' }: { valueFrom?: string | undefined }): boolean {
  return valueFrom.startsWith('arn:aws:secretsmanager:');
}
