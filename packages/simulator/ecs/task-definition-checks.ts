// Owns what RegisterTaskDefinition refuses, in AWS's words.
import type { ContainerDefinition, RegisterTaskDefinitionCommandInput } from '@aws-sdk/client-ecs';
import { clientError, notSimulated, requireOneOf } from './refusals.ts';
import { checkFargateSize } from './task-size.ts';

const NAME = /^[a-zA-Z0-9_-]{1,255}$/;
const IMAGE = /^[a-zA-Z0-9][a-zA-Z0-9_\-.:/@]*$/;
const ECR_IMAGE = /\.dkr\.ecr\./;
const FARGATE_LOG_DRIVERS = ['awslogs', 'splunk', 'awsfirelens'];
/** Its words are from https://github.com/awsdocs/amazon-ecs-developer-guide/pull/149. */
const MAX_DEFINITION_BYTES = 65_536;
const COMPATIBILITIES = ['EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES'];

export function checkTaskDefinition(input: RegisterTaskDefinitionCommandInput): void {
  const containers = input.containerDefinitions ?? [];
  const { tags: _, ...definition } = input;
  const bytes = Buffer.byteLength(JSON.stringify(definition));
  if (bytes > MAX_DEFINITION_BYTES) {
    throw clientError(`Actual length: '${bytes}'. Max allowed length is '${MAX_DEFINITION_BYTES}' bytes.`);
  }
  if (!NAME.test(input.family ?? '')) throw clientError('Family contains invalid characters.');
  if (containers.length === 0) throw clientError('Container list cannot be empty.');
  if (containers.length > 10) throw clientError('A task definition can contain at most 10 containers.');
  for (const container of containers) checkContainer(container, input);
  const names = containers.map(({ name }) => name);
  if (new Set(names).size < names.length) throw clientError('Container names must be unique.');
  if (!containers.some(({ essential }) => essential ?? true)) {
    throw clientError("Task definition doesn't have any essential container.");
  }
  for (const container of containers) checkDependencies(container, containers);
  for (const each of input.requiresCompatibilities ?? []) requireOneOf(each, 'Compatibility', COMPATIBILITIES);
  checkShares(input, containers);
  if (input.requiresCompatibilities?.includes('FARGATE')) checkFargate(input);
}

function checkContainer(container: ContainerDefinition, input: RegisterTaskDefinitionCommandInput): void {
  const { name = '', image = '' } = container;
  if (name === '') throw clientError('Container.name should not be null or empty.');
  if (!NAME.test(name)) throw clientError('Container.name contains invalid characters.');
  if (image === '') throw clientError('Container.image should not be null or empty.');
  if (image.length > 255 || !IMAGE.test(image)) throw clientError('Container.image contains invalid characters.');
  const hasMemory = input.memory ?? container.memory ?? container.memoryReservation;
  if (hasMemory === undefined) {
    throw clientError(
      `Invalid setting for container '${name}'. At least one of 'memory' or 'memoryReservation' must be specified.`,
    );
  }
  checkPorts(container, input.networkMode);
  checkVariables(container, input.executionRoleArn);
  checkStopTimeout(container);
  if (container.environmentFiles?.length) throw notSimulated('environmentFiles');
}

/** The containers have to fit into a task that has a size of its own. */
function checkShares({ cpu, memory }: RegisterTaskDefinitionCommandInput, containers: ContainerDefinition[]): void {
  const sumOf = (shares: (number | undefined)[]) => shares.reduce<number>((sum, share = 0) => sum + share, 0);
  if (sumOf(containers.map((container) => container.cpu)) > Number(cpu)) {
    throw clientError("The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.");
  }
  const large = containers.find((container) => Number(container.memory) > Number(memory));
  if (large !== undefined) {
    throw clientError(`The 'memory' setting for container '${large.name}' is greater than for the task.`);
  }
  if (sumOf(containers.map(({ memoryReservation }) => memoryReservation)) > Number(memory)) {
    throw clientError(
      "The sum of all container 'memoryReservation' values cannot be greater than the value of the task 'memory'.",
    );
  }
}

function checkPorts({ portMappings = [] }: ContainerDefinition, networkMode: string | undefined): void {
  for (const { containerPort, hostPort, containerPortRange } of portMappings) {
    if (containerPortRange !== undefined) throw notSimulated('containerPortRange');
    if (containerPort === undefined || containerPort < 1 || containerPort > 65_535) {
      throw clientError('Container port must be between 1 and 65535.');
    }
    if (networkMode === 'awsvpc' && hostPort !== undefined && hostPort !== containerPort) {
      throw clientError('When networkMode=awsvpc, the host ports and container ports in port mappings must match.');
    }
  }
}

function checkVariables(container: ContainerDefinition, executionRoleArn: string | undefined): void {
  const { environment = [], secrets = [] } = container;
  if (secrets.length > 0 && !executionRoleArn) {
    throw clientError(
      "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.",
    );
  }
  const taken = new Set(environment.map(({ name }) => name));
  for (const { name } of secrets) {
    if (taken.has(name)) {
      throw clientError(
        `The secret name must be unique and not shared with any new or existing environment variables set on the container, such as '${name}'.`,
      );
    }
    taken.add(name);
  }
}

function checkStopTimeout({ name, stopTimeout }: ContainerDefinition): void {
  if (stopTimeout !== undefined && stopTimeout < 2) {
    throw clientError(`Granular stop timeout on container '${name}' must be at least 2 seconds.`);
  }
}

function checkDependencies({ dependsOn = [] }: ContainerDefinition, containers: ContainerDefinition[]): void {
  for (const { containerName, condition } of dependsOn) {
    const target = containers.find(({ name }) => name === containerName);
    if (target === undefined) {
      throw clientError(`Cannot depend on container + '${containerName}' because it does not exist`);
    }
    if ((condition === 'SUCCESS' || condition === 'COMPLETE') && (target.essential ?? true)) {
      throw clientError('A dependency container with SUCCESS or COMPLETE condition cannot be an essential container');
    }
    if (condition === 'HEALTHY' && target.healthCheck === undefined) {
      throw clientError('A dependency container with HEALTHY condition must have health check configured');
    }
  }
}

function checkFargate(input: RegisterTaskDefinitionCommandInput): void {
  if (input.networkMode !== 'awsvpc') throw clientError('Fargate only supports network mode ‘awsvpc’.');
  checkFargateSize(input);
  const storage = input.ephemeralStorage?.sizeInGiB;
  if (storage !== undefined && (storage < 21 || storage > 200)) {
    throw clientError('Ephemeral storage size must be between 21 and 200 GiB.');
  }
  for (const container of input.containerDefinitions ?? []) checkFargateContainer(container, input.executionRoleArn);
}

function checkFargateContainer(container: ContainerDefinition, executionRoleArn: string | undefined): void {
  const { image = '', stopTimeout = 0, logConfiguration } = container;
  const roleFor = (what: string) =>
    clientError(`Fargate requires task definition to have execution role ARN to support ${what}.`);
  if (!executionRoleArn && ECR_IMAGE.test(image)) throw roleFor('ECR images');
  if (stopTimeout > 120) {
    throw clientError(
      'Tasks using the Fargate launch type must have a container stop timeout of less than 120 seconds.',
    );
  }
  if (logConfiguration === undefined) return;
  const { logDriver = '', options = {} } = logConfiguration;
  if (!FARGATE_LOG_DRIVERS.includes(logDriver)) {
    throw clientError(`${logDriver} is not a valid log driver. Must be one of [${FARGATE_LOG_DRIVERS.join(',')}]`);
  }
  if (logDriver !== 'awslogs') throw notSimulated(`the log driver ${logDriver}`);
  const missing = ['awslogs-group', 'awslogs-region', 'awslogs-stream-prefix'].filter((name) => !options[name]);
  if (missing.length > 0) throw clientError(`Log driver awslogs requires options: ${missing.join(', ')}`);
  if (!executionRoleArn) throw roleFor('log driver awslogs');
}
