// Owns a service's deployments: beginning one, and how the two APIs that know them report their progress.
import type { Deployment, ServiceDeploymentStatus } from '@aws-sdk/client-ecs';
import type { Cloud } from '../cloud/cloud.ts';
import { ids } from '../kernel/ids.ts';
import { arns, pathOf } from './arns.ts';
import { isOnFargate } from './placement.ts';
import type {
  DeploymentRow,
  ServiceDeploymentRow,
  ServiceRevisionRow,
  ServiceRow,
  TaskRow,
  Workload,
} from './tables.ts';

const UNDER_WAY: ServiceDeploymentStatus[] = [
  'PENDING',
  'IN_PROGRESS',
  'STOP_REQUESTED',
  'ROLLBACK_REQUESTED',
  'ROLLBACK_IN_PROGRESS',
];

/** Puts a new primary deployment before those that it is to replace. */
export function beginDeployment(cloud: Cloud, service: ServiceRow, workload: Workload): void {
  const { ecs } = cloud.tables;
  const createdAt = cloud.clock.now();
  const revisionArn = arns.serviceRevision(cloud, pathOf(service.arn), ids.serviceRevision());
  const serviceDeployment: ServiceDeploymentRow = {
    arn: arns.serviceDeployment(cloud, pathOf(service.arn), ids.serviceDeployment()),
    serviceArn: service.arn,
    status: 'IN_PROGRESS',
    createdAt,
    updatedAt: createdAt,
    sourceRevisionArns: service.deployments.map((deployment) => deployment.revisionArn),
    targetRevisionArn: revisionArn,
    failureCount: 0,
  };
  stopUnderWay(cloud, service);
  ecs.serviceRevisions.set(revisionArn, { arn: revisionArn, serviceArn: service.arn, createdAt, workload });
  ecs.serviceDeployments.set(serviceDeployment.arn, serviceDeployment);
  service.deployments.unshift(newDeployment(service, serviceDeployment));
  service.isSteady = false;
}

function newDeployment(
  service: ServiceRow,
  { arn, targetRevisionArn, createdAt }: ServiceDeploymentRow,
): DeploymentRow {
  const id = ids.deployment();
  return {
    id,
    revisionArn: targetRevisionArn,
    serviceDeploymentArn: arn,
    desiredCount: service.desiredCount,
    failedTasks: 0,
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: `ECS deployment ${id} in progress.`,
    createdAt,
    updatedAt: createdAt,
  };
}

/** A deployment that is overtaken by a newer one ends as STOPPED. */
function stopUnderWay(cloud: Cloud, service: ServiceRow): void {
  for (const row of cloud.tables.ecs.serviceDeployments.values()) {
    if (row.serviceArn !== service.arn || !isUnderWay(row)) continue;
    settle(cloud, row, {
      status: 'STOPPED',
      reason: 'Service deployment stopped because of a new service deployment.',
    });
  }
}

export function isUnderWay({ status }: ServiceDeploymentRow): boolean {
  return UNDER_WAY.includes(status);
}

/** Gives a service deployment a status; one that is not under way any more is finished. */
export function settle(
  cloud: Cloud,
  row: ServiceDeploymentRow | undefined,
  { status, reason }: { status: ServiceDeploymentStatus; reason?: string },
): void {
  if (row === undefined) return;
  const now = cloud.clock.now();
  row.status = status;
  row.updatedAt = now;
  if (reason !== undefined) row.statusReason = reason;
  if (!isUnderWay(row)) row.finishedAt = now;
  if (status === 'STOPPED') row.stoppedAt = now;
}

export function serviceDeploymentOf(cloud: Cloud, deployment: DeploymentRow): ServiceDeploymentRow | undefined {
  return cloud.tables.ecs.serviceDeployments.get(deployment.serviceDeploymentArn);
}

/** The service deployment that is under way, which need not be the one that made the primary deployment: it may roll back. */
export function currentServiceDeployment(cloud: Cloud, service: ServiceRow): ServiceDeploymentRow | undefined {
  const rows = service.deployments.map((deployment) => serviceDeploymentOf(cloud, deployment));
  return rows.find((row) => row !== undefined && isUnderWay(row));
}

export function workloadOf(cloud: Cloud, deployment: DeploymentRow): Workload {
  return revisionOf(cloud, deployment).workload;
}

export function revisionOf(cloud: Cloud, deployment: DeploymentRow): ServiceRevisionRow {
  const revision = cloud.tables.ecs.serviceRevisions.get(deployment.revisionArn);
  if (revision === undefined) throw new Error(`Deployment ${deployment.id} has no revision ${deployment.revisionArn}.`);
  return revision;
}

/** The deployment that new tasks are started for. */
export function primaryOf(service: ServiceRow): DeploymentRow {
  const [primary] = service.deployments;
  if (primary === undefined) throw new Error(`The service ${service.name} has no deployment.`);
  return primary;
}

export function tasksOf(cloud: Cloud, deployment: DeploymentRow): TaskRow[] {
  return [...cloud.tables.ecs.tasks.values()].filter(({ service }) => service?.deploymentId === deployment.id);
}

export function countTasks(rows: TaskRow[]) {
  const wanted = rows.filter(({ task }) => task.desiredStatus === 'RUNNING');
  const running = wanted.filter(({ task }) => task.lastStatus === 'RUNNING').length;
  return { runningCount: running, pendingCount: wanted.length - running };
}

/** The deployment as DescribeServices shows it. */
export function describeDeployment(cloud: Cloud, service: ServiceRow, deployment: DeploymentRow): Deployment {
  const { loadBalancers: _, platformVersion, ...workload } = workloadOf(cloud, deployment);
  return {
    id: deployment.id,
    status: deployment === service.deployments[0] ? 'PRIMARY' : 'ACTIVE',
    ...workload,
    ...(isOnFargate(workload) && {
      platformVersion: platformVersion === 'LATEST' ? '1.4.0' : platformVersion,
      platformFamily: 'Linux',
    }),
    desiredCount: deployment.desiredCount,
    ...countTasks(tasksOf(cloud, deployment)),
    failedTasks: deployment.failedTasks,
    createdAt: deployment.createdAt,
    updatedAt: deployment.updatedAt,
    rolloutState: deployment.rolloutState,
    rolloutStateReason: deployment.rolloutStateReason,
  };
}
