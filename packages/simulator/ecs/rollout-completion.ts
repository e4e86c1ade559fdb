// Owns when a deployment is complete and a service steady.
import type { Cloud } from '../cloud/cloud.ts';
import { currentServiceDeployment, primaryOf, serviceDeploymentOf, settle, tasksOf } from './deployments.ts';
import { addEvent } from './service-events.ts';
import type { DeploymentRow, ServiceRow, TaskRow } from './tables.ts';
import { isHealthy } from './task-health.ts';

/** From these on a task of an older deployment is in nobody's way any more. */
const PAST = ['STOPPING', 'DEPROVISIONING', 'STOPPED'];

/** A deployment is complete when its tasks are healthy and those it replaces are gone, or as early as the service allows. */
export function completeDeployment(cloud: Cloud, service: ServiceRow): void {
  const primary = primaryOf(service);
  if (primary.rolloutState === 'IN_PROGRESS' && isComplete(cloud, service)) {
    primary.rolloutState = 'COMPLETED';
    primary.rolloutStateReason = `ECS deployment ${primary.id} completed.`;
    primary.updatedAt = cloud.clock.now();
    for (const deployment of service.deployments.slice(1)) deployment.desiredCount = 0;
    addEvent(cloud, service.arn, `(deployment ${primary.id}) deployment completed.`);
    finish(cloud, service);
  }
  if (primary.rolloutState === 'COMPLETED') {
    service.deployments = [primary, ...service.deployments.slice(1).filter((older) => hasTasks(cloud, older))];
  }
}

function finish(cloud: Cloud, service: ServiceRow): void {
  const row = currentServiceDeployment(cloud, service) ?? serviceDeploymentOf(cloud, primaryOf(service));
  settle(cloud, row, { status: row?.status === 'ROLLBACK_IN_PROGRESS' ? 'ROLLBACK_SUCCESSFUL' : 'SUCCESSFUL' });
}

function isComplete(cloud: Cloud, service: ServiceRow): boolean {
  const primary = primaryOf(service);
  const criteria = service.settings.deploymentConfiguration.earlySuccessCriteria;
  const share = criteria?.enable ? (criteria.healthyPercent ?? 100) / 100 : 1;
  const healthy = tasksOf(cloud, primary).filter((row) => isHealthy(cloud, row)).length;
  if (healthy < Math.ceil(service.desiredCount * share)) return false;
  const isCleanUpDeferred = criteria?.enable && criteria.sourceServiceRevisionCleanup === 'DEFERRED';
  return isCleanUpDeferred || service.deployments.slice(1).every((older) => !hasTasks(cloud, older));
}

function hasTasks(cloud: Cloud, deployment: DeploymentRow): boolean {
  return deployment.desiredCount > 0 || tasksOf(cloud, deployment).some(isPresent);
}

function isPresent({ task }: TaskRow): boolean {
  return !PAST.includes(task.lastStatus);
}

/** Said once each time that the service comes to rest. */
export function noteSteadyState(cloud: Cloud, service: ServiceRow): void {
  const primary = primaryOf(service);
  const rows = service.deployments.flatMap((deployment) => tasksOf(cloud, deployment)).filter(isPresent);
  const isAtRest = rows.length === service.desiredCount && rows.every((row) => isHealthy(cloud, row));
  const isSteady = isAtRest && primary.rolloutState === 'COMPLETED';
  if (isSteady && !service.isSteady) addEvent(cloud, service.arn, 'has reached a steady state.');
  service.isSteady = isSteady;
}
