// Owns one-off tasks: commands run once, one after another, in the image that is about to be deployed, before the service gets it.

import { StopTaskCommand, type Task } from '@aws-sdk/client-ecs';
import { callAws } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import { preloadedDatabase } from '../environment/database.ts';
import { AwsError, CancelledError, RolloutError, StoppedError, WaitError } from '../errors.ts';
import { consistencyWindow, waitUntil, withoutGuard } from '../reconcile/wait.ts';
import { renderDuration } from '../text/duration.ts';
import { renderQuote } from '../text/quote.ts';
import type { World } from '../world.ts';
import { type LogView, openLogView } from './log-view.ts';
import { stepNamesOf } from './overrides.ts';
import { type Sign, type TaskStepName, titleOf, visibleSteps } from './steps.ts';
import { describeUnpassed, failureOf } from './task-failure.ts';
import {
  arnOfTask,
  containerOf,
  exitCodeOf,
  findTask,
  isStopped,
  type OneOffTask,
  startOrJoin,
  taskIdOf,
} from './task-start.ts';

/** A task whose commands have not begun so long after it runs, since its entry point does not pass them on, is stopped. */
const MAX_UNBEGUN_MILLISECONDS = 90_000;
/** Where the preload does not keep the entry point from it, that may be migrating, and is not cut off half-way. */
const MAX_UNBEGUN_UNGUARDED_MILLISECONDS = 600_000;

/**
 * Runs the steps to their end, and shows their log meanwhile. Where an earlier run left that very task running, it is
 * joined. Returns the steps that are done; throws a TaskStepError with exit code, reason and last log lines when one fails.
 * `onEnd` is told of each step that ends well meanwhile, where the log can be read.
 */
export async function runTask(
  world: World,
  oneOff: OneOffTask,
  onEnd: (step: string) => void = () => undefined,
): Promise<TaskStepName[]> {
  const { steps, container, taskDefinition } = oneOff;
  const title = titleOf(steps);
  const { task, isFinished } = await startOrJoin(world, oneOff);
  const id = taskIdOf(task);
  const told = visibleSteps(steps);
  const isOne = told.length === 1;
  if (isFinished) {
    world.log.line(`  ${title} ${isOne ? 'has' : 'have'} run to ${isOne ? 'its' : 'their'} end before, in task ${id}`);
    // What else it did may have been undone since, and may be done twice.
    return doneBy(task, oneOff).filter((name) => name === 'setup-command');
  }
  world.log.line(`  ${title} ${isOne ? 'runs' : 'run'} in task ${id}`);
  world.log.line(renderQuote(told.map(({ name, shown }) => shown ?? name)));
  const onSign = (sign: Sign) => {
    if ('ends' in sign) sign.exitCode === 0 && onEnd(sign.ends);
    else if (!isOne && told.some(({ name }) => name === sign.begins)) world.log.line(`  ${sign.begins}:`);
  };
  const view = openLogView({ ...world, onSign }, { taskDefinition, container, taskArn: arnOfTask(task) });
  const end = await followTask(world, { oneOff, task, view });
  const lastLines = await view.showEnd();
  const failure = failureOf({ ...end, oneOff, lastLines, isReadable: view.isReadable(), heard: view.heard() });
  if (failure !== undefined) throw failure;
  return doneBy(end.stopped, oneOff);
}

/** One that was started by another run may have had other steps to run; what it migrated is not what another image needs. */
function doneBy(task: Task, { steps, taskDefinition }: OneOffTask): TaskStepName[] {
  const isOfRevision = task.taskDefinitionArn === taskDefinition.taskDefinitionArn;
  const ran = stepNamesOf(task);
  return steps
    .map(({ name }) => name)
    .filter((name) => ran.includes(name) && (isOfRevision || name !== 'migrate-command'));
}

interface Followed {
  oneOff: OneOffTask;
  task: Task;
  view: LogView;
}

export interface TaskEnd {
  stopped: Task;
  /** Why we stopped it; undefined: we did not. */
  stopReason: string | undefined;
}

async function followTask(world: World, followed: Followed): Promise<TaskEnd> {
  const { oneOff, task, view } = followed;
  const title = titleOf(oneOff.steps);
  const { isOpen } = consistencyWindow(world);
  // What runs once has to be marked when it has run.
  const waiter = oneOff.isRepeatable ? world : withoutGuard(world);
  const isUnbegunTooLong = watchBegin(world, followed);
  let stopReason: string | undefined;
  let isToldToStop = false;
  try {
    const stopped = await waitUntil(waiter, `${title} to end`, async () => {
      const seen = await findTask(world.aws, oneOff.cluster, arnOfTask(task));
      // A task that was just started may not be seen for some seconds; one that ended is forgotten after an hour.
      if (seen === undefined && !isOpen()) throw forgotten(oneOff, task);
      if (seen === undefined) return { pending: 'not seen yet' };
      if (isStopped(seen)) return { done: seen };
      if (seen.startedAt !== undefined) await view.showMore();
      if (!isToldToStop && hasOutlivedCommand(seen, oneOff)) {
        await stopTask(world, followed, `${title} has ended`);
        isToldToStop = true;
      } else if (!isToldToStop && isUnbegunTooLong(seen)) {
        stopReason = await stopUnbegun(world, followed);
        isToldToStop = true;
      }
      return { pending: required(seen.lastStatus, 'DescribeTasks.lastStatus') };
    });
    return { stopped, stopReason };
  } catch (error) {
    const unbegun = runsUnbegun(view) ? ` It has not begun, as when ${describeUnpassed(oneOff)}.` : '';
    const left = `Task ${taskIdOf(task)} of ${title} was left running.${unbegun}`;
    if (error instanceof StoppedError && !(error instanceof CancelledError)) world.log.line(`  ${left}`);
    throw leftRunning(error, left);
  }
}

/** By its log, where that can be read. */
function runsUnbegun(view: LogView): boolean {
  return view.isReadable() && !view.heard().hasBegun;
}

/** By our own clock: the task's times are by AWS's. Where the log cannot be read, nobody knows. */
function watchBegin({ clock, log }: World, { oneOff, task, view }: Followed): (seen: Task) => boolean {
  const isGuarded = preloadedDatabase(containerOf(oneOff.taskDefinition, oneOff.container)) !== undefined;
  const longest = isGuarded ? MAX_UNBEGUN_MILLISECONDS : MAX_UNBEGUN_UNGUARDED_MILLISECONDS;
  let runningSince: number | undefined;
  let isLogged = isGuarded;
  return ({ lastStatus }) => {
    if (lastStatus !== 'RUNNING' || !runsUnbegun(view)) return false;
    runningSince ??= clock.nowMilliseconds();
    const unbegunMilliseconds = clock.nowMilliseconds() - runningSince;
    if (!isLogged && unbegunMilliseconds >= MAX_UNBEGUN_MILLISECONDS) {
      isLogged = true;
      log.line(
        `  Task ${taskIdOf(task)} has run for ${renderDuration(unbegunMilliseconds)} and has not begun, as when ${describeUnpassed(oneOff)}. It may be migrating, so it is stopped after ${renderDuration(longest)} only.`,
      );
    }
    return unbegunMilliseconds >= longest;
  };
}

/** Where the container is not essential, ECS lets the task go on with the others when the command has ended. */
function hasOutlivedCommand(seen: Task, oneOff: OneOffTask): boolean {
  const { essential } = containerOf(oneOff.taskDefinition, oneOff.container);
  return essential === false && exitCodeOf(seen, oneOff) !== undefined;
}

async function stopTask({ aws }: World, { oneOff: { cluster }, task }: Followed, reason: string): Promise<void> {
  await callAws(`stopping task ${taskIdOf(task)}`, () =>
    aws.ecs.send(new StopTaskCommand({ cluster, task: arnOfTask(task), reason })),
  );
}

/** What never began has nothing that could be cut off. Returns why it was stopped. */
async function stopUnbegun(world: World, followed: Followed): Promise<string> {
  const { oneOff, task } = followed;
  const reason = describeUnpassed(oneOff);
  try {
    await stopTask(world, followed, reason);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new RolloutError(`${titleOf(oneOff.steps)} did not begin: ${reason}. Its task goes on: ${error.message}`, {
      hint: oneOff.hintOf(`Stop task ${taskIdOf(task)} in ECS. ${error.hint ?? ''}`),
      cause: error,
    });
  }
  return reason;
}

function forgotten({ steps }: OneOffTask, task: Task): RolloutError {
  return new RolloutError(`${titleOf(steps)}: AWS does not know task ${taskIdOf(task)} any more, nor how it ended`, {
    hint: 'The service was not touched. Run the job again.',
  });
}

/** A migration that is cut off half-way is worse than one that nobody watches. */
function leftRunning(error: unknown, what: string): unknown {
  const hint =
    'Run the job again to go on from here: it joins that task and starts no second one. To have it run anew, stop the task in ECS first.';
  if (error instanceof WaitError) return new WaitError(`${error.message}. ${what}`, { hint, cause: error });
  if (error instanceof CancelledError) return new CancelledError(`${error.message} ${what}`, { hint, cause: error });
  return error;
}
