// Owns one-off tasks: a command run once in the image that is about to be deployed, before the service gets it.
import {
  type CapacityProviderStrategyItem,
  DescribeTasksCommand,
  type LaunchType,
  type NetworkConfiguration,
  RunTaskCommand,
  type Task,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import { attempt } from '../aws.ts';
import { RolloutError } from '../errors.ts';
import { waitUntil } from '../reconcile/wait.ts';
import type { World } from '../world.ts';
import { explainStop } from './stopped-tasks.ts';

export interface OneOffTask {
  /** What it is for: `migrate-command`. */
  purpose: string;
  command: string;
  cluster: string;
  taskDefinition: TaskDefinition;
  container: string;
  networkConfiguration: NetworkConfiguration | undefined;
  capacityProviderStrategy: CapacityProviderStrategyItem[] | undefined;
  launchType: LaunchType;
}

/** Runs the command to its end. Throws a RolloutError with exit code, reason and last log lines when it fails. */
export async function runTask(world: World, oneOff: OneOffTask): Promise<void> {
  const { purpose, cluster, taskDefinition, container } = oneOff;
  world.log.line(`  running ${purpose}: ${oneOff.command}`);
  const started = await startTask(world, oneOff);
  const stopped = await waitForStop(world, { cluster, taskArn: String(started.taskArn), purpose });
  const exitCode = stopped.containers?.find(({ name }) => name === container)?.exitCode;
  if (exitCode === 0) return;
  const definition = taskDefinition.containerDefinitions?.find(({ name }) => name === container);
  const why = await explainStop(world.aws, stopped, definition);
  throw new RolloutError(
    `${purpose} failed: ${exitCode === undefined ? 'it never ran' : `exit code ${exitCode}`}. ${why}`,
    {
      hint: 'The service was left as it was. Mend the command or the image, then run the job again.',
    },
  );
}

async function startTask({ aws, clock, deadline, log }: World, oneOff: OneOffTask): Promise<Task> {
  const { purpose, cluster, taskDefinition, container, command, networkConfiguration } = oneOff;
  const { capacityProviderStrategy, launchType } = oneOff;
  const request = new RunTaskCommand({
    cluster,
    taskDefinition: taskDefinition.taskDefinitionArn,
    networkConfiguration,
    ...(capacityProviderStrategy === undefined ? { launchType } : { capacityProviderStrategy }),
    overrides: { containerOverrides: [{ name: container, command: ['sh', '-c', command] }] },
    startedBy: 'medusa-preview',
  });
  return waitUntil({ clock, deadline, log }, `a place to run ${purpose}`, async () => {
    const { tasks = [], failures = [] } = await attempt(`starting ${purpose}`, () => aws.ecs.send(request));
    const [task] = tasks;
    if (task !== undefined) return { done: task };
    const reason = failures.map((failure) => `${failure.reason ?? ''} ${failure.detail ?? ''}`.trim()).join('; ');
    // AWS answers 200 and no task when there is no room just now.
    if (/capacity/i.test(reason)) return { pending: reason };
    throw new RolloutError(`starting ${purpose}: AWS started no task: ${reason || 'no reason given'}`, {
      hint: 'The service was left as it was.',
    });
  });
}

async function waitForStop(world: World, query: { cluster: string; taskArn: string; purpose: string }): Promise<Task> {
  const { cluster, taskArn, purpose } = query;
  return waitUntil(world, `${purpose} to end`, async () => {
    const { tasks = [] } = await attempt(`reading the task of ${purpose}`, () =>
      world.aws.ecs.send(new DescribeTasksCommand({ cluster, tasks: [taskArn] })),
    );
    const [task] = tasks;
    // A task that was just started may not be seen for some seconds.
    if (task === undefined) return { pending: 'not seen yet' };
    return task.lastStatus === 'STOPPED' ? { done: task } : { pending: String(task.lastStatus) };
  });
}
