// Owns whether a service's task counts as healthy, and whether it is to be replaced because it is not.
import type { Cloud } from '../cloud/cloud.ts';
import { targetHealth } from '../load-balancing/targets.ts';
import type { ServiceRow, TaskRow } from './tables.ts';
import { targetsOf } from './task-end.ts';

/** Without a load balancer a task counts as healthy after this time. */
const UNOBSERVED_SECONDS = 40;

/** Running, and healthy in every target group of its service. */
export function isHealthy(cloud: Cloud, row: TaskRow): boolean {
  const { task } = row;
  if (task.desiredStatus !== 'RUNNING' || task.lastStatus !== 'RUNNING') return false;
  const targets = targetsOf(row);
  if (targets.length === 0) return secondsSince(cloud, task.startedAt) >= UNOBSERVED_SECONDS;
  return targets.every(
    ({ targetGroupArn, target }) => targetHealth(cloud, targetGroupArn, target)?.state === 'healthy',
  );
}

export interface Ailment {
  targetGroupArn: string;
  port: number;
  /** `Health checks failed with these codes: [500]` */
  description: string;
}

/** Why a running task must be replaced; undefined while it is well or within the service's grace period. */
export function findAilment(cloud: Cloud, service: ServiceRow, row: TaskRow): Ailment | undefined {
  const { task } = row;
  if (task.desiredStatus !== 'RUNNING' || task.lastStatus !== 'RUNNING') return undefined;
  if (secondsSince(cloud, task.startedAt) < service.settings.healthCheckGracePeriodSeconds) return undefined;
  for (const { targetGroupArn, target } of targetsOf(row)) {
    const health = targetHealth(cloud, targetGroupArn, target);
    if (health?.state !== 'unhealthy') continue;
    return { targetGroupArn, port: target.port, description: health.description ?? 'Health checks failed' };
  }
  return undefined;
}

function secondsSince(cloud: Cloud, time: Date | undefined): number {
  return time === undefined ? 0 : (cloud.clock.now().getTime() - time.getTime()) / 1000;
}
