// Owns starting a one-off task exactly once, however often the run is repeated. docs/decisions/0010-one-off-tasks.md

import { randomUUID } from 'node:crypto';
import {
  type CapacityProviderStrategyItem,
  ConflictException,
  DescribeTasksCommand,
  type LaunchType,
  ListTasksCommand,
  type ListTasksCommandInput,
  type NetworkConfiguration,
  RunTaskCommand,
  type RunTaskCommandOutput,
  type Task,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import { callAws } from '../aws/client.ts';
import { assertBeforeDeadline } from '../aws/deadline.ts';
import { required } from '../aws/required.ts';
import { askedPlacement, type Placement } from '../environment/placement.ts';
import { AwsError, RolloutError, WaitError } from '../errors.ts';
import { listedTags } from '../foundation/services.ts';
import { digest, type Tags } from '../identity.ts';
import { consistencyWindow, type Look, waitUntil } from '../reconcile/wait.ts';
import type { Aws, World } from '../world.ts';
import { describeOverrides, hasOverrides } from './overrides.ts';
import { SUCCESS_EXIT_CODE, type TaskStep, titleOf } from './steps.ts';

export interface OneOffTask {
  /** In the order in which they run. */
  steps: TaskStep[];
  /** The client token is a digest of these and the cluster: a second run with equal parts joins the task of the first. */
  tokenParts: string[];
  /** If false, it is not run again after it has succeeded. */
  isRepeatable: boolean;
  tags: Tags;
  cluster: string;
  taskDefinition: TaskDefinition;
  container: string;
  networkConfiguration: NetworkConfiguration | undefined;
  capacityProviderStrategy: CapacityProviderStrategyItem[] | undefined;
  launchType: LaunchType;
  placement: Placement;
  /** The hint of the error when it fails, with what to do about it. */
  hintOf(remedy: string): string;
}

/** The part of a task that does not depend on where it runs. */
export type OneOffCommand = Pick<OneOffTask, 'steps' | 'tokenParts' | 'isRepeatable' | 'hintOf'>;

interface StartedTask {
  task: Task;
  /** True if an earlier run's task succeeded and must not be repeated. */
  isFinished: boolean;
}

const STARTED_BY = 'medusa-preview/';
const TOKEN_LENGTH = 48;
/** AWS keeps a client token for a day at most, and no migration runs a hundred times a day. */
const MAX_ATTEMPTS = 100;

/**
 * Starts the task, or finds the one that another run started and that is still running. RunTask answers a token whose task has
 * ended with that task, so the next attempt uses the next token.
 */
export async function startOrJoin(world: World, oneOff: OneOffTask): Promise<StartedTask> {
  const title = titleOf(oneOff.steps);
  await waitForOtherTasks(world, oneOff);
  for (let number = 1; number <= MAX_ATTEMPTS; number++) {
    const answer = await requestTask(world, oneOff, clientTokenOf(oneOff, number));
    if ('task' in answer) return { task: answer.task, isFinished: false };
    const earlier = await waitUntilSeen(world, oneOff, answer.earlierArn);
    if (earlier === undefined) continue;
    if (!isStopped(earlier)) {
      world.log.line(`  ${title} is being run already: waiting for the task that an earlier run started`);
      return { task: earlier, isFinished: false };
    }
    if (!oneOff.isRepeatable && exitCodeOf(earlier, oneOff) === SUCCESS_EXIT_CODE)
      return { task: earlier, isFinished: true };
  }
  throw new RolloutError(`starting ${title}: it was run ${MAX_ATTEMPTS} times within a day`, {
    hint: 'The service was not changed. Re-run the job in a few hours.',
  });
}

/** Equal for two runs of the same task. AWS accepts at most 64 characters. */
export function clientTokenOf({ cluster, tokenParts }: OneOffTask, number: number): string {
  return `${digest(JSON.stringify([cluster, ...tokenParts]), TOKEN_LENGTH)}-${number}`;
}

export function isStopped({ lastStatus }: Task): boolean {
  return lastStatus === 'STOPPED';
}

/** Undefined if the container never ran. */
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
 * A cancelled run leaves its task running. If the next run deploys another revision, two tasks would change one database at the
 * same time, so the second waits. A task that runs the same steps of the same revision is joined instead.
 */
async function waitForOtherTasks(world: World, oneOff: OneOffTask): Promise<void> {
  const title = titleOf(oneOff.steps);
  const { cluster, taskDefinition } = oneOff;
  const wanted = describeOverrides(oneOff);
  // ListTasks lags by seconds, so it may name tasks that have stopped.
  const isOther = (task: Task) =>
    isRunningOneOff(task) &&
    !(task.taskDefinitionArn === taskDefinition.taskDefinitionArn && hasOverrides(task, wanted));
  let other: Task | undefined;
  try {
    await waitUntil(world, `the task of an earlier run to end before ${title}`, async () => {
      other = (await readTasks(world.aws, { cluster, family: taskDefinition.family })).find(isOther);
      return other === undefined ? { done: undefined } : { pending: `${taskIdOf(other)} ${other.lastStatus}` };
    });
  } catch (error) {
    if (!(error instanceof WaitError) || other === undefined) throw error;
    const hint = 'Look at the log of that task. If it hangs, stop it in ECS, then re-run the job.';
    throw new WaitError(error.message, { hint, cause: error });
  }
}

/** True if a one-off task of the family is in progress, such as a migration. */
export async function hasOneOffTask(aws: Aws, query: { cluster: string; family: string }): Promise<boolean> {
  return (await readTasks(aws, query)).some(isRunningOneOff);
}

function isRunningOneOff(task: Task): boolean {
  return !isStopped(task) && task.startedBy?.startsWith(STARTED_BY) === true;
}

/** Reads one page, which lists a hundred tasks of a family or a service. */
export async function readTasks({ ecs }: Aws, query: ListTasksCommandInput): Promise<Task[]> {
  const { cluster, family, serviceName = family } = query;
  const doing = `reading the tasks of ${serviceName}`;
  const { taskArns = [] } = await callAws(doing, () => ecs.send(new ListTasksCommand(query)));
  if (taskArns.length === 0) return [];
  const { tasks = [] } = await callAws(doing, () => ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns })));
  return tasks;
}

type Answer = { task: Task } | { earlierArn: string | undefined };

async function requestTask(world: World, oneOff: OneOffTask, clientToken: string): Promise<Answer> {
  const title = titleOf(oneOff.steps);
  return waitUntil(world, `a place to run ${title}`, async (): Promise<Look<Answer>> => {
    assertBeforeDeadline(world, `starting ${title}`);
    // A value of its own for each request distinguishes a new task from one that an earlier request with this token started.
    // For the latter AWS repeats its first reply, or refuses the call because the request differs.
    const startedBy = `${STARTED_BY}${randomUUID()}`;
    const reply = await sendRequest(world.aws, oneOff, { clientToken, startedBy });
    if ('conflicting' in reply) return { done: { earlierArn: reply.conflicting[0] } };
    const { tasks: [task] = [], failures = [] } = reply;
    if (task !== undefined) return { done: task.startedBy === startedBy ? { task } : { earlierArn: task.taskArn } };
    const reason = failures.map((failure) => `${failure.reason ?? ''} ${failure.detail ?? ''}`.trim()).join('; ');
    // When AWS has no capacity, it replies with 200 and no task.
    if (/capacity/i.test(reason)) return { pending: reason };
    throw new RolloutError(
      `starting ${title} in cluster ${oneOff.cluster}: AWS started no task: ${reason || 'no reason given'}`,
      {
        hint: 'The service was not changed. Fix the reason that AWS gives, then re-run the job. RESOURCE means that the cluster has no capacity for the task.',
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
  const { networkConfiguration, capacityProviderStrategy, launchType, placement } = oneOff;
  const request = new RunTaskCommand({
    cluster,
    taskDefinition: taskDefinition.taskDefinitionArn,
    networkConfiguration,
    ...(capacityProviderStrategy === undefined ? { launchType } : { capacityProviderStrategy }),
    ...askedPlacement(placement),
    overrides: describeOverrides(oneOff),
    tags: listedTags(tags),
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

/** Undefined if AWS no longer lists the task. A task that somebody is stopping is waited for, not joined. */
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
