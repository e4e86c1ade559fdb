// Owns what RegisterTaskDefinition refuses in a container, whatever it runs on.
import type { ContainerDefinition, RegisterTaskDefinitionCommandInput } from '@aws-sdk/client-ecs';
import { clientError, clientErrorInOwnWords, notSimulated } from './refusals.ts';

const NAME = /^[a-zA-Z0-9_-]{1,255}$/;
const IMAGE = /^[a-zA-Z0-9][a-zA-Z0-9_\-.:/@]*$/;
const MAX_ENVIRONMENT_FILES = 10;

type Definition = RegisterTaskDefinitionCommandInput;

export function checkContainer(container: ContainerDefinition, definition: Definition): void {
  const { name = '', image = '' } = container;
  if (name === '') throw clientError('Container.name should not be null or empty.');
  if (!NAME.test(name)) throw clientError('Container.name contains invalid characters.');
  if (image === '') throw clientError('Container.image should not be null or empty.');
  if (image.length > 255 || !IMAGE.test(image)) throw clientError('Container.image contains invalid characters.');
  checkMemory(container, definition.memory);
  checkPorts(container, definition.networkMode);
  checkVariables(container, definition.executionRoleArn);
  checkTimes(container);
  checkMounts(container, definition);
  checkLog(container);
  if (definition.networkMode === 'awsvpc') checkAwsvpc(container);
  if (container.environmentFiles?.length) throw notSimulated('environmentFiles');
}

function checkMemory({ name, memory, memoryReservation }: ContainerDefinition, ofTask: string | undefined): void {
  if ((ofTask ?? memory ?? memoryReservation) === undefined) {
    throw clientError(
      `Invalid setting for container '${name}'. At least one of 'memory' or 'memoryReservation' must be specified.`,
    );
  }
  if (Number(memory) < Number(memoryReservation)) {
    throw clientError(
      `Invalid setting for container '${name}'. 'memory' must be greater than or equal to 'memoryReservation'.`,
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
  const { environment = [], secrets = [], environmentFiles = [], repositoryCredentials: credentials } = container;
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
  if (environmentFiles.length > MAX_ENVIRONMENT_FILES) {
    throw clientError('The maximum number of environment files was exceeded. Specify ten or less and try again.');
  }
  if (credentials !== undefined && !executionRoleArn) {
    throw clientError(
      'Private repository authentication requires that the task definition specify a value for executionRoleArn.',
    );
  }
  if (credentials?.credentialsParameter === '') throw clientErrorInOwnWords('credentialsParameter can not be blank.');
}

function checkTimes({ name, stopTimeout, healthCheck, restartPolicy }: ContainerDefinition): void {
  if (stopTimeout !== undefined && stopTimeout < 2) {
    throw clientError(`Granular stop timeout on container '${name}' must be at least 2 seconds.`);
  }
  const period = restartPolicy?.restartAttemptPeriod ?? 60;
  if (period < 60 || period > 1800) {
    throw clientError(`The 'restartAttemptPeriod' setting for container '${name}' must be between 60 and 1800`);
  }
  const { interval = 30, timeout = 5, retries = 3, startPeriod = 0 } = healthCheck ?? {};
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
  const ranges = { interval: [interval, 5, 300], timeout: [timeout, 2, 60], retries: [retries, 1, 10] };
  for (const [member, [value = 0, min = 0, max = 0]] of Object.entries({
    ...ranges,
    startPeriod: [startPeriod, 0, 300],
  })) {
    if (value < min || value > max) {
      throw clientErrorInOwnWords(`Health check ${member} must be between ${min} and ${max}.`);
    }
  }
}

function checkMounts(container: ContainerDefinition, { volumes = [], containerDefinitions = [] }: Definition): void {
  const { mountPoints = [], volumesFrom = [], links = [] } = container;
  for (const { sourceVolume } of mountPoints) {
    if (!volumes.some(({ name }) => name === sourceVolume)) throw clientError(`Unknown volume '${sourceVolume}'.`);
  }
  const names = containerDefinitions.map(({ name }) => name);
  for (const { sourceContainer } of volumesFrom) {
    if (!names.includes(sourceContainer)) throw clientErrorInOwnWords(`Unknown container '${sourceContainer}'.`);
  }
  for (const link of links) {
    if (!names.includes(link.split(':')[0])) throw clientErrorInOwnWords(`Unknown container '${link}' in links.`);
  }
}

function checkLog({ logConfiguration }: ContainerDefinition): void {
  const { logDriver, options = {} } = logConfiguration ?? {};
  if (logDriver !== 'awslogs') return;
  const missing = ['awslogs-group', 'awslogs-region'].filter((name) => !options[name]);
  if (missing.length > 0) throw clientError(`Log driver awslogs requires options: ${missing.join(', ')}`);
}

function checkAwsvpc({ links, dnsServers, extraHosts, hostname, disableNetworking }: ContainerDefinition): void {
  const refused = {
    'Links are': links?.length,
    'DNS servers are': dnsServers?.length,
    'Extra hosts are': extraHosts?.length,
    'hostname is': hostname,
    'Disable Networking is': disableNetworking,
  };
  for (const [member, isSet] of Object.entries(refused)) {
    const where = member === 'Links are' ? '' : ' on container';
    if (isSet) throw clientError(`${member} not supported${where} when networkMode=awsvpc.`);
  }
}

export function checkDependencies({ dependsOn = [] }: ContainerDefinition, containers: ContainerDefinition[]): void {
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
