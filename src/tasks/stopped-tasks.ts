// Owns the tasks of a deployment, and telling how a task ended: stop code, reasons, exit codes.
import { DescribeTasksCommand, ListTasksCommand, type Task } from '@aws-sdk/client-ecs';
import { callAws } from '../aws/client.ts';
import type { Mask } from '../environment/mask.ts';
import { AwsError } from '../errors.ts';
import type { ServiceReference } from '../identity.ts';
import type { Aws } from '../world.ts';

/** Tasks that ECS itself had no more use for. */
const SCALED_IN = 'Scaling activity initiated by';

/** Without a full stop at its end, which is for the sentence around it. What others wrote is masked: `EssentialContainerExited: Essential container in task exited; medusa ended with exit code 1 (OutOfMemoryError: …)` */
export function renderStop({ stopCode, stoppedReason, containers = [] }: Task, mask: Mask): string {
  const ends = containers
    .filter(({ exitCode, reason }) => (exitCode !== undefined && exitCode !== 0) || reason !== undefined)
    .map(({ name, exitCode, reason }) => {
      const end = exitCode === undefined ? 'never ran' : `ended with exit code ${exitCode}`;
      // ECS often gives both the same reason.
      const isTold = reason === undefined || stoppedReason?.includes(reason);
      return `${name} ${end}${isTold ? '' : ` (${mask(reason)})`}`;
    });
  const why = mask(stoppedReason ?? 'no reason given').replace(/[.\s]+$/, '');
  return [`${stopCode ?? 'stopped'}: ${why}`, ...ends].join('; ');
}

/** Those that stopped, equal ends told once: `3 x EssentialContainerExited: …` */
export function renderStops(tasks: Task[], mask: Mask): string[] {
  const counts = new Map<string, number>();
  for (const task of tasks.filter(({ lastStatus }) => lastStatus === 'STOPPED')) {
    const stop = withoutIds(renderStop(task, mask));
    counts.set(stop, (counts.get(stop) ?? 0) + 1);
  }
  return [...counts].map(([stop, count]) => `${count} x ${stop}`);
}

/** What tells one task from another would make equal ends look different. */
function withoutIds(text: string): string {
  return withShortArns(text).replace(/\b[0-9a-f]{32}\b/g, '…');
}

/** The one that did not end well; undefined where that tells none. */
export function failingContainer({ containers = [] }: Task): string | undefined {
  return containers.find(({ exitCode, reason }) => (exitCode ?? 0) !== 0 || reason !== undefined)?.name;
}

/**
 * The tasks of one deployment: those that stopped, newest first, then those that run. The list cannot be asked for one
 * deployment, so they are told apart by who started them. Empty where we may not look: then ECS's own reason has to do.
 */
export async function readTasksOf(aws: Aws, reference: ServiceReference, deploymentId: string): Promise<Task[]> {
  try {
    const [stopped, running] = await Promise.all([
      readTasks(aws, reference, 'STOPPED'),
      readTasks(aws, reference, 'RUNNING'),
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

async function readTasks(
  { ecs }: Aws,
  { cluster, service: serviceName }: ServiceReference,
  desiredStatus: 'RUNNING' | 'STOPPED',
): Promise<Task[]> {
  const doing = `reading the tasks of ${serviceName}`;
  const { taskArns = [] } = await callAws(doing, () =>
    ecs.send(new ListTasksCommand({ cluster, serviceName, desiredStatus })),
  );
  if (taskArns.length === 0) return [];
  const { tasks = [] } = await callAws(doing, () => ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns })));
  return tasks;
}

/** `(target-group arn:…:targetgroup/shop-pr-42/0a1b)` as `(target group shop-pr-42)`. */
export function withShortArns(text: string): string {
  return text.replace(/\(target-group arn:[^\s/()]+:targetgroup\/([^\s/()]+)\/[^\s()]+\)/g, '(target group $1)');
}
