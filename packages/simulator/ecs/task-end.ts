// Owns a task's way down: DEACTIVATING, STOPPING, DEPROVISIONING, STOPPED, and the hour in which it can still be seen.
import type { TaskStopCode } from '@aws-sdk/client-ecs';
import type { Cloud } from '../cloud/cloud.ts';
import { detachInterface } from '../ec2/network-interfaces.ts';
import { deregisterTargets, targetHealth } from '../load-balancing/targets.ts';
import { definitionsOf, processName, stateOf } from './container-start.ts';
import { addEvent, addTaskSetEvent } from './service-events.ts';
import type { TaskRow } from './tables.ts';

const DEREGISTRATION_SECONDS = 10;
const DRAIN_CHECK_SECONDS = 5;
const DEPROVISIONING_SECONDS = 10;
const VISIBLE_SECONDS = 3600;
const DEFAULT_STOP_TIMEOUT_SECONDS = 30;
/** However fast the cloud runs, a process gets this long to end by itself: it does so in real time. */
const MIN_STOP_SECONDS = 1;

export interface Stop {
  code: TaskStopCode;
  /** `stoppedReason`, in AWS's words. */
  reason: string;
}

export function moveTo(row: TaskRow, status: string): void {
  row.task.lastStatus = status;
  row.task.version += 1;
}

/** Nothing happens to a task that is stopping already. */
export function stopTask(cloud: Cloud, row: TaskRow, { code, reason }: Stop): void {
  const { task } = row;
  if (task.desiredStatus === 'STOPPED') return;
  const isServing = task.lastStatus === 'RUNNING' && (row.service?.targets.length ?? 0) > 0;
  task.desiredStatus = 'STOPPED';
  task.stopCode = code;
  task.stoppedReason = reason;
  task.stoppingAt = cloud.clock.now();
  if (!isServing) return void endTask(cloud, task.taskArn);
  moveTo(row, 'DEACTIVATING');
  if (code === 'EssentialContainerExited') {
    deregister(cloud, row);
    void endTask(cloud, task.taskArn);
  } else {
    cloud.clock.after(DEREGISTRATION_SECONDS, () => drain(cloud, task.taskArn));
  }
}

function drain(cloud: Cloud, arn: string): void {
  const row = cloud.tables.ecs.tasks.get(arn);
  if (row === undefined) return;
  deregister(cloud, row);
  if (row.service) addTaskSetEvent(cloud, row.service, 'has begun draining connections on 1 tasks.');
  waitUntilDrained(cloud, arn);
}

function deregister(cloud: Cloud, row: TaskRow): void {
  for (const { targetGroupArn = '', target } of targetsOf(row)) {
    deregisterTargets(cloud, targetGroupArn, [target]);
    addEvent(cloud, row.service?.arn ?? '', `deregistered 1 targets in (target-group ${targetGroupArn})`);
  }
}

/** The addresses under which a task stands in the target groups of its service. */
export function targetsOf(row: TaskRow) {
  return (row.service?.targets ?? []).map(({ targetGroupArn = '', containerPort = 0 }) => ({
    targetGroupArn,
    target: { id: row.network.ip ?? '', port: containerPort },
  }));
}

function waitUntilDrained(cloud: Cloud, arn: string): void {
  cloud.clock.after(DRAIN_CHECK_SECONDS, () => {
    const row = cloud.tables.ecs.tasks.get(arn);
    if (row === undefined || row.task.lastStatus !== 'DEACTIVATING') return;
    const isDraining = targetsOf(row).some(
      ({ targetGroupArn, target }) => targetHealth(cloud, targetGroupArn, target) !== undefined,
    );
    if (isDraining) waitUntilDrained(cloud, arn);
    else void endTask(cloud, arn);
  });
}

async function endTask(cloud: Cloud, arn: string): Promise<void> {
  const stopping = cloud.tables.ecs.tasks.get(arn);
  if (stopping === undefined) return;
  moveTo(stopping, 'STOPPING');
  await endProcesses(cloud, stopping);
  const row = cloud.tables.ecs.tasks.get(arn);
  if (row === undefined) return;
  row.task.executionStoppedAt = cloud.clock.now();
  for (const container of row.task.containers) container.lastStatus = 'STOPPED';
  moveTo(row, 'DEPROVISIONING');
  cloud.clock.after(DEPROVISIONING_SECONDS, () => finish(cloud, arn));
}

/** SIGTERM to every container, SIGKILL after its stop timeout. */
async function endProcesses(cloud: Cloud, row: TaskRow): Promise<void> {
  const stops = definitionsOf(cloud, row).map(({ name, stopTimeout = DEFAULT_STOP_TIMEOUT_SECONDS }) =>
    cloud.runtime.stop(processName(row, name), Math.max(stopTimeout / cloud.clock.scale, MIN_STOP_SECONDS)),
  );
  await Promise.all(stops);
}

function finish(cloud: Cloud, arn: string): void {
  const row = cloud.tables.ecs.tasks.get(arn);
  if (row === undefined) return;
  if (row.network.ip !== undefined) detachInterface(cloud, row.network.ip);
  for (const attachment of row.task.attachments) attachment.status = 'DELETED';
  row.task.stoppedAt = cloud.clock.now();
  moveTo(row, 'STOPPED');
  cloud.clock.after(VISIBLE_SECONDS, () => cloud.tables.ecs.tasks.delete(arn));
}

export interface ContainerExit {
  containerName: string;
  exitCode: number;
  isOutOfMemory: boolean;
}

/** A task ends with its first essential container, or with its last one. */
export function containerExited(cloud: Cloud, arn: string, exit: ContainerExit): void {
  const row = cloud.tables.ecs.tasks.get(arn);
  const state = row && stateOf(row, exit.containerName);
  if (row === undefined || state === undefined) return;
  state.lastStatus = 'STOPPED';
  state.exitCode = exit.exitCode;
  if (exit.isOutOfMemory) state.reason = 'OutOfMemoryError: Container killed due to memory usage';
  const definition = definitionsOf(cloud, row).find(({ name }) => name === exit.containerName);
  const isLast = row.task.containers.every(({ lastStatus }) => lastStatus === 'STOPPED');
  if (!definition?.essential && !isLast) return;
  if (row.task.desiredStatus === 'RUNNING') {
    row.task.startedAt ??= cloud.clock.now();
    row.isUncountedFailure = true;
  }
  stopTask(cloud, row, {
    code: 'EssentialContainerExited',
    reason: exit.isOutOfMemory
      ? 'OutOfMemoryError: container killed due to memory usage'
      : 'Essential container in task exited',
  });
}
