// Owns starting a one-off task: once, however often the run is repeated. docs/decisions/0010-one-off-tasks.md

import { randomUUID } from 'node:crypto';
import {
  type CapacityProviderStrategyItem,
  ConflictException,
  type ContainerDefinition,
  DescribeTasksCommand,
  type LaunchType,
  ListTasksCommand,
  type NetworkConfiguration,
  RunTaskCommand,
  type RunTaskCommandOutput,
  type Task,
  type TaskDefinition,
  type TaskOverride,
} from '@aws-sdk/client-ecs';
import { callAws } from '../aws/client.ts';
import { assertBeforeDeadline } from '../aws/deadline.ts';
import { required } from '../aws/required.ts';
import { AwsError, RolloutError, WaitError } from '../errors.ts';
import { digest, type Tags } from '../identity.ts';
import { consistencyWindow, type Look, waitUntil } from '../reconcile/wait.ts';
import type { Aws, World } from '../world.ts';
import { idleCompanions } from './companions.ts';
import { describeOverrides, hasOverrides } from './overrides.ts';
import { DONE, type TaskStep, titleOf } from './steps.ts';

export interface OneOffTask {
  /** In the order in which they run. */
  steps: TaskStep[];
  /** Beside cluster and title, what its client token is made of: of two runs with the same, the second joins the task of the first. */
  tokenParts: string[];
  /** False: once it has ended well, it is not run again. */
  isRepeatable: boolean;
  /** Whose it is. */
  tags: Tags;
  cluster: string;
  taskDefinition: TaskDefinition;
  container: string;
  networkConfiguration: NetworkConfiguration | undefined;
  capacityProviderStrategy: CapacityProviderStrategyItem[] | undefined;
  launchType: LaunchType;
  /** The last word to whoever reads that it failed, made of what is to be done about that. */
  hintOf(remedy: string): string;
}

/** What is run, apart from where. */
export type OneOffCommand = Pick<OneOffTask, 'steps' | 'tokenParts' | 'isRepeatable' | 'hintOf'>;

export interface StartedTask {
  task: Task;
  /** True where an earlier run's task ended well and is not to be repeated. */
  isFinished: boolean;
}

const STARTED_BY = 'medusa-preview/';
const TOKEN_LENGTH = 48;
/** AWS forgets a token after a day at the latest: nobody runs one migration a hundred times a day. */
const MAX_ATTEMPTS = 100;

/**
 * Starts the task, or finds the one that another run started and that still runs. A token whose task has ended is spent:
 * the next attempt has the next token.
 */
export async function startOrJoin(world: World, oneOff: OneOffTask): Promise<StartedTask> {
  const title = titleOf(oneOff.steps);
  await untilAlone(world, oneOff);
  for (let number = 1; number <= MAX_ATTEMPTS; number++) {
    const answer = await requestTask(world, oneOff, clientTokenOf(oneOff, number));
    if ('task' in answer) return { task: answer.task, isFinished: false };
    const earlier = await waitUntilSeen(world, oneOff, answer.earlierArn);
    if (earlier === undefined) continue;
    if (!isStopped(earlier)) {
      world.log.line(`  ${title} is being run already: joining the task of an earlier run`);
      return { task: earlier, isFinished: false };
    }
    if (!oneOff.isRepeatable && exitCodeOf(earlier, oneOff) === DONE) return { task: earlier, isFinished: true };
  }
  throw new RolloutError(`starting ${title}: it was run ${MAX_ATTEMPTS} times within a day`, {
    hint: 'The service was not touched. Wait some hours, then run the job again.',
  });
}

/** At most 64 characters, and the same for two runs that want the same. */
export function clientTokenOf({ cluster, tokenParts }: OneOffTask, number: number): string {
  return `${digest(JSON.stringify([cluster, ...tokenParts]), TOKEN_LENGTH)}-${number}`;
}

export function isStopped({ lastStatus }: Task): boolean {
  return lastStatus === 'STOPPED';
}

/** Undefined where the container never ran. */
export function exitCodeOf({ containers = [] }: Task, { container }: Pick<OneOffTask, 'container'>) {
  return containers.find(({ name }) => name === container)?.exitCode;
}

export function arnOfTask({ taskArn }: Task): string {
  return required(taskArn, 'DescribeTasks.taskArn');
}

export function taskIdOf(task: Task): string {
  const taskArn = arnOfTask(task);
  return taskArn.split('/').at(-1) ?? taskArn;
}

export async function findTask({ ecs }: Aws, cluster: string, taskArn: string): Promise<Task | undefined> {
  const { tasks = [] } = await callAws(`reading task ${taskArn}`, () =>
    ecs.send(new DescribeTasksCommand({ cluster, tasks: [taskArn] })),
  );
  return tasks[0];
}

/**
 * A cancelled run leaves its task running. When the next run is for another revision, the two would work on one database
 * at the same time, so the second waits. The same task is no other one: it is joined.
 */
async function untilAlone(world: World, oneOff: OneOffTask): Promise<void> {
  const title = titleOf(oneOff.steps);
  const { taskDefinition } = oneOff;
  const wanted = overridesOf(oneOff);
  // The list may be of some seconds ago, and what it names have ended since.
  const isOther = (task: Task) =>
    !isStopped(task) &&
    task.startedBy?.startsWith(STARTED_BY) === true &&
    !(task.taskDefinitionArn === taskDefinition.taskDefinitionArn && hasOverrides(task, wanted));
  let other: Task | undefined;
  try {
    await waitUntil(world, `the task of an earlier run to end before ${title}`, async () => {
      other = (await readRunning(world.aws, oneOff)).find(isOther);
      return other === undefined ? { done: undefined } : { pending: `${taskIdOf(other)} ${other.lastStatus}` };
    });
  } catch (error) {
    if (!(error instanceof WaitError) || other === undefined) throw error;
    const hint =
      'Look at the log of that task. Where it does nothing any more, stop it in ECS; then run the job again.';
    throw new WaitError(error.message, { hint, cause: error });
  }
}

function overridesOf({ taskDefinition, container, steps }: OneOffTask): TaskOverride {
  const { containerOverrides = [], ...others } = describeOverrides(containerOf(taskDefinition, container), steps);
  const companions = idleCompanions(taskDefinition.containerDefinitions ?? [], container);
  return { ...others, containerOverrides: [...containerOverrides, ...companions] };
}

export function containerOf({ containerDefinitions = [] }: TaskDefinition, container: string): ContainerDefinition {
  return containerDefinitions.find(({ name }) => name === container) ?? { name: container };
}

/** Of the family, as far as one page of the list goes: a hundred. */
async function readRunning({ ecs }: Aws, { cluster, taskDefinition: { family } }: OneOffTask): Promise<Task[]> {
  const doing = `reading the tasks of ${family}`;
  const { taskArns = [] } = await callAws(doing, () => ecs.send(new ListTasksCommand({ cluster, family })));
  if (taskArns.length === 0) return [];
  const { tasks = [] } = await callAws(doing, () => ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns })));
  return tasks;
}

type Answer = { task: Task } | { earlierArn: string | undefined };

async function requestTask(world: World, oneOff: OneOffTask, clientToken: string): Promise<Answer> {
  const title = titleOf(oneOff.steps);
  return waitUntil(world, `a place to run ${title}`, async (): Promise<Look<Answer>> => {
    assertBeforeDeadline(world, `starting ${title}`);
    // With each request its own: it tells a task that was started now from one that the token stands for since earlier.
    // For that one AWS repeats its first answer, or refuses, because the request differs.
    const startedBy = `${STARTED_BY}${randomUUID()}`;
    const reply = await sendRequest(world.aws, oneOff, { clientToken, startedBy });
    if ('conflicting' in reply) return { done: { earlierArn: reply.conflicting[0] } };
    const { tasks: [task] = [], failures = [] } = reply;
    if (task !== undefined) return { done: task.startedBy === startedBy ? { task } : { earlierArn: task.taskArn } };
    const reason = failures.map((failure) => `${failure.reason ?? ''} ${failure.detail ?? ''}`.trim()).join('; ');
    // AWS answers 200 and no task when it has no capacity just now.
    if (/capacity/i.test(reason)) return { pending: reason };
    throw new RolloutError(
      `starting ${title} in cluster ${oneOff.cluster}: AWS started no task: ${reason || 'no reason given'}`,
      {
        hint: 'The service was not touched. Put right what AWS names, then run the job again: RESOURCE means that the cluster has no capacity for the task.',
      },
    );
  });
}

async function sendRequest(
  { ecs }: Aws,
  oneOff: OneOffTask,
  marks: { clientToken: string; startedBy: string },
): Promise<RunTaskCommandOutput | { conflicting: string[] }> {
  const { steps, cluster, taskDefinition, tags } = oneOff;
  const { networkConfiguration, capacityProviderStrategy, launchType } = oneOff;
  const request = new RunTaskCommand({
    cluster,
    taskDefinition: taskDefinition.taskDefinitionArn,
    networkConfiguration,
    ...(capacityProviderStrategy === undefined ? { launchType } : { capacityProviderStrategy }),
    overrides: overridesOf(oneOff),
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    ...marks,
  });
  try {
    const doing = `starting ${titleOf(steps)} with task definition ${taskDefinition.family}:${taskDefinition.revision}`;
    return await callAws(`${doing} in cluster ${cluster}`, () => ecs.send(request));
  } catch (error) {
    if (!(error instanceof AwsError && error.cause instanceof ConflictException)) throw error;
    return { conflicting: error.cause.resourceIds ?? [] };
  }
}

/** Undefined where AWS does not know the task any more. One that was told to stop is not joined on its way down. */
async function waitUntilSeen(
  world: World,
  { steps, cluster }: OneOffTask,
  taskArn: string | undefined,
): Promise<Task | undefined> {
  if (taskArn === undefined) return undefined;
  const { isOpen } = consistencyWindow(world);
  return waitUntil(world, `an earlier task of ${titleOf(steps)}`, async () => {
    const task = await findTask(world.aws, cluster, taskArn);
    if (task === undefined && isOpen()) return { pending: 'not seen yet' };
    const isBeingStopped = task?.stopCode === 'UserInitiated' && !isStopped(task);
    return isBeingStopped ? { pending: required(task.lastStatus, 'DescribeTasks.lastStatus') } : { done: task };
  });
}
