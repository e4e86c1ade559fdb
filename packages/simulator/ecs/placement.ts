// Owns where tasks may run: capacity and network of a service or a one-off task, checked and completed as ECS does.
import type {
  AwsVpcConfiguration,
  CapacityProviderStrategyItem,
  NetworkConfiguration,
  PlacementConstraint,
  PlacementStrategy,
} from '@aws-sdk/client-ecs';
import type { Cloud } from '../cloud/cloud.ts';
import { matchesQuery } from './cluster-query.ts';
import { clientError, invalid, requireOneOf } from './refusals.ts';
import type { ClusterRow, Placement, RegisteredDefinition } from './tables.ts';

interface PlacementInput {
  launchType?: Placement['launchType'] | undefined;
  capacityProviderStrategy?: CapacityProviderStrategyItem[] | undefined;
  platformVersion?: string | undefined;
  networkConfiguration?: NetworkConfiguration | undefined;
  placementConstraints?: PlacementConstraint[] | undefined;
  placementStrategy?: PlacementStrategy[] | undefined;
}

interface Subject {
  cluster: ClusterRow;
  definition: RegisteredDefinition;
}

const MAX_SUBNETS = 16;
const MAX_SECURITY_GROUPS = 5;
const MAX_CONSTRAINTS = 10;
const MAX_STRATEGIES = 5;

export function readPlacement(input: PlacementInput, subject: Subject, cloud: Cloud): Placement {
  const capacity = readCapacity(input, subject.cluster);
  checkPlacement(input, capacity);
  if (isOnFargate(capacity)) checkFargateDefinition(subject.definition);
  const networkConfiguration = readNetwork(input.networkConfiguration, subject.definition, cloud);
  const platformVersion = isOnFargate(capacity) ? readPlatformVersion(input.platformVersion) : undefined;
  return {
    ...capacity,
    ...(platformVersion && { platformVersion }),
    ...(networkConfiguration && { networkConfiguration }),
  };
}

/** Where tasks may be placed is asked of instances alone; a platform version is Fargate's. */
export function checkPlacement(
  { platformVersion, placementConstraints = [], placementStrategy = [] }: PlacementInput,
  capacity: Placement,
): void {
  if (placementConstraints.length > MAX_CONSTRAINTS) throw invalid('placementConstraints can have at most 10 items.');
  if (placementStrategy.length > MAX_STRATEGIES) throw invalid('placementStrategy can have at most 5 items.');
  for (const { type, expression } of placementConstraints) {
    requireOneOf(type, 'Placement constraint type', ['distinctInstance', 'memberOf']);
    if (type === 'memberOf') matchesQuery(expression ?? '', {});
  }
  for (const { type } of placementStrategy)
    requireOneOf(type, 'Placement strategy type', ['random', 'spread', 'binpack']);
  if (!isOnFargate(capacity)) {
    if (platformVersion === undefined) return;
    throw invalid('The platform version must be null when specifying an EC2 launch type.');
  }
  const what =
    placementConstraints.length > 0 ? 'constraints' : placementStrategy.length > 0 ? 'strategies' : undefined;
  if (what !== undefined) throw invalid(`Placement ${what} are not supported with FARGATE launch type.`);
}

export function isOnFargate({ launchType, capacityProviderStrategy }: Placement): boolean {
  return launchType === 'FARGATE' || (capacityProviderStrategy ?? []).length > 0;
}

/** Whether AWS has no capacity just now wherever the strategy, or else the launch type, leads. */
export function hasNoCapacity(cloud: Cloud, { launchType, capacityProviderStrategy = [] }: Placement): boolean {
  const wanted = capacityProviderStrategy.filter(({ weight = 0 }) => weight > 0);
  const places = wanted.length > 0 ? wanted.map(({ capacityProvider }) => capacityProvider) : [launchType];
  return places.every((place) => cloud.tables.ecs.fullCapacity.has(String(place)));
}

/** Without either a launch type or a strategy the cluster's default strategy counts; without that it is EC2. */
function readCapacity(input: PlacementInput, cluster: ClusterRow): Placement {
  const { launchType, capacityProviderStrategy = [] } = input;
  requireOneOf(launchType, 'launch type', ['EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES']);
  if (launchType !== undefined && capacityProviderStrategy.length > 0) {
    throw invalid(
      'Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.',
    );
  }
  if (launchType !== undefined) return { launchType };
  const strategy = capacityProviderStrategy.length > 0 ? capacityProviderStrategy : cluster.defaultStrategy;
  return strategy.length > 0 ? { capacityProviderStrategy: readStrategy(strategy, cluster) } : { launchType: 'EC2' };
}

export function readStrategy(
  strategy: CapacityProviderStrategyItem[],
  cluster: ClusterRow,
): CapacityProviderStrategyItem[] {
  for (const { capacityProvider = '' } of strategy) {
    if (!cluster.capacityProviders.includes(capacityProvider)) {
      throw invalid(
        'The specified capacity provider strategy cannot contain a capacity provider that is not associated with the cluster. Associate the capacity provider with the cluster and try again.',
      );
    }
  }
  const items = strategy.map(({ capacityProvider, weight = 0, base = 0 }) => ({ capacityProvider, weight, base }));
  if (items.filter(({ base }) => base > 0).length > 1) {
    throw invalid('Only one capacity provider in a capacity provider strategy can have a base defined.');
  }
  if (items.every(({ weight }) => weight === 0)) {
    throw invalid('At least one capacity provider in a capacity provider strategy must have a weight greater than 0.');
  }
  return items;
}

function checkFargateDefinition({ compatibilities = [] }: RegisteredDefinition): void {
  if (!compatibilities.includes('FARGATE')) throw invalid('Task definition does not support launch_type FARGATE.');
}

export function readPlatformVersion(version = 'LATEST'): string {
  if (!['LATEST', '1.4.0', '1.3.0'].includes(version)) {
    throw clientError('The specified platform does not exist.');
  }
  return version;
}

/** The security groups stay empty where none is given: the tasks then have the VPC's default group. */
export function readNetwork(
  input: NetworkConfiguration | undefined,
  { networkMode }: RegisteredDefinition,
  cloud: Cloud,
): NetworkConfiguration | undefined {
  const vpc = input?.awsvpcConfiguration;
  if (networkMode !== 'awsvpc') {
    if (vpc === undefined) return undefined;
    throw invalid('Network Configuration is not valid for the given networkMode of this task definition.');
  }
  if (vpc === undefined)
    throw invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
  checkNetwork(vpc, cloud);
  const { subnets, securityGroups = [], assignPublicIp = 'DISABLED' } = vpc;
  return { awsvpcConfiguration: { subnets, securityGroups, assignPublicIp } };
}

function checkNetwork({ subnets = [], securityGroups = [], assignPublicIp }: AwsVpcConfiguration, cloud: Cloud): void {
  const { ec2 } = cloud.tables;
  requireOneOf(assignPublicIp, 'assignPublicIp', ['ENABLED', 'DISABLED']);
  if (subnets.length === 0) throw invalid('subnets can not be empty.');
  if (subnets.length > MAX_SUBNETS) throw invalid('subnets can have at most 16 items.');
  if (securityGroups.length > MAX_SECURITY_GROUPS) throw invalid('securityGroups can have at most 5 items.');
  const unknownSubnet = subnets.find((id) => !ec2.subnets.has(id));
  if (unknownSubnet !== undefined) {
    throw invalid(
      `Error retrieving subnet information for [${subnets.join(', ')}]: The subnet ID '${unknownSubnet}' does not exist (ErrorCode: InvalidSubnetID.NotFound)`,
    );
  }
  const unknownGroup = securityGroups.find((id) => !ec2.securityGroups.has(id));
  if (unknownGroup !== undefined) {
    throw invalid(
      `Error retrieving security group information for [${securityGroups.join(', ')}]: The security group '${unknownGroup}' does not exist (ErrorCode: InvalidGroup.NotFound)`,
    );
  }
  const groupVpcs = securityGroups.map((id) => ec2.securityGroups.get(id)?.VpcId);
  const vpcs = new Set([...subnets.map((id) => ec2.subnets.get(id)?.VpcId), ...groupVpcs]);
  if (vpcs.size > 1) throw invalid('The subnets and security groups must belong to the same VPC.');
}
