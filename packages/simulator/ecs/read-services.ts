// Owns finding, describing and listing services.
import {
  type DescribeServicesCommandInput,
  type DescribeServicesCommandOutput,
  type ListServicesCommandInput,
  type ListServicesCommandOutput,
  type Service,
  ServiceNotFoundException$,
} from '@aws-sdk/client-ecs';
import type { Cloud } from '../cloud/cloud.ts';
import { refuse } from '../kernel/refusal.ts';
import { arns } from './arns.ts';
import { nameWithin, requireCluster } from './clusters.ts';
import {
  countTasks,
  currentServiceDeployment,
  describeDeployment,
  primaryOf,
  tasksOf,
  workloadOf,
} from './deployments.ts';
import { listPage } from './listing.ts';
import { isOnFargate } from './placement.ts';
import { includesTags, invalid, requireOneOf } from './refusals.ts';
import type { ClusterRow, ServiceRow } from './tables.ts';

const MAX_AT_ONCE = 10;
const LIST_PAGE_SIZE = 10;

export function requireService(cloud: Cloud, cluster: ClusterRow, identifier: string): ServiceRow {
  const service = cloud.tables.ecs.services.get(arns.service(cloud, cluster.name, nameWithin(cluster, identifier)));
  if (service === undefined) throw refuse(ServiceNotFoundException$, 'Service not found.');
  return service;
}

function DescribeServices(
  input: DescribeServicesCommandInput,
  cloud: Cloud,
): Omit<DescribeServicesCommandOutput, '$metadata'> {
  const cluster = requireCluster(cloud, input.cluster);
  const identifiers = input.services ?? [];
  if (identifiers.length === 0) throw invalid('Services cannot be empty.');
  if (identifiers.length > MAX_AT_ONCE) throw invalid('Cannot specify more than 10 services.');
  const serviceArns = [
    ...new Set(identifiers.map((each) => arns.service(cloud, cluster.name, nameWithin(cluster, each)))),
  ];
  const found = serviceArns.map((arn) => cloud.tables.ecs.services.get(arn));
  const hasTags = includesTags(input.include);
  return {
    services: found.flatMap((service) =>
      service ? [{ ...describeService(cloud, service), ...(hasTags && { tags: service.tags }) }] : [],
    ),
    failures: serviceArns.filter((_, at) => !found[at]).map((arn) => ({ arn, reason: 'MISSING' })),
  };
}

/** The service as the API shows it, without its tags. */
export function describeService(cloud: Cloud, service: ServiceRow): Service {
  const { settings, deployments, clusterName } = service;
  const { loadBalancers, ...workload } = workloadOf(cloud, primaryOf(service));
  const isServing = loadBalancers.length > 0;
  const current = currentServiceDeployment(cloud, service);
  const shown = service.status === 'INACTIVE' ? [] : deployments;
  const { healthCheckGracePeriodSeconds, ...others } = settings;
  return {
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: arns.cluster(cloud, clusterName),
    status: service.status,
    desiredCount: service.desiredCount,
    ...countTasks(deployments.flatMap((deployment) => tasksOf(cloud, deployment))),
    ...workload,
    ...(isOnFargate(workload) && { platformFamily: 'Linux' }),
    ...others,
    ...(isServing && { healthCheckGracePeriodSeconds, roleArn: serviceRoleArn(cloud) }),
    loadBalancers,
    serviceRegistries: [],
    schedulingStrategy: 'REPLICA',
    deploymentController: { type: 'ECS' },
    deployments: shown.map((deployment) => describeDeployment(cloud, service, deployment)),
    ...(current && { currentServiceDeployment: current.arn }),
    currentServiceRevisions: shown.map((deployment) => ({
      arn: deployment.revisionArn,
      requestedTaskCount: deployment.desiredCount,
      ...revisionCounts(cloud, deployment),
    })),
    events: service.events,
    createdAt: service.createdAt,
    createdBy: `arn:aws:iam::${cloud.accountId}:role/github-actions`,
    resourceManagementType: 'CUSTOMER',
  };
}

function revisionCounts(cloud: Cloud, deployment: ServiceRow['deployments'][number]) {
  const { runningCount, pendingCount } = countTasks(tasksOf(cloud, deployment));
  return { runningTaskCount: runningCount, pendingTaskCount: pendingCount };
}

function serviceRoleArn(cloud: Cloud): string {
  return `arn:aws:iam::${cloud.accountId}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`;
}

function ListServices(input: ListServicesCommandInput, cloud: Cloud): Omit<ListServicesCommandOutput, '$metadata'> {
  const cluster = requireCluster(cloud, input.cluster);
  const { launchType, schedulingStrategy = 'REPLICA', resourceManagementType = 'CUSTOMER' } = input;
  requireOneOf(launchType, 'launch type', ['EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES']);
  requireOneOf(schedulingStrategy, 'Scheduling strategy', ['REPLICA', 'DAEMON']);
  const isWanted = (service: ServiceRow) =>
    service.clusterName === cluster.name &&
    service.status === 'ACTIVE' &&
    (launchType === undefined || workloadOf(cloud, primaryOf(service)).launchType === launchType);
  const hasAny = schedulingStrategy === 'REPLICA' && resourceManagementType === 'CUSTOMER';
  const found = hasAny ? [...cloud.tables.ecs.services.values()].filter(isWanted).map(({ arn }) => arn) : [];
  const { rows, nextToken } = listPage(found, input, LIST_PAGE_SIZE);
  return { serviceArns: rows, ...(nextToken && { nextToken }) };
}

export const readServiceOperations = { DescribeServices, ListServices };
