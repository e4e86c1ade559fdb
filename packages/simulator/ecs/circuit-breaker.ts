// Owns how a deployment fails: by too many failed tasks, or because somebody stops it; and the way back.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
import type { Cloud } from '../cloud/cloud.ts';
import { currentServiceDeployment, primaryOf, serviceDeploymentOf, settle } from './deployments.ts';
import { addEvent } from './service-events.ts';
import { breakerThreshold } from './service-settings.ts';
import type { DeploymentRow, ServiceRow } from './tables.ts';

/** Stops a deployment whose tasks have failed too often. One that rolls back is left to go on. */
export function breakIfFailing(cloud: Cloud, service: ServiceRow): void {
  const primary = primaryOf(service);
  const threshold = breakerThreshold(service.settings, service.desiredCount);
  const row = currentServiceDeployment(cloud, service);
  if (row?.status !== 'IN_PROGRESS') return;
  row.failureCount = primary.failedTasks;
  if (threshold === undefined || primary.failedTasks < threshold) return;
  const isRollingBack = service.settings.deploymentConfiguration.deploymentCircuitBreaker?.rollback ?? false;
  failDeployment(cloud, service, primary);
  if (isRollingBack) rollBack(cloud, service, 'circuit breaker threshold was exceeded');
  else {
    const reason = 'Service deployment stopped because the circuit breaker threshold was exceeded.';
    settle(cloud, row, { status: 'STOPPED', reason });
  }
}

function failDeployment(cloud: Cloud, service: ServiceRow, deployment: DeploymentRow): void {
  deployment.rolloutState = 'FAILED';
  deployment.rolloutStateReason = 'ECS deployment circuit breaker: tasks failed to start.';
  deployment.updatedAt = cloud.clock.now();
  addEvent(cloud, service.arn, `(deployment ${deployment.id}) deployment failed: tasks failed to start.`);
}

/** The last deployment that was completed becomes the primary one again, under its own id. */
function rollBack(cloud: Cloud, service: ServiceRow, cause: string): void {
  const failed = primaryOf(service);
  const row = serviceDeploymentOf(cloud, failed);
  const candidate = service.deployments.find(({ rolloutState }) => rolloutState === 'COMPLETED');
  if (candidate === undefined) {
    settle(cloud, row, { status: 'ROLLBACK_FAILED', reason: 'No rollback candidate was found to run the rollback.' });
    return;
  }
  const now = cloud.clock.now();
  const reason = `Service deployment rolled back because the ${cause}.`;
  settle(cloud, row, { status: 'ROLLBACK_IN_PROGRESS', reason });
  if (row !== undefined) row.rollback = { reason, startedAt: now, serviceRevisionArn: candidate.revisionArn };
  candidate.rolloutState = 'IN_PROGRESS';
  candidate.rolloutStateReason = `ECS deployment circuit breaker: rolling back to deploymentId ${candidate.id}.`;
  candidate.failedTasks = 0;
  candidate.updatedAt = now;
  service.deployments = [candidate, ...service.deployments.filter((deployment) => deployment !== candidate)];
  addEvent(cloud, service.arn, `rolling back to deployment ${candidate.id}.`);
}

/** A request of StopServiceDeployment takes effect with the scheduler's next pass. */
export function rollBackIfAsked(cloud: Cloud, service: ServiceRow): void {
  const row = currentServiceDeployment(cloud, service);
  const primary = primaryOf(service);
  if (row?.status !== 'ROLLBACK_REQUESTED' && row?.status !== 'STOP_REQUESTED') return;
  primary.rolloutState = 'FAILED';
  primary.rolloutStateReason = 'ECS deployment stopped by user.';
  primary.updatedAt = cloud.clock.now();
  if (row.status === 'ROLLBACK_REQUESTED') rollBack(cloud, service, 'deployment was stopped by the user');
  else settle(cloud, row, { status: 'STOPPED', reason: 'Service deployment was stopped by the user.' });
}
