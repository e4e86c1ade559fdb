// Owns running one-off tasks: commands that run in the image that is about to be deployed, before the service gets it.

import { StopTaskCommand, type Task } from '@aws-sdk/client-ecs';
import { callAws } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import { containerOf } from '../environment/containers.ts';
import { preloadedDatabase } from '../environment/database.ts';
import { AwsError, CancelledError, RolloutError, StoppedError, WaitError } from '../errors.ts';
import { consistencyWindow, waitUntil, withoutGuard } from '../reconcile/wait.ts';
import { renderDuration } from '../text/duration.ts';
import { renderQuote } from '../text/quote.ts';
import type { World } from '../world.ts';
import { type LogView, openLogView } from './log-view.ts';
import { stepNamesOf } from './overrides.ts';
import { type StepMarker, type TaskStepName, titleOf, visibleSteps } from './steps.ts';
import { describeUnpassed, failureOf } from './task-failure.ts';
import { arnOfTask, exitCodeOf, findTask, isStopped, type OneOffTask, startOrJoin, taskIdOf } from './task-start.ts';

/** A task is stopped if its commands have not begun this long after it started: its entry point does not pass them on. */
const MAX_UNBEGUN_MILLISECONDS = 90_000;
/** Without the preload the entry point may be migrating, which is not interrupted so soon. */
const MAX_UNBEGUN_UNGUARDED_MILLISECONDS = 600_000;

/**
 * Runs the steps and shows their log. Joins the task if an earlier run left it running. Returns the steps that are done; throws
 * a TaskStepError with exit code, reason and last log lines when one fails. `onEnd` is called for each step that succeeds
 * while the task runs, if its log can be read.
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
  const visible = visibleSteps(steps);
  const isOne = visible.length === 1;
  if (isFinished) {
    world.log.line(`  ${title} ${isOne ? 'has' : 'have'} completed before, in task ${id}`);
    // The other steps may be repeated, and their effect may have been undone since.
    return doneBy(task, oneOff).filter((name) => name === 'setup-command');
  }
  world.log.line(`  ${title} ${isOne ? 'runs' : 'run'} in task ${id}`);
  world.log.line(renderQuote(visible.map(({ name, shown }) => shown ?? name)));
  const onMarker = (marker: StepMarker) => {
    if ('ends' in marker) marker.exitCode === 0 && onEnd(marker.ends);
    else if (!isOne && visible.some(({ name }) => name === marker.begins)) world.log.line(`  ${marker.begins}:`);
  };
  const view = openLogView({ ...world, onMarker }, { taskDefinition, container, taskArn: arnOfTask(task) });
  const end = await followTask(world, { oneOff, task, view });
  const lastLines = await view.showEnd();
  const read = { lastLines, isLogReadable: view.isReadable(), progress: view.progress() };
  const failure = failureOf({ ...end, ...read, oneOff });
  if (failure !== undefined) throw failure;
  return doneBy(end.stopped, oneOff);
}

/** A task of another run may have had other steps, and a migration of another revision does not count. */
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

interface TaskEnd {
  stopped: Task;
  /** Undefined unless this run stopped the task. */
  stopReason: string | undefined;
}

async function followTask(world: World, followed: Followed): Promise<TaskEnd> {
  const { oneOff, task, view } = followed;
  const title = titleOf(oneOff.steps);
  const { isOpen } = consistencyWindow(world);
  // A step that runs only once has to be marked when it is done, so the guard must not end the wait.
  const waiter = oneOff.isRepeatable ? world : withoutGuard(world);
  const isUnbegunTooLong = watchBegin(world, followed);
  let stopReason: string | undefined;
  let isStopping = false;
  try {
    const stopped = await waitUntil(waiter, `${title} to end`, async () => {
      const seen = await findTask(world.aws, oneOff.cluster, arnOfTask(task));
      // AWS may not list a task for some seconds after its start, and no longer lists it an hour after its end.
      if (seen === undefined && !isOpen()) throw forgotten(oneOff, task);
      if (seen === undefined) return { pending: 'not seen yet' };
      if (isStopped(seen)) return { done: seen };
      if (seen.startedAt !== undefined) await view.showMore();
      if (!isStopping && hasOutlivedCommand(seen, oneOff)) {
        await stopTask(world, followed, `${title} has ended`);
        isStopping = true;
      } else if (!isStopping && isUnbegunTooLong(seen)) {
        stopReason = await stopUnbegun(world, followed);
        isStopping = true;
      }
      return { pending: required(seen.lastStatus, 'DescribeTasks.lastStatus') };
    });
    return { stopped, stopReason };
  } catch (error) {
    const unbegun = isUnbegun(view) ? ` It has not begun; perhaps ${describeUnpassed(oneOff)}.` : '';
    const left = `Task ${taskIdOf(task)} of ${title} was left running.${unbegun}`;
    if (error instanceof StoppedError && !(error instanceof CancelledError)) world.log.line(`  ${left}`);
    throw asLeftRunning(error, left);
  }
}

/** False also if the log cannot be read. */
function isUnbegun(view: LogView): boolean {
  return view.isReadable() && !view.progress().hasBegun;
}

/** Uses this machine's clock, because the times that AWS reports for the task are by AWS's. */
function watchBegin({ clock, log }: World, { oneOff, task, view }: Followed): (seen: Task) => boolean {
  const isGuarded = preloadedDatabase(containerOf(oneOff.taskDefinition, oneOff.container)) !== undefined;
  const maxMilliseconds = isGuarded ? MAX_UNBEGUN_MILLISECONDS : MAX_UNBEGUN_UNGUARDED_MILLISECONDS;
  let runningSince: number | undefined;
  let isLogged = isGuarded;
  return ({ lastStatus }) => {
    if (lastStatus !== 'RUNNING' || !isUnbegun(view)) return false;
    runningSince ??= clock.nowMilliseconds();
    const unbegunMilliseconds = clock.nowMilliseconds() - runningSince;
    if (!isLogged && unbegunMilliseconds >= MAX_UNBEGUN_MILLISECONDS) {
      isLogged = true;
      log.line(
        `  Task ${taskIdOf(task)} has run for ${renderDuration(unbegunMilliseconds)} and has not begun; perhaps ${describeUnpassed(oneOff)}. It may be migrating, so it is not stopped before ${renderDuration(maxMilliseconds)}.`,
      );
    }
    return unbegunMilliseconds >= maxMilliseconds;
  };
}

/** If the container is not essential, ECS keeps the task running with its other containers after the command has ended. */
function hasOutlivedCommand(seen: Task, oneOff: OneOffTask): boolean {
  const { essential } = containerOf(oneOff.taskDefinition, oneOff.container);
  return essential === false && exitCodeOf(seen, oneOff) !== undefined;
}

async function stopTask({ aws }: World, { oneOff: { cluster }, task }: Followed, reason: string): Promise<void> {
  await callAws(`stopping task ${taskIdOf(task)}`, () =>
    aws.ecs.send(new StopTaskCommand({ cluster, task: arnOfTask(task), reason })),
  );
}

/** Stopping a task that has not begun interrupts nothing. Returns the reason. */
async function stopUnbegun(world: World, followed: Followed): Promise<string> {
  const { oneOff, task } = followed;
  const reason = describeUnpassed(oneOff);
  try {
    await stopTask(world, followed, reason);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new RolloutError(
      `${titleOf(oneOff.steps)} did not begin: ${reason}. Its task could not be stopped: ${error.message}`,
      {
        hint: oneOff.hintOf(`Stop task ${taskIdOf(task)} in ECS. ${error.hint ?? ''}`),
        cause: error,
      },
    );
  }
  return reason;
}

function forgotten({ steps }: OneOffTask, task: Task): RolloutError {
  return new RolloutError(`${titleOf(steps)}: AWS no longer lists task ${taskIdOf(task)}, so its result is unknown`, {
    hint: 'The service was not changed. Re-run the job.',
  });
}

/** The task is left running, because interrupting a migration does more harm than not watching it. */
function asLeftRunning(error: unknown, what: string): unknown {
  const hint =
    'Re-run the job to resume: it waits for that task and does not start a second one. To start over, stop the task in ECS first.';
  if (error instanceof WaitError) return new WaitError(`${error.message}. ${what}`, { hint, cause: error });
  if (error instanceof CancelledError) return new CancelledError(`${error.message} ${what}`, { hint, cause: error });
  return error;
}
