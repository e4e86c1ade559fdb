// Owns what RegisterTaskDefinition refuses in a task definition as a whole, in AWS's words.
import type { ContainerDefinition, RegisterTaskDefinitionCommandInput } from '@aws-sdk/client-ecs';
import { checkContainer, checkDependencies } from './container-checks.ts';
import { checkFargate } from './fargate-checks.ts';
import { clientError, requireOneOf } from './refusals.ts';

const NAME = /^[a-zA-Z0-9_-]{1,255}$/;
const ROLE = /^(arn:[\w-]+:iam::\d{12}:role\/\S+|[\w+=,.@-]{1,64})$/;
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
  checkRoles(input);
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
  checkPortNames(containers);
  checkLogRouter(containers);
  checkVolumes(input);
  checkProxy(input);
  checkShares(input, containers);
  if (input.requiresCompatibilities?.includes('FARGATE')) checkFargate(input);
}

function checkRoles({ taskRoleArn, executionRoleArn }: RegisterTaskDefinitionCommandInput): void {
  for (const role of [taskRoleArn, executionRoleArn]) {
    if (role !== undefined && !ROLE.test(role)) throw clientError('Role is not valid');
  }
}

function checkPortNames(containers: ContainerDefinition[]): void {
  const names = containers.flatMap(({ portMappings = [] }) => portMappings.flatMap(({ name }) => name ?? []));
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw clientError(`The port mapping name '${twice}' is already used.`);
}

function checkLogRouter(containers: ContainerDefinition[]): void {
  const isUsed = containers.some(({ logConfiguration }) => logConfiguration?.logDriver === 'awsfirelens');
  const isThere = containers.some(({ firelensConfiguration }) => firelensConfiguration !== undefined);
  if (isUsed && !isThere) {
    throw clientError(
      'When awsfirelens log driver is specified in log configuration, a firelens configuration object must be configured in one of the containers.',
    );
  }
  if (isThere && !isUsed) {
    throw clientError(
      'When a firelensConfiguration object is specified, at least one container has to be configured with the awsfirelens log driver.',
    );
  }
}

function checkVolumes({ volumes = [] }: RegisterTaskDefinitionCommandInput): void {
  for (const { efsVolumeConfiguration: efs } of volumes) {
    const { authorizationConfig: authorization, rootDirectory = '/', transitEncryption } = efs ?? {};
    if (authorization?.iam === 'ENABLED' && transitEncryption !== 'ENABLED') {
      throw clientError('EFS IAM authorization requires TransitEncryption to be enabled.');
    }
    if (authorization?.accessPointId !== undefined && rootDirectory !== '/') {
      throw clientError('When using an EFS access point, the root directory must either be set to "/" or be omitted.');
    }
  }
}

function checkProxy({
  proxyConfiguration,
  networkMode,
  containerDefinitions = [],
}: RegisterTaskDefinitionCommandInput) {
  if (proxyConfiguration === undefined) return;
  const { containerName } = proxyConfiguration;
  if (networkMode !== 'awsvpc') {
    throw clientError('APPMESH proxy configuration is only supported in networkMode=awsvpc.');
  }
  if (!containerDefinitions.some(({ name }) => name === containerName)) {
    throw clientError(`Proxy container [${containerName}] does not exist.`);
  }
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
