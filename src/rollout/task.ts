// Owns one-off tasks: a command run once in the image that is about to be deployed, before the service gets it.
import type { Task } from '@aws-sdk/client-ecs';
import { maskOf } from '../environment/mask.ts';
import { CancelledError, RolloutError, StoppedError, WaitError } from '../errors.ts';
import { expectToSee, unfenced, waitUntil } from '../reconcile/wait.ts';
import { renderQuote } from '../text/quote.ts';
import type { World } from '../world.ts';
import { commandBehind } from './entry-point.ts';
import { type LogView, openLogView } from './log-view.ts';
import { remedyFor } from './remedies.ts';
import { renderStop } from './stopped-tasks.ts';
import { exitCodeOf, findTask, isStopped, type OneOffTask, startOrJoin, taskIdOf } from './task-start.ts';

/**
 * Runs the command to its end, and shows its log meanwhile. Where an earlier run left that very task running, it is
 * joined. Throws a RolloutError with exit code, reason and last log lines when it fails.
 */
export async function runTask(world: World, asked: OneOffTask): Promise<void> {
  const { purpose, shown, container, taskDefinition, remedy } = asked;
  const definition = taskDefinition.containerDefinitions?.find(({ name }) => name === container);
  const oneOff = { ...asked, command: commandBehind(definition ?? {}, asked.command) };
  const { task, isFinished } = await startOrJoin(world, oneOff);
  const id = taskIdOf(task);
  if (isFinished) return world.log.line(`  ${purpose} has run to its end before, in task ${id}`);
  world.log.line(`  ${purpose} runs in task ${id}\n${renderQuote([shown])}`);
  const view = openLogView(world, { taskDefinition, container, taskArn: String(task.taskArn) });
  const stopped = await followTask(world, { oneOff, task, view });
  const lastLines = await view.showEnd();
  const exitCode = exitCodeOf(stopped, oneOff);
  if (exitCode === 0) return;
  const end = exitCode === undefined ? 'it never ran' : `exit code ${exitCode}`;
  const log = lastLines.length === 0 ? ' No log of it could be read.' : '';
  const stop = renderStop(stopped, maskOf(taskDefinition));
  throw new RolloutError(`${purpose} failed: ${end}. ${stop}.${log}`, {
    hint: remedy?.(exitCode) ?? `The service was not touched. ${wayOut(exitCode, stop)}`,
    lastLines,
  });
}

/** A command that AWS did not let run, or not to its end, is not the one to blame. */
function wayOut(exitCode: number | undefined, stop: string): string {
  const isByAws = exitCode === undefined || stop.includes('OutOfMemory');
  if (isByAws) return remedyFor(stop) ?? 'Put right what AWS says above, then run the job again.';
  return 'Fix the command or the image, then run the job again.';
}

async function followTask(
  world: World,
  { oneOff, task, view }: { oneOff: OneOffTask; task: Task; view: LogView },
): Promise<Task> {
  const { purpose, cluster, isRepeatable } = oneOff;
  const { mayComeLate } = expectToSee(world);
  // What runs once has to be marked when it has run.
  const waiter = isRepeatable ? world : unfenced(world);
  try {
    return await waitUntil(waiter, `${purpose} to end`, async () => {
      const seen = await findTask(world.aws, cluster, String(task.taskArn));
      // A task that was just started may not be seen for some seconds; one that ended is forgotten after an hour.
      if (seen === undefined && !mayComeLate()) throw forgotten(oneOff, task);
      if (seen === undefined) return { pending: 'not seen yet' };
      if (isStopped(seen)) return { done: seen };
      if (seen.startedAt !== undefined) await view.showMore();
      return { pending: String(seen.lastStatus) };
    });
  } catch (error) {
    const left = `Task ${taskIdOf(task)} of ${purpose} was left running.`;
    if (error instanceof StoppedError && !(error instanceof CancelledError)) world.log.line(`  ${left}`);
    throw leftRunning(error, left);
  }
}

function forgotten({ purpose }: OneOffTask, task: Task): RolloutError {
  return new RolloutError(`${purpose}: AWS does not know task ${taskIdOf(task)} any more, nor how it ended`, {
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
