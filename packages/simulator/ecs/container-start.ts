// Owns starting a task's containers: in the order they depend on each other, with their variables, secrets and logs.
import type { ContainerDependency, ContainerOverride } from '@aws-sdk/client-ecs';
import type { Cloud } from '../cloud/cloud.ts';
import { exposePort } from '../ec2/network-interfaces.ts';
import { appendLogLine, createGroup, openStream } from '../logs/append.ts';
import type { Container, ContainerLaunch } from '../runtime/runtime.ts';
import { taskIdOf } from './new-task.ts';
import { resolveSecrets } from './secrets.ts';
import type { RegisteredContainer, TaskRow } from './tables.ts';
import { findTaskDefinition } from './task-definitions.ts';

const NO_LOG_GROUP =
  'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1';

interface LogTarget {
  group: string;
  stream: string;
}

/** The error of a container's log driver that cannot write. */
export class LogDriverError extends Error {}

/** The containers that have not been started and wait for nothing any more. */
export function startableContainers(cloud: Cloud, row: TaskRow): RegisteredContainer[] {
  return definitionsOf(cloud, row).filter(({ name, dependsOn = [] }) => {
    const isWaiting = stateOf(row, name)?.runtimeId === undefined;
    return isWaiting && dependsOn.every((dependency) => isMet(row, dependency));
  });
}

/** Whether a container waits for the success of one that has failed. */
export function isBlocked(cloud: Cloud, row: TaskRow): boolean {
  const hasFailed = ({ containerName = '', condition }: ContainerDependency) =>
    condition === 'SUCCESS' && (stateOf(row, containerName)?.exitCode ?? 0) !== 0;
  return definitionsOf(cloud, row).some(({ dependsOn = [] }) => dependsOn.some(hasFailed));
}

export function definitionsOf(cloud: Cloud, row: TaskRow): RegisteredContainer[] {
  return findTaskDefinition(cloud, row.task.taskDefinitionArn)?.definition.containerDefinitions ?? [];
}

export function stateOf(row: TaskRow, containerName: string): TaskRow['task']['containers'][number] | undefined {
  return row.task.containers.find(({ name }) => name === containerName);
}

/** The simulator cannot run a health check inside a container: HEALTHY counts as met when the container runs. */
function isMet(row: TaskRow, { containerName = '', condition }: ContainerDependency): boolean {
  const container = stateOf(row, containerName);
  const hasStopped = container?.lastStatus === 'STOPPED';
  if (condition === 'COMPLETE') return hasStopped;
  if (condition === 'SUCCESS') return hasStopped && container.exitCode === 0;
  return container?.lastStatus === 'RUNNING' || (condition === 'START' && hasStopped);
}

/** Throws SecretError, LogDriverError, PullError or StartError; each message is the reason that the task then shows. */
export async function startContainer(
  cloud: Cloud,
  row: TaskRow,
  start: { container: RegisteredContainer; onExit: ContainerLaunch['onExit'] },
): Promise<Container> {
  const { container, onExit } = start;
  const state = stateOf(row, container.name);
  if (state !== undefined) state.runtimeId = `${taskIdOf(row)}-${row.task.containers.indexOf(state)}`;
  const log = logOf(cloud, row, container);
  const override = row.task.overrides?.containerOverrides?.find(({ name }) => name === container.name);
  const containerPort = containerPortOf(row, container);
  const process = await cloud.runtime.launch({
    name: processName(row, container.name),
    image: container.image,
    task: { id: taskIdOf(row), images: definitionsOf(cloud, row).map(({ image }) => image) },
    entryPoint: container.entryPoint ?? [],
    command: override?.command ?? container.command ?? [],
    variables: variablesOf(cloud, container, override),
    ...(containerPort !== undefined && { containerPort }),
    onLine: (line) => log && appendLogLine(cloud, { ...log, line }),
    onExit,
  });
  if (log !== undefined) openStream(cloud, log.group, log.stream);
  const { ip } = row.network;
  if (ip !== undefined && containerPort !== undefined && process.localPort !== undefined) {
    exposePort(cloud, ip, { containerPort, localPort: process.localPort });
  }
  return process;
}

/** The name under which the runtime knows a container of a task. */
export function processName(row: TaskRow, containerName: string): string {
  return `${taskIdOf(row)}/${containerName}`;
}

/** A process gets one loopback port: the one that the load balancer asks for, else the first that is mapped. */
function containerPortOf(row: TaskRow, container: RegisteredContainer): number | undefined {
  const target = row.service?.targets.find(({ containerName }) => containerName === container.name);
  return target?.containerPort ?? container.portMappings[0]?.containerPort;
}

function variablesOf(
  cloud: Cloud,
  container: RegisteredContainer,
  override: ContainerOverride | undefined,
): Record<string, string> {
  const environment = [...container.environment, ...(override?.environment ?? [])];
  return {
    AWS_EXECUTION_ENV: 'AWS_ECS_FARGATE',
    AWS_REGION: cloud.region,
    AWS_DEFAULT_REGION: cloud.region,
    ...resolveSecrets(cloud, container.secrets ?? []),
    ...Object.fromEntries(environment.map(({ name = '', value = '' }) => [name, value])),
  };
}

/** Where the container's lines go. The stream itself comes with the container: an image that cannot be pulled leaves none. */
function logOf(cloud: Cloud, row: TaskRow, container: RegisteredContainer): LogTarget | undefined {
  const { logDriver, options } = container.logConfiguration ?? {};
  if (logDriver !== 'awslogs' || options === undefined) return undefined;
  const group = options['awslogs-group'] ?? '';
  const isHere = options['awslogs-region'] === cloud.region;
  const hasGroup = cloud.tables.logs.groups.has(group);
  if (isHere && !hasGroup && options['awslogs-create-group'] === 'true') createGroup(cloud, group);
  else if (!isHere || !hasGroup) throw new LogDriverError(NO_LOG_GROUP);
  return { group, stream: `${options['awslogs-stream-prefix']}/${container.name}/${taskIdOf(row)}` };
}
