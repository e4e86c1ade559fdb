// Owns saying why a rollout failed: ECS's reason, the events since it began, and how its tasks ended.
import {
  type Deployment,
  DescribeTasksCommand,
  ListTasksCommand,
  type Service,
  type Task,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import { attempt } from '../aws.ts';
import { AwsError } from '../errors.ts';
import { renderQuote } from '../report/quote.ts';
import type { ServiceReference } from '../request/values.ts';
import type { World } from '../world.ts';
import { explainStop, renderStop } from './stopped-tasks.ts';

export interface FailedRollout {
  reference: ServiceReference;
  service: Service;
  deployment: Deployment;
  taskDefinition: TaskDefinition;
  container: string;
}

const MOST_EVENTS = 10;
/** Tasks that ECS itself had no more use for. */
const SCALED_IN = 'Scaling activity initiated by';

export async function diagnose(world: World, failed: FailedRollout): Promise<string> {
  const tasks = await stoppedTasks(world, failed);
  const parts = [reasonOf(failed), ...eventsOf(failed), ...distinctStops(tasks)];
  const [latest] = tasks;
  if (latest !== undefined) parts.push(await explainStop(world.aws, latest, containerOf(failed)));
  return parts.join('\n');
}

/** After a rollback our deployment is not listed any more, and only an event still knows what became of it. */
function reasonOf({ service, deployment }: FailedRollout): string {
  const ours = service.deployments?.find(({ id }) => id === deployment.id);
  if (ours?.rolloutStateReason !== undefined) return ours.rolloutStateReason;
  const verdict = `(deployment ${deployment.id}) deployment failed: `;
  const event = service.events?.find(({ message }) => message?.includes(verdict))?.message;
  if (event !== undefined) return `ECS rolled it back: ${event.slice(event.indexOf(verdict) + verdict.length)}`;
  return `another deployment took the place of ${deployment.id}.`;
}

/** Events of this service since our deployment began, by AWS's clock: the runner's may differ. */
function eventsOf({ service, deployment }: FailedRollout): string[] {
  const since = deployment.createdAt?.getTime() ?? 0;
  const events = (service.events ?? [])
    .filter(({ createdAt }) => (createdAt?.getTime() ?? 0) >= since)
    .slice(0, MOST_EVENTS);
  if (events.length === 0) return [];
  return [`What ECS told since then:\n${renderQuote(events.reverse().map(({ message = '' }) => message))}`];
}

function distinctStops(tasks: Task[]): string[] {
  const counts = new Map<string, number>();
  for (const task of tasks) counts.set(renderStop(task), (counts.get(renderStop(task)) ?? 0) + 1);
  return counts.size > 1 ? [...counts].map(([stop, count]) => `${count} x ${stop}`) : [];
}

/** Newest first. The list cannot be asked for one deployment's tasks, so they are told apart by who started them. */
async function stoppedTasks({ aws }: World, { reference, deployment }: FailedRollout): Promise<Task[]> {
  const { cluster, service: serviceName } = reference;
  const doing = `reading the stopped tasks of ${serviceName}`;
  try {
    const { taskArns = [] } = await attempt(doing, () =>
      aws.ecs.send(new ListTasksCommand({ cluster, serviceName, desiredStatus: 'STOPPED' })),
    );
    if (taskArns.length === 0) return [];
    const { tasks = [] } = await attempt(doing, () =>
      aws.ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns })),
    );
    return tasks
      .filter(
        ({ startedBy, stoppedReason = '' }) => startedBy === deployment.id && !stoppedReason.startsWith(SCALED_IN),
      )
      .sort((one, other) => (other.stoppedAt?.getTime() ?? 0) - (one.stoppedAt?.getTime() ?? 0));
  } catch (error) {
    // Without the right to look, the reason that ECS gave has to do.
    if (error instanceof AwsError) return [];
    throw error;
  }
}

function containerOf({ taskDefinition, container }: FailedRollout) {
  return taskDefinition.containerDefinitions?.find(({ name }) => name === container);
}
