// Owns the events that a service shows, newest first.
import type { Cloud } from '../cloud/cloud.ts';
import { ids } from '../kernel/ids.ts';

const MAX_EVENTS = 100;

/** Adds `(service medusa) …`. */
export function addEvent(cloud: Cloud, serviceArn: string, text: string): void {
  addMessage(cloud, serviceArn, (name) => `(service ${name}) ${text}`);
}

/** Adds `(service medusa, taskSet ecs-svc/…) …`, as ECS writes where tasks are drained. */
export function addTaskSetEvent(cloud: Cloud, service: { arn: string; deploymentId: string }, text: string): void {
  addMessage(cloud, service.arn, (name) => `(service ${name}, taskSet ${service.deploymentId}) ${text}`);
}

/** An event that only repeats the newest one is left out. */
function addMessage(cloud: Cloud, serviceArn: string, write: (serviceName: string) => string): void {
  const service = cloud.tables.ecs.services.get(serviceArn);
  if (service === undefined) return;
  const message = write(service.name);
  if (service.events[0]?.message === message) return;
  service.events.unshift({ id: ids.uuid(), createdAt: cloud.clock.now(), message });
  service.events.splice(MAX_EVENTS);
}

/** `(task 0a1b…) (task 2c3d…)`, as events list the tasks they are about. */
export function listTasks(taskArns: string[]): string {
  return taskArns.map((arn) => `(task ${arn.slice(arn.lastIndexOf('/') + 1)})`).join(' ');
}
