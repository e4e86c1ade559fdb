// Owns the tasks of a deployment, and how a stopped task is described: stop code, reasons, exit codes.
import type { Task } from '@aws-sdk/client-ecs';
import type { Mask } from '../environment/mask.ts';
import { AwsError } from '../errors.ts';
import type { ServiceReference } from '../identity.ts';
import type { Aws } from '../world.ts';
import { isStopped, readTasks } from './task-start.ts';

/** How ECS's reason begins for tasks that it stopped because it no longer needed them. */
const SCALED_IN = 'Scaling activity initiated by';

/** `EssentialContainerExited: Essential container in task exited; medusa ended with exit code 1 (OutOfMemoryError: …)` */
export function renderStop({ stopCode, stoppedReason, containers = [] }: Task, mask: Mask): string {
  const ends = containers
    .filter(({ exitCode, reason }) => (exitCode !== undefined && exitCode !== 0) || reason !== undefined)
    .map(({ name, exitCode, reason }) => {
      const end = exitCode === undefined ? 'never ran' : `ended with exit code ${exitCode}`;
      // ECS often gives the task and the container the same reason.
      const isRedundant = reason === undefined || stoppedReason?.includes(reason);
      return `${name} ${end}${isRedundant ? '' : ` (${mask(reason)})`}`;
    });
  const why = mask(stoppedReason ?? 'no reason given').replace(/[.\s]+$/, '');
  return [`${stopCode ?? 'stopped'}: ${why}`, ...ends].join('; ');
}

/** One line for all tasks that stopped in the same way: `3 x EssentialContainerExited: …` */
export function renderStops(tasks: Task[], mask: Mask): string[] {
  return counted(tasks.filter(isStopped).map((task) => withoutIds(renderStop(task, mask))));
}

/** One line for all equal texts: `3 x text`. */
export function counted(texts: string[]): string[] {
  return [...new Set(texts)].map((text) => `${texts.filter((each) => each === text).length} x ${text}`);
}

/** Removes the ids of single tasks, so that equal reasons compare equal. */
function withoutIds(text: string): string {
  return withShortArns(text).replace(/\b[0-9a-f]{32}\b/g, '…');
}

/** The container that failed, if exit codes and reasons show one. */
export function failingContainer({ containers = [] }: Task): string | undefined {
  return containers.find(({ exitCode, reason }) => (exitCode ?? 0) !== 0 || reason !== undefined)?.name;
}

/**
 * The tasks of one deployment: the stopped ones, newest first, then the running ones. ListTasks cannot filter by deployment, so
 * `startedBy` does. Empty if AWS refuses the call: these tasks only explain a failure.
 */
export async function readTasksOf(aws: Aws, reference: ServiceReference, deploymentId: string): Promise<Task[]> {
  try {
    const query = { cluster: reference.cluster, serviceName: reference.service };
    const [stopped, running] = await Promise.all([
      readTasks(aws, { ...query, desiredStatus: 'STOPPED' }),
      readTasks(aws, { ...query, desiredStatus: 'RUNNING' }),
    ]);
    const isOurs = ({ startedBy, stoppedReason = '' }: Task) =>
      startedBy === deploymentId && !stoppedReason.startsWith(SCALED_IN);
    stopped.sort((one, other) => (other.stoppedAt?.getTime() ?? 0) - (one.stoppedAt?.getTime() ?? 0));
    return [...stopped, ...running].filter(isOurs);
  } catch (error) {
    if (error instanceof AwsError) return [];
    throw error;
  }
}

/** `(target-group arn:…:targetgroup/shop-pr-42/0a1b)` as `(target group shop-pr-42)`. */
export function withShortArns(text: string): string {
  return text.replace(/\(target-group arn:[^\s/()]+:targetgroup\/([^\s/()]+)\/[^\s()]+\)/g, '(target group $1)');
}
