// Owns the check of the task definition that is to be registered: RegisterTaskDefinition would refuse it, or the service its tasks.
// The pages of AWS and what is said when: docs/refusals.md. Pure.
import type { RegisterTaskDefinitionCommandInput as Definition, Volume } from '@aws-sdk/client-ecs';
import type { Workload } from '../environment/workload.ts';
import { sanitizeLine } from '../text/quote.ts';
import { problemsOfContainer } from './containers.ts';
import { problemsOnFargate } from './fargate.ts';
import { problemsOfFargateSize, problemsOfShares } from './sizes.ts';

const MAX_CONTAINERS = 10;
const MAX_BYTES = 65_536;
/** The name of a role, or its ARN. */
const ROLE = /^(?:arn:[\w-]+:iam::\d{12}:role\/\S+|[\w+=,.@-]{1,64})$/;

type Described = Pick<
  Workload,
  'base' | 'baseService' | 'isApart' | 'isFromFile' | 'cpu' | 'memory' | 'capacityProviderStrategy' | 'launchType'
>;

/** A member of a registered definition that is kept as it is was good enough for AWS, whatever the limit is today. */
export function problemsOfTaskDefinition(workload: Described, definition: Definition): string[] {
  const { base, isFromFile, cpu, memory } = workload;
  const isProven = !isFromFile && isValidatedForFargate(base);
  const isSizeProven = isProven && cpu === undefined && memory === undefined;
  const onFargate = isOnFargate(workload, definition);
  return [
    ...(isFromFile ? problemsOfFile(definition) : []),
    ...problemsOfAdditions(definition),
    ...problemsOfRole(workload, definition, onFargate),
    ...problemsOfShares(definition),
    ...(onFargate && !isProven ? problemsOnFargate(definition) : []),
    ...(onFargate && !isSizeProven ? problemsOfFargateSize(definition) : []),
  ];
}

/** AWS returns in `compatibilities` everything that the definition is good for. */
function isValidatedForFargate(base: Workload['base']): boolean {
  const validated = 'compatibilities' in base ? base.compatibilities : base.requiresCompatibilities;
  return validated?.includes('FARGATE') ?? false;
}

function isOnFargate(
  { capacityProviderStrategy: strategy, launchType }: Described,
  { requiresCompatibilities = [] }: Definition,
): boolean {
  const places = strategy?.map(({ capacityProvider }) => capacityProvider) ?? [launchType];
  return [...requiresCompatibilities, ...places].some((place) => place === 'FARGATE' || place === 'FARGATE_SPOT');
}

function problemsOfFile(definition: Definition): string[] {
  const { containerDefinitions: containers = [], taskRoleArn, executionRoleArn, volumes = [] } = definition;
  const ports = containers.flatMap(({ portMappings = [] }) => portMappings.flatMap(({ name }) => name ?? []));
  const twice = [...repeated(containers.map(({ name = '' }) => name)), ...repeated(ports)];
  const roles = Object.entries({ taskRoleArn, executionRoleArn });
  return [
    ...roles.map(
      ([member, role]) =>
        role !== undefined && !ROLE.test(role) && `${member} is not a role. Give the ARN of one, or take it out.`,
    ),
    ...twice.map((name) => `there are two containers or ports of the name ${name}. Give each one of its own.`),
    containers.every(({ essential }) => essential === false) &&
      'no container is essential. Set "essential" to true for the one that the task is for.',
    ...problemsOfSidecars(definition),
    ...volumes.map(problemOfVolume),
  ]
    .filter((problem) => problem !== false)
    .map((problem) => `task-definition: ${problem}`)
    .concat(containers.flatMap((container) => problemsOfContainer(container, definition)));
}

function repeated(names: string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) < index);
}

/** A proxy and a log router are containers that the rest of the definition relies on. */
function problemsOfSidecars({ proxyConfiguration, networkMode, containerDefinitions: containers = [] }: Definition) {
  const proxy = proxyConfiguration?.containerName;
  const isLoggedTo = containers.some(({ logConfiguration: log }) => log?.logDriver === 'awsfirelens');
  const hasRouter = containers.some(({ firelensConfiguration }) => firelensConfiguration !== undefined);
  return [
    proxy !== undefined &&
      !containers.some(({ name }) => name === proxy) &&
      `proxyConfiguration names the container "${sanitizeLine(proxy)}", which is not there.`,
    proxy !== undefined && networkMode !== 'awsvpc' && 'proxyConfiguration asks for the network mode awsvpc.',
    isLoggedTo !== hasRouter &&
      'the log driver awsfirelens and a container with firelensConfiguration belong together, and one of them is missing.',
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSAuthorizationConfig.html */
function problemOfVolume({ name, efsVolumeConfiguration: efs }: Volume): string | false {
  const { iam, accessPointId } = efs?.authorizationConfig ?? {};
  if (iam === 'ENABLED' && efs?.transitEncryption !== 'ENABLED') {
    return `volume ${name}: with iam, transitEncryption has to be ENABLED.`;
  }
  const isRooted = accessPointId !== undefined && (efs?.rootDirectory || '/') !== '/';
  return isRooted && `volume ${name}: with an access point, leave rootDirectory out.`;
}

/** The inputs, and a Redis of the environment's own, are added to a definition that was good without them. */
function problemsOfAdditions(definition: Definition): string[] {
  const { length } = definition.containerDefinitions ?? [];
  const bytes = Buffer.byteLength(JSON.stringify(definition));
  return [
    length > MAX_CONTAINERS &&
      `task-definition: with what is added it has ${length} containers, and ECS takes ${MAX_CONTAINERS}.`,
    bytes > MAX_BYTES &&
      `task-definition: with what is added it has ${bytes} bytes, and ECS takes ${MAX_BYTES}. Shorten its variables.`,
  ].filter((problem) => problem !== false);
}

/** Secrets are read with it, and on Fargate images of ECR pulled and logs written. */
function problemsOfRole(
  { isFromFile, isApart, baseService }: Described,
  { executionRoleArn, containerDefinitions = [] }: Definition,
  onFargate: boolean,
): string[] {
  if (executionRoleArn !== undefined) return [];
  const remedy =
    isFromFile && !isApart && baseService !== undefined
      ? `Give one to the task definition of ${baseService.serviceName}: that of a file is not used.`
      : 'Give it a role.';
  return containerDefinitions.flatMap((container) => {
    const { name, image = '', secrets = [], repositoryCredentials, logConfiguration } = container;
    const uses = [
      secrets.length > 0 && 'secrets',
      repositoryCredentials !== undefined && 'credentials of a registry',
      onFargate && image.includes('.dkr.ecr.') && 'an image of ECR',
      onFargate && logConfiguration?.logDriver === 'awslogs' && 'the log driver awslogs',
    ].filter((use) => use !== false);
    if (uses.length === 0) return [];
    return [`task-definition: container ${name} has ${uses.join(', ')}, and there is no "executionRoleArn". ${remedy}`];
  });
}
