// Owns what a task is in the moment it is asked for: its row, before anything runs.
import type { CapacityProviderStrategyItem, Container, LoadBalancer, Tag, TaskOverride } from '@aws-sdk/client-ecs';
import type { Cloud } from '../cloud/cloud.ts';
import { ids } from '../kernel/ids.ts';
import { arns, lastPart, pathOf } from './arns.ts';
import type { ClusterRow, InstanceRow, Placement, RegisteredDefinition, TaskRow } from './tables.ts';

export interface TaskOrder {
  cluster: ClusterRow;
  definition: RegisteredDefinition;
  placement: Placement;
  /** Where it does not run on Fargate. */
  instance?: InstanceRow | undefined;
  group: string;
  startedBy?: string | undefined;
  tags: Tag[];
  overrides?: TaskOverride | undefined;
  enableExecuteCommand: boolean;
  service?: { arn: string; deploymentId: string; targets: LoadBalancer[] };
}

export function addTask(cloud: Cloud, order: TaskOrder): TaskRow {
  const network = networkOf(cloud, order);
  const row: TaskRow = {
    clusterName: order.cluster.name,
    network,
    ...(order.service && { service: order.service }),
    isUncountedFailure: false,
    task: { ...describeOrder(cloud, order), ...describePlace(cloud, order, network) },
  };
  cloud.tables.ecs.tasks.set(row.task.taskArn, row);
  return row;
}

/** The members of a task that do not depend on who runs it, and where. */
function describeOrder(cloud: Cloud, order: TaskOrder) {
  const { cluster, definition, overrides } = order;
  const taskArn = arns.task(cloud, cluster.name, ids.task());
  const storage = { sizeInGiB: 20, ...definition.ephemeralStorage, ...overrides?.ephemeralStorage };
  return {
    taskArn,
    clusterArn: cluster.arn,
    taskDefinitionArn: definition.taskDefinitionArn,
    containers: definition.containerDefinitions.map((container) => newContainer(cloud, taskArn, container)),
    cpu: overrides?.cpu ?? definition.cpu,
    memory: overrides?.memory ?? definition.memory,
    createdAt: cloud.clock.now(),
    desiredStatus: 'RUNNING',
    lastStatus: 'PROVISIONING',
    enableExecuteCommand: order.enableExecuteCommand,
    group: order.group,
    healthStatus: 'UNKNOWN' as const,
    overrides: overridesOf(definition, overrides),
    startedBy: order.startedBy,
    tags: order.tags,
    version: 1,
    ...(order.instance === undefined && { ephemeralStorage: storage, fargateEphemeralStorage: storage }),
  };
}

/** Where the task runs. Its network interface comes later. */
function describePlace(cloud: Cloud, order: TaskOrder, { subnetId }: TaskRow['network']) {
  const attachment = { id: ids.uuid(), type: 'ElasticNetworkInterface', status: 'PRECREATED' };
  const { instance, placement } = order;
  const place = {
    attachments: [{ ...attachment, details: [{ name: 'subnetId', value: subnetId }] }],
    availabilityZone: cloud.tables.ec2.subnets.get(subnetId)?.AvailabilityZone,
  };
  if (instance !== undefined) {
    const attributes = Object.entries(instance.attributes).map(([name, value]) => ({ name, value }));
    return { ...place, attributes, launchType: 'EC2' as const, containerInstanceArn: instance.arn };
  }
  const { platformVersion = 'LATEST' } = placement;
  return {
    ...place,
    attributes: [{ name: 'ecs.cpu-architecture', value: architectureOf(order.definition) }],
    launchType: 'FARGATE' as const,
    ...capacityOf(cloud, order),
    platformVersion: platformVersion === 'LATEST' ? '1.4.0' : platformVersion,
    platformFamily: 'Linux',
  };
}

/** Tasks are spread over the subnets. Without security groups the VPC's default one holds. */
function networkOf(cloud: Cloud, { placement }: TaskOrder): TaskRow['network'] {
  const { subnets = [], securityGroups = [] } = placement.networkConfiguration?.awsvpcConfiguration ?? {};
  const { ec2, ecs } = cloud.tables;
  const subnetId = subnets[ecs.tasks.size % subnets.length] ?? '';
  const vpcId = ec2.subnets.get(subnetId)?.VpcId;
  const defaultGroup = [...ec2.securityGroups.values()].find(
    ({ GroupName, VpcId }) => GroupName === 'default' && VpcId === vpcId,
  );
  const fallback = defaultGroup ? [defaultGroup.GroupId] : [];
  return { subnetId, securityGroupIds: securityGroups.length > 0 ? securityGroups : fallback };
}

function newContainer(cloud: Cloud, taskArn: string, definition: RegisteredDefinition['containerDefinitions'][number]) {
  const container: Container & { name: string; lastStatus: string } = {
    containerArn: arns.container(cloud, pathOf(taskArn), ids.uuid()),
    taskArn,
    name: definition.name,
    image: definition.image,
    lastStatus: 'PENDING',
    networkInterfaces: [],
    healthStatus: 'UNKNOWN',
    cpu: String(definition.cpu ?? 0),
    ...(definition.memory !== undefined && { memory: String(definition.memory) }),
    ...(definition.memoryReservation !== undefined && { memoryReservation: String(definition.memoryReservation) }),
  };
  return container;
}

function architectureOf({ runtimePlatform }: RegisteredDefinition): string {
  return runtimePlatform?.cpuArchitecture === 'ARM64' ? 'arm64' : 'x86_64';
}

/** A provider gets its base first; after that the tasks of a group follow the weights. */
function capacityOf(cloud: Cloud, { placement, cluster, group }: TaskOrder): { capacityProviderName?: string } {
  const strategy = placement.capacityProviderStrategy ?? [];
  const running = [...cloud.tables.ecs.tasks.values()].filter(
    ({ clusterName, task }) => clusterName === cluster.name && task.group === group && task.desiredStatus === 'RUNNING',
  );
  const countOf = ({ capacityProvider }: CapacityProviderStrategyItem) =>
    running.filter(({ task }) => task.capacityProviderName === capacityProvider).length;
  const share = (item: CapacityProviderStrategyItem) => (countOf(item) + 1) / (item.weight ?? 0);
  const [next] = strategy.filter(({ weight = 0 }) => weight > 0).sort((one, other) => share(one) - share(other));
  const provider = (strategy.find((item) => countOf(item) < (item.base ?? 0)) ?? next)?.capacityProvider;
  return provider === undefined ? {} : { capacityProviderName: provider };
}

/** Every container has an entry, an empty one where nothing is overridden. */
function overridesOf(definition: RegisteredDefinition, overrides: TaskOverride = {}): TaskOverride {
  const given = overrides.containerOverrides ?? [];
  return {
    ...overrides,
    containerOverrides: definition.containerDefinitions.map(
      ({ name }) => given.find((override) => override.name === name) ?? { name },
    ),
    inferenceAcceleratorOverrides: [],
  };
}

export function taskIdOf(row: TaskRow): string {
  return lastPart(row.task.taskArn);
}
