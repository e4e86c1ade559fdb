// Owns a task's way up: PROVISIONING, PENDING, ACTIVATING, RUNNING.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html

import type { Cloud } from '../cloud/cloud.ts';
import { attachInterface } from '../ec2/network-interfaces.ts';
import { registerTargets } from '../load-balancing/targets.ts';
import type { Container } from '../runtime/runtime.ts';
import {
  definitionsOf,
  isBlocked,
  processName,
  startableContainers,
  startContainer,
  stateOf,
} from './container-start.ts';
import { addEvent } from './service-events.ts';
import type { RegisteredContainer, TaskRow } from './tables.ts';
import { containerExited, moveTo, stopTask } from './task-end.ts';

/** Seconds of simulated time that a task spends in each status on its way up. */
export interface Pace {
  provisioning: number;
  pulling: number;
  activating: number;
}

/** About 45 s from the request to RUNNING, as Fargate takes with an image of some hundred megabytes. */
export const FARGATE_PACE: Pace = { provisioning: 10, pulling: 30, activating: 5 };
export const AT_ONCE: Pace = { provisioning: 0, pulling: 0, activating: 0 };

export function beginLife(cloud: Cloud, row: TaskRow, pace: Pace): void {
  const arn = row.task.taskArn;
  cloud.clock.after(pace.provisioning, () => {
    const provisioned = wanted(cloud, arn);
    if (provisioned === undefined) return;
    giveNetwork(cloud, provisioned);
    provisioned.task.pullStartedAt = cloud.clock.now();
    moveTo(provisioned, 'PENDING');
    cloud.clock.after(pace.pulling, () => void startAll(cloud, arn, pace));
  });
}

/** The task, unless it is gone or has begun to stop since. */
function wanted(cloud: Cloud, arn: string): TaskRow | undefined {
  const row = cloud.tables.ecs.tasks.get(arn);
  return row?.task.desiredStatus === 'RUNNING' ? row : undefined;
}

function giveNetwork(cloud: Cloud, row: TaskRow): void {
  const [attachment] = row.task.attachments;
  const { ip, eniId } = attachInterface(cloud, {
    ...row.network,
    description: `arn:aws:ecs:${cloud.region}:${cloud.accountId}:attachment/${attachment?.id}`,
  });
  const known = cloud.tables.ec2.networkInterfaces.get(eniId);
  row.network.ip = ip;
  row.task.connectivity = 'CONNECTED';
  row.task.connectivityAt = cloud.clock.now();
  if (attachment === undefined) return;
  attachment.status = 'ATTACHED';
  attachment.details = [
    { name: 'subnetId', value: row.network.subnetId },
    { name: 'networkInterfaceId', value: eniId },
    { name: 'macAddress', value: known?.MacAddress },
    { name: 'privateDnsName', value: known?.PrivateDnsName },
    { name: 'privateIPv4Address', value: ip },
  ];
  for (const container of row.task.containers) {
    container.networkInterfaces = [{ attachmentId: attachment.id, privateIpv4Address: ip }];
  }
}

/** Starts every container that waits for nothing any more; the task goes on when all have been started. */
async function startAll(cloud: Cloud, arn: string, pace: Pace): Promise<void> {
  const row = wanted(cloud, arn);
  if (row === undefined) return;
  const [container] = startableContainers(cloud, row);
  if (container === undefined) {
    if (isBlocked(cloud, row)) fail(cloud, row, 'Task failed to start');
    return;
  }
  try {
    await startOne(cloud, row, { container, pace });
  } catch (error) {
    failToStart(cloud, arn, { containerName: container.name, reason: (error as Error).message });
    return;
  }
  await startAll(cloud, arn, pace);
  const started = wanted(cloud, arn);
  if (started?.task.lastStatus === 'PENDING' && isStarted(started)) activate(cloud, started, pace);
}

function isStarted(row: TaskRow): boolean {
  return row.task.containers.every(({ lastStatus }) => lastStatus !== 'PENDING');
}

async function startOne(cloud: Cloud, row: TaskRow, start: { container: RegisteredContainer; pace: Pace }) {
  const { container, pace } = start;
  const arn = row.task.taskArn;
  const process = await startContainer(cloud, row, {
    container,
    onExit: (exit) => {
      containerExited(cloud, arn, { containerName: container.name, ...exit });
      void startAll(cloud, arn, pace);
    },
  });
  markRunning(cloud, arn, { container, process });
  if (row.service !== undefined) await process.untilListening();
  if (wanted(cloud, arn) === undefined) await cloud.runtime.stop(processName(row, container.name), 0);
}

function markRunning(cloud: Cloud, arn: string, started: { container: RegisteredContainer; process: Container }): void {
  const row = cloud.tables.ecs.tasks.get(arn);
  const state = row && stateOf(row, started.container.name);
  if (row === undefined || state === undefined) return;
  row.task.pullStoppedAt ??= cloud.clock.now();
  state.imageDigest = started.process.imageDigest;
  if (state.lastStatus !== 'PENDING') return;
  state.lastStatus = 'RUNNING';
  if (started.container.healthCheck) state.healthStatus = 'HEALTHY';
}

function failToStart(cloud: Cloud, arn: string, failure: { containerName: string; reason: string }): void {
  const row = wanted(cloud, arn);
  if (row === undefined) return;
  const state = stateOf(row, failure.containerName);
  if (state !== undefined) state.reason = failure.reason;
  fail(cloud, row, failure.reason);
}

function fail(cloud: Cloud, row: TaskRow, reason: string): void {
  row.task.pullStoppedAt ??= cloud.clock.now();
  row.isUncountedFailure = true;
  stopTask(cloud, row, { code: 'TaskFailedToStart', reason });
}

/** Only a task of a service has something left to do before it counts as running: its load balancer. */
function activate(cloud: Cloud, row: TaskRow, pace: Pace): void {
  if (row.service === undefined) {
    run(cloud, row);
    return;
  }
  const arn = row.task.taskArn;
  moveTo(row, 'ACTIVATING');
  cloud.clock.after(pace.activating, () => {
    const activated = wanted(cloud, arn);
    if (activated !== undefined) run(cloud, activated);
  });
}

function run(cloud: Cloud, row: TaskRow): void {
  row.task.startedAt = cloud.clock.now();
  if (definitionsOf(cloud, row).some(({ healthCheck }) => healthCheck)) row.task.healthStatus = 'HEALTHY';
  moveTo(row, 'RUNNING');
  const { service, network } = row;
  for (const { targetGroupArn = '', containerPort = 0 } of service?.targets ?? []) {
    registerTargets(cloud, targetGroupArn, [{ id: network.ip ?? '', port: containerPort }]);
    addEvent(cloud, service?.arn ?? '', `registered 1 targets in (target-group ${targetGroupArn})`);
  }
}
