// Owns the rolling update: which tasks to start and which to stop, within minimumHealthyPercent and maximumPercent.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
import type { Cloud } from '../cloud/cloud.ts';
import { requireCluster } from './clusters.ts';
import { primaryOf, tasksOf, workloadOf } from './deployments.ts';
import { findInstance, instancesOf } from './instances.ts';
import { addTask } from './new-task.ts';
import { hasNoCapacity, isOnFargate } from './placement.ts';
import { addEvent, listTasks } from './service-events.ts';
import { taskTags } from './service-settings.ts';
import type { DeploymentRow, InstanceRow, ServiceRow, TaskRow } from './tables.ts';
import { findTaskDefinition } from './task-definitions.ts';
import { stopTask } from './task-end.ts';
import { isHealthy } from './task-health.ts';
import { beginLife, type Pace } from './task-life.ts';

/** One pass over a service: older deployments give way as far as they may, then what is missing is started. */
export function replaceTasks(cloud: Cloud, service: ServiceRow, pace: Pace): void {
  const primary = primaryOf(service);
  if (primary.rolloutState !== 'FAILED') {
    primary.desiredCount = service.desiredCount;
    retireOlder(cloud, service);
  }
  for (const deployment of service.deployments) stopSurplus(cloud, service, deployment);
  for (const deployment of service.deployments) startMissing(cloud, service, { deployment, pace });
}

/** The tasks of a deployment that are to run. */
function wantedTasks(cloud: Cloud, deployment: DeploymentRow): TaskRow[] {
  return tasksOf(cloud, deployment).filter(({ task }) => task.desiredStatus === 'RUNNING');
}

interface Bounds {
  leastHealthy: number;
  mostWanted: number;
}

function boundsOf({ desiredCount, settings }: ServiceRow): Bounds {
  const { minimumHealthyPercent, maximumPercent } = settings.deploymentConfiguration;
  return {
    leastHealthy: Math.ceil((desiredCount * minimumHealthyPercent) / 100),
    mostWanted: Math.floor((desiredCount * maximumPercent) / 100),
  };
}

/** Lowers what older deployments may keep: what never became healthy goes at once, the rest as new tasks take over. */
function retireOlder(cloud: Cloud, service: ServiceRow): void {
  const [primary, ...older] = service.deployments;
  if (primary === undefined) return;
  const { leastHealthy, mostWanted } = boundsOf(service);
  const all = service.deployments.flatMap((each) => wantedTasks(cloud, each));
  const missing = primary.desiredCount - wantedTasks(cloud, primary).length;
  const areInTheWay = missing <= 0 || all.length >= mostWanted;
  const hasTakenOver = healthyTasks(cloud, primary).length >= primary.desiredCount;
  let spare = areInTheWay ? all.filter((row) => isHealthy(cloud, row)).length - leastHealthy : 0;
  for (const deployment of older.reverse()) {
    const healthy = healthyTasks(cloud, deployment).length;
    const released = Math.min(Math.max(spare, 0), healthy);
    const kept = deployment.rolloutState === 'COMPLETED' ? deployment.desiredCount : healthy;
    deployment.desiredCount = hasTakenOver ? 0 : Math.min(deployment.desiredCount, kept - released);
    spare -= released;
  }
}

function healthyTasks(cloud: Cloud, deployment: DeploymentRow): TaskRow[] {
  return wantedTasks(cloud, deployment).filter((row) => isHealthy(cloud, row));
}

/** Tasks that are not healthy go first, then the newest. */
function stopSurplus(cloud: Cloud, service: ServiceRow, deployment: DeploymentRow): void {
  const wanted = wantedTasks(cloud, deployment);
  const healthy = wanted.filter((row) => isHealthy(cloud, row));
  const order = [...healthy, ...wanted.filter((row) => !healthy.includes(row))];
  const surplus = order.slice(deployment.desiredCount);
  if (surplus.length === 0) return;
  const running = surplus.filter(({ task }) => task.lastStatus === 'RUNNING');
  const pendingCount = surplus.length - running.length;
  const runningArns = running.map(({ task }) => task.taskArn);
  if (running.length > 0) {
    addEvent(cloud, service.arn, `has stopped ${running.length} running tasks: ${listTasks(runningArns)}.`);
  }
  if (pendingCount > 0) addEvent(cloud, service.arn, `stopped ${pendingCount} pending tasks.`);
  for (const row of surplus) {
    stopTask(cloud, row, {
      code: 'ServiceSchedulerInitiated',
      reason: `Scaling activity initiated by (deployment ${deployment.id})`,
    });
  }
}

interface Start {
  deployment: DeploymentRow;
  pace: Pace;
}

/** Also the tasks of an older deployment that died on their own: they come back as they were until they are replaced. */
function startMissing(cloud: Cloud, service: ServiceRow, { deployment, pace }: Start): void {
  if (deployment.rolloutState === 'FAILED' || isBackingOff(cloud, deployment)) return;
  const missing = deployment.desiredCount - wantedTasks(cloud, deployment).length;
  const all = service.deployments.flatMap((each) => wantedTasks(cloud, each)).length;
  const count = Math.min(missing, Math.max(boundsOf(service).mostWanted, service.desiredCount) - all);
  if (count <= 0) return;
  if (!isOnFargate(workloadOf(cloud, deployment)) && suitableInstance(cloud, service, deployment) === undefined) {
    const hasSome = instancesOf(cloud, service.clusterName).length > 0;
    const reason = hasSome ? '' : ' Reason: No Container Instances were found in your cluster.';
    addEvent(
      cloud,
      service.arn,
      `was unable to place a task because no container instance met all of its requirements.${reason}`,
    );
    return;
  }
  if (hasNoCapacity(cloud, workloadOf(cloud, deployment))) {
    addEvent(
      cloud,
      service.arn,
      'was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.',
    );
    return;
  }
  const rows = Array.from({ length: count }, () => startTask(cloud, service, { deployment, pace }));
  addEvent(cloud, service.arn, `has started ${count} tasks: ${listTasks(rows.map(({ task }) => task.taskArn))}.`);
}

function isBackingOff(cloud: Cloud, { notBefore }: DeploymentRow): boolean {
  return notBefore !== undefined && notBefore > cloud.clock.now();
}

function suitableInstance(cloud: Cloud, service: ServiceRow, deployment: DeploymentRow): InstanceRow | undefined {
  const { name, clusterName, settings } = service;
  const definition = findTaskDefinition(cloud, workloadOf(cloud, deployment).taskDefinition)?.definition ?? {};
  const constraints = settings.placementConstraints;
  return findInstance(cloud, { clusterName, definition, group: `service:${name}`, constraints });
}

function startTask(cloud: Cloud, service: ServiceRow, { deployment, pace }: Start): TaskRow {
  const { taskDefinition, loadBalancers, ...placement } = workloadOf(cloud, deployment);
  const definition = findTaskDefinition(cloud, taskDefinition);
  if (definition === undefined)
    throw new Error(`The service ${service.name} has no task definition ${taskDefinition}.`);
  const row = addTask(cloud, {
    cluster: requireCluster(cloud, service.clusterName),
    definition: definition.definition,
    placement,
    instance: isOnFargate(placement) ? undefined : suitableInstance(cloud, service, deployment),
    group: `service:${service.name}`,
    startedBy: deployment.id,
    tags: taskTags({ service, definitionTags: definition.tags }),
    enableExecuteCommand: service.settings.enableExecuteCommand,
    service: { arn: service.arn, deploymentId: deployment.id, targets: loadBalancers },
  });
  beginLife(cloud, row, pace);
  return row;
}
