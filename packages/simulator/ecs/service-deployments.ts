// Owns the newer API of service deployments and revisions: listing, describing and stopping them.
import {
  ConflictException$,
  type DescribeServiceDeploymentsCommandInput,
  type DescribeServiceDeploymentsCommandOutput,
  type DescribeServiceRevisionsCommandInput,
  type DescribeServiceRevisionsCommandOutput,
  type ListServiceDeploymentsCommandInput,
  type ListServiceDeploymentsCommandOutput,
  type ServiceDeployment,
  ServiceDeploymentNotFoundException$,
  ServiceDeploymentStatus,
  type ServiceRevision,
  type ServiceRevisionSummary,
  type StopServiceDeploymentCommandInput,
  type StopServiceDeploymentCommandOutput,
} from '@aws-sdk/client-ecs';
import type { Cloud } from '../cloud/cloud.ts';
import { takePage } from '../kernel/page.ts';
import { refuse } from '../kernel/refusal.ts';
import { arns } from './arns.ts';
import { requireCluster } from './clusters.ts';
import { countTasks, isUnderWay, settle, tasksOf } from './deployments.ts';
import { isOnFargate } from './placement.ts';
import { requireService } from './read-services.ts';
import { invalid, requireOneOf } from './refusals.ts';
import { breakerThreshold } from './service-settings.ts';
import type { ServiceDeploymentRow, ServiceRevisionRow, ServiceRow } from './tables.ts';

const LIST_PAGE_SIZE = 20;
const MAX_AT_ONCE = 20;
const STATUSES = Object.values(ServiceDeploymentStatus);

function ListServiceDeployments(
  input: ListServiceDeploymentsCommandInput,
  cloud: Cloud,
): Omit<ListServiceDeploymentsCommandOutput, '$metadata'> {
  const cluster = requireCluster(cloud, input.cluster);
  const service = requireService(cloud, cluster, input.service ?? '');
  for (const status of input.status ?? []) requireOneOf(status, 'status', STATUSES);
  const { after = new Date(0), before = new Date(8.64e15) } = input.createdAt ?? {};
  const found = [...cloud.tables.ecs.serviceDeployments.values()]
    .filter((row) => row.serviceArn === service.arn && (input.status?.includes(row.status) ?? true))
    .filter(({ createdAt }) => createdAt >= after && createdAt <= before)
    .reverse();
  const size = input.maxResults ?? LIST_PAGE_SIZE;
  if (size < 1 || size > 100) throw invalid('maxResults must be between 1 and 100');
  const page = takePage(found, { size, token: input.nextToken, keyOf: ({ arn }) => arn });
  if (page === undefined) throw invalid('Invalid token.');
  return {
    serviceDeployments: page.rows.map((row) => ({
      serviceDeploymentArn: row.arn,
      serviceArn: service.arn,
      clusterArn: cluster.arn,
      startedAt: row.createdAt,
      createdAt: row.createdAt,
      finishedAt: row.finishedAt,
      targetServiceRevisionArn: row.targetRevisionArn,
      status: row.status,
      statusReason: row.statusReason,
    })),
    ...(page.nextToken && { nextToken: page.nextToken }),
  };
}

function DescribeServiceDeployments(
  input: DescribeServiceDeploymentsCommandInput,
  cloud: Cloud,
): Omit<DescribeServiceDeploymentsCommandOutput, '$metadata'> {
  const requested = input.serviceDeploymentArns ?? [];
  if (requested.length > MAX_AT_ONCE) throw invalid('At most 20 service deployments can be described at once.');
  const { serviceDeployments } = cloud.tables.ecs;
  return {
    serviceDeployments: requested.flatMap((arn) => {
      const row = serviceDeployments.get(arn);
      return row ? [describe(cloud, row)] : [];
    }),
    failures: requested.filter((arn) => !serviceDeployments.has(arn)).map((arn) => ({ arn, reason: 'MISSING' })),
  };
}

function describe(cloud: Cloud, row: ServiceDeploymentRow): ServiceDeployment {
  const service = cloud.tables.ecs.services.get(row.serviceArn);
  return {
    serviceDeploymentArn: row.arn,
    serviceArn: row.serviceArn,
    ...(service && {
      clusterArn: arns.cluster(cloud, service.clusterName),
      deploymentConfiguration: service.settings.deploymentConfiguration,
      deploymentCircuitBreaker: describeBreaker(service, row),
      targetServiceRevision: summarise(cloud, service, row.targetRevisionArn),
      sourceServiceRevisions: row.sourceRevisionArns.map((arn) => summarise(cloud, service, arn)),
    }),
    createdAt: row.createdAt,
    startedAt: row.createdAt,
    updatedAt: row.updatedAt,
    finishedAt: row.finishedAt,
    stoppedAt: row.stoppedAt,
    status: row.status,
    statusReason: row.statusReason,
    ...(row.rollback && { rollback: row.rollback }),
  };
}

function describeBreaker(service: ServiceRow, row: ServiceDeploymentRow) {
  const threshold = breakerThreshold(service.settings, service.desiredCount);
  if (threshold === undefined) return { status: 'DISABLED' as const, failureCount: 0, threshold: 0 };
  const status = row.failureCount >= threshold ? 'TRIGGERED' : isUnderWay(row) ? 'MONITORING' : 'MONITORING_COMPLETE';
  return {
    status: status as 'TRIGGERED' | 'MONITORING' | 'MONITORING_COMPLETE',
    failureCount: row.failureCount,
    threshold,
  };
}

function summarise(cloud: Cloud, service: ServiceRow, revisionArn: string): ServiceRevisionSummary {
  const deployment = service.deployments.find((each) => each.revisionArn === revisionArn);
  const counts = countTasks(deployment ? tasksOf(cloud, deployment) : []);
  return {
    arn: revisionArn,
    requestedTaskCount: deployment?.desiredCount ?? 0,
    runningTaskCount: counts.runningCount,
    pendingTaskCount: counts.pendingCount,
  };
}

function DescribeServiceRevisions(
  input: DescribeServiceRevisionsCommandInput,
  cloud: Cloud,
): Omit<DescribeServiceRevisionsCommandOutput, '$metadata'> {
  const requested = input.serviceRevisionArns ?? [];
  if (requested.length > MAX_AT_ONCE) throw invalid('At most 20 service revisions can be described at once.');
  const { serviceRevisions } = cloud.tables.ecs;
  return {
    serviceRevisions: requested.flatMap((arn) => {
      const row = serviceRevisions.get(arn);
      return row ? [describeRevision(cloud, row)] : [];
    }),
    failures: requested.filter((arn) => !serviceRevisions.has(arn)).map((arn) => ({ arn, reason: 'MISSING' })),
  };
}

function describeRevision(cloud: Cloud, row: ServiceRevisionRow): ServiceRevision {
  const definition = cloud.tables.ecs.taskDefinitions.get(row.workload.taskDefinition)?.definition;
  const [, cluster = ''] = row.serviceArn.split('/');
  return {
    serviceRevisionArn: row.arn,
    serviceArn: row.serviceArn,
    clusterArn: arns.cluster(cloud, cluster),
    createdAt: row.createdAt,
    ...row.workload,
    ...(isOnFargate(row.workload) && { platformFamily: 'Linux' }),
    containerImages: definition?.containerDefinitions.map(({ name, image }) => ({ containerName: name, image })),
    guardDutyEnabled: false,
  };
}

function StopServiceDeployment(
  input: StopServiceDeploymentCommandInput,
  cloud: Cloud,
): Omit<StopServiceDeploymentCommandOutput, '$metadata'> {
  const { serviceDeploymentArn = '', stopType = 'ROLLBACK' } = input;
  requireOneOf(stopType, 'stopType', ['ABORT', 'ROLLBACK']);
  const row = cloud.tables.ecs.serviceDeployments.get(serviceDeploymentArn);
  if (row === undefined) {
    throw refuse(ServiceDeploymentNotFoundException$, 'The service deployment was not found.');
  }
  if (row.status !== 'IN_PROGRESS' && row.status !== 'PENDING') {
    throw refuse(ConflictException$, `The service deployment cannot be stopped because it is in ${row.status} status.`);
  }
  settle(cloud, row, { status: stopType === 'ROLLBACK' ? 'ROLLBACK_REQUESTED' : 'STOP_REQUESTED' });
  return { serviceDeploymentArn };
}

export const serviceDeploymentOperations = {
  ListServiceDeployments,
  DescribeServiceDeployments,
  DescribeServiceRevisions,
  StopServiceDeployment,
};
