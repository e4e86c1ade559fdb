// Owns the service scheduler: every few seconds it looks at a service and does what its state asks for.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html
import type { Cloud } from '../cloud/cloud.ts';
import { breakIfFailing, rollBackIfAsked } from './circuit-breaker.ts';
import { primaryOf, tasksOf } from './deployments.ts';
import { replaceTasks } from './rolling-update.ts';
import { completeDeployment, noteSteadyState } from './rollout-completion.ts';
import { addEvent } from './service-events.ts';
import type { ServiceRow, TaskRow } from './tables.ts';
import { stopTask } from './task-end.ts';
import { findAilment, isHealthy } from './task-health.ts';
import { FARGATE_PACE, type Pace } from './task-life.ts';

const FIRST_PASS_SECONDS = 1;
const PASS_SECONDS = 10;
/** However fast the cloud runs, the machine is left this much time between two passes. */
const MIN_PASS_REAL_SECONDS = 0.05;
const INACTIVE_SECONDS = 3600;
const BACK_OFF_AFTER_FAILURES = 3;
const MAX_BACK_OFF_SECONDS = 900;

/** Looks at the service for as long as it exists. */
export function keepScheduling(cloud: Cloud, service: ServiceRow): void {
  cloud.clock.after(FIRST_PASS_SECONDS, () => passAgain(cloud, service.arn, service.createdAt));
}

/** A service of the same name that is created later has passes of its own, and another time of creation. */
function passAgain(cloud: Cloud, arn: string, createdAt: Date): void {
  const service = cloud.tables.ecs.services.get(arn);
  if (service?.createdAt.getTime() !== createdAt.getTime() || service.status === 'INACTIVE') return;
  lookAfter(cloud, service, FARGATE_PACE);
  const seconds = Math.max(PASS_SECONDS, MIN_PASS_REAL_SECONDS * cloud.clock.scale);
  cloud.clock.after(seconds, () => passAgain(cloud, arn, createdAt));
}

/** One pass. `pace` is how fast the tasks that it starts come up. */
export function lookAfter(cloud: Cloud, service: ServiceRow, pace: Pace): void {
  const rows = service.deployments.flatMap((deployment) => tasksOf(cloud, deployment));
  if (service.status === 'DRAINING') drainService(cloud, service, rows);
  else rollOut(cloud, service, { rows, pace });
}

interface Pass {
  rows: TaskRow[];
  pace: Pace;
}

function rollOut(cloud: Cloud, service: ServiceRow, { rows, pace }: Pass): void {
  stopUnhealthy(cloud, service, rows);
  countFailures(cloud, service, rows);
  countHealthy(cloud, service, rows);
  rollBackIfAsked(cloud, service);
  breakIfFailing(cloud, service);
  replaceTasks(cloud, service, pace);
  completeDeployment(cloud, service);
  noteSteadyState(cloud, service);
}

function stopUnhealthy(cloud: Cloud, service: ServiceRow, rows: TaskRow[]): void {
  for (const row of rows) {
    const ailment = findAilment(cloud, service, row);
    if (ailment === undefined) continue;
    const group = `(target-group ${ailment.targetGroupArn})`;
    const id = row.task.taskArn.slice(row.task.taskArn.lastIndexOf('/') + 1);
    addEvent(
      cloud,
      service.arn,
      `(task ${id}) (port ${ailment.port}) is unhealthy in ${group} due to (reason ${ailment.description}).`,
    );
    addEvent(cloud, service.arn, `has stopped 1 running tasks: (task ${id}).`);
    row.isUncountedFailure = true;
    stopTask(cloud, row, { code: 'ServiceSchedulerInitiated', reason: `Task failed ELB health checks in ${group}` });
  }
}

/** Failures count against a deployment for as long as it is rolled out. */
function countFailures(cloud: Cloud, service: ServiceRow, rows: TaskRow[]): void {
  for (const row of rows.filter(({ isUncountedFailure }) => isUncountedFailure)) {
    row.isUncountedFailure = false;
    const { stopCode, stoppedReason } = row.task;
    if (stopCode === 'TaskFailedToStart') {
      addEvent(cloud, service.arn, `was unable to place a task. Reason: ${stoppedReason}.`);
    }
    const deployment = service.deployments.find(({ id }) => id === row.service?.deploymentId);
    if (deployment?.rolloutState !== 'IN_PROGRESS') continue;
    deployment.failedTasks += 1;
    deployment.updatedAt = cloud.clock.now();
    if (deployment.failedTasks > BACK_OFF_AFTER_FAILURES) backOff(cloud, service);
  }
}

function backOff(cloud: Cloud, service: ServiceRow): void {
  const primary = primaryOf(service);
  const doublings = primary.failedTasks - BACK_OFF_AFTER_FAILURES;
  const seconds = Math.min(PASS_SECONDS * 2 ** doublings, MAX_BACK_OFF_SECONDS);
  primary.notBefore = new Date(cloud.clock.now().getTime() + seconds * 1000);
  addEvent(
    cloud,
    service.arn,
    'is unable to consistently start tasks successfully. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.',
  );
}

/** A task that becomes healthy ends a row of failures, unless the circuit breaker is set to go on counting. */
function countHealthy(cloud: Cloud, service: ServiceRow, rows: TaskRow[]): void {
  const breaker = service.settings.deploymentConfiguration.deploymentCircuitBreaker;
  for (const row of rows) {
    if (row.healthyAt !== undefined || !isHealthy(cloud, row)) continue;
    row.healthyAt = cloud.clock.now();
    const deployment = service.deployments.find(({ id }) => id === row.service?.deploymentId);
    if (deployment !== undefined && breaker?.resetOnHealthyTask !== false) deployment.failedTasks = 0;
  }
}

function drainService(cloud: Cloud, service: ServiceRow, rows: TaskRow[]): void {
  for (const deployment of service.deployments) deployment.desiredCount = 0;
  for (const row of rows) {
    stopTask(cloud, row, {
      code: 'ServiceSchedulerInitiated',
      reason: `Scaling activity initiated by (deployment ${row.service?.deploymentId})`,
    });
  }
  const isOver = rows.every(({ task }) => ['STOPPING', 'DEPROVISIONING', 'STOPPED'].includes(task.lastStatus));
  if (!isOver) return;
  const { arn, createdAt } = service;
  service.status = 'INACTIVE';
  cloud.clock.after(INACTIVE_SECONDS, () => {
    if (cloud.tables.ecs.services.get(arn)?.createdAt === createdAt) cloud.tables.ecs.services.delete(arn);
  });
}
