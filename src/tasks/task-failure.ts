// Owns explaining why a one-off task failed: the step, the reason, and what to do about it. Pure.
import type { Task } from '@aws-sdk/client-ecs';
import { containerOf } from '../environment/containers.ts';
import { CAUSES, remedyOf } from '../environment/database.ts';
import { maskOf } from '../environment/mask.ts';
import { RolloutError } from '../errors.ts';
import { remedyFor } from './remedies.ts';
import {
  exitCodeOfStep,
  failedStep,
  SUCCESS_EXIT_CODE,
  type TaskProgress,
  type TaskStep,
  type TaskStepName,
  titleOf,
} from './steps.ts';
import { renderStop } from './stopped-tasks.ts';
import { exitCodeOf, type OneOffTask } from './task-start.ts';

/** A step failed, or the task itself; `done` lists the steps that succeeded before. */
export class TaskStepError extends RolloutError {
  readonly done: TaskStepName[];

  constructor(message: string, { done, ...rest }: { done: TaskStepName[]; hint: string; lastLines: string[] }) {
    super(message, rest);
    this.done = done;
  }
}

interface EndedTask {
  oneOff: OneOffTask;
  stopped: Task;
  /** Undefined unless this run stopped the task. */
  stopReason: string | undefined;
  lastLines: string[];
  isLogReadable: boolean;
  progress: TaskProgress;
}

const PASS_COMMAND_ON =
  'Make it run the command that it is given, for example by ending the script with exec "$@", and move what it runs itself to CMD or to the command of the task definition.';

const RETURN_EXIT_CODE =
  'Make it exit with the exit code of the command that it is given, for example by ending the script with exec "$@".';

/** Undefined if the task succeeded. */
export function failureOf(ended: EndedTask): TaskStepError | undefined {
  const { oneOff, stopped, lastLines, progress } = ended;
  const exitCode = exitCodeOf(stopped, oneOff);
  if (exitCode === SUCCESS_EXIT_CODE) return undefined;
  const step = failedStep(oneOff.steps, exitCode, progress);
  const log = lastLines.length === 0 ? ' Its log could not be read.' : '';
  if (step !== undefined) {
    const { message, remedy } = describeFailedStep(step, Number(exitCode), progress);
    const done = oneOff.steps.slice(0, oneOff.steps.indexOf(step)).map(({ name }) => name);
    return new TaskStepError(`${message}.${log}`, { done, hint: oneOff.hintOf(remedy), lastLines });
  }
  const { message, remedy } = describeUnbegun(ended, exitCode) ?? describeFailedTask(ended, exitCode);
  return new TaskStepError(`${message}.${log}`, { done: [], hint: oneOff.hintOf(remedy), lastLines });
}

interface Failure {
  message: string;
  remedy: string;
}

function describeFailedStep(step: TaskStep, exitCode: number, progress: TaskProgress): Failure {
  const { name } = step;
  const own = exitCodeOfStep(step, exitCode, progress);
  const message =
    own === undefined
      ? `${name} failed, with an exit code that is only in its log`
      : `${name} failed: exit code ${own}`;
  if (name.endsWith('-command')) return { message, remedy: 'Fix the command or the image, then re-run the job.' };
  const cause = CAUSES[exitCode];
  return {
    message: cause === undefined ? message : `${message}: ${cause}`,
    remedy: remedyOf(name === 'drop-database', exitCode),
  };
}

/** `the image's ENTRYPOINT does not pass the command on` */
export function describeUnpassed(oneOff: OneOffTask): string {
  return `${entryPointOf(oneOff)} does not pass the command on`;
}

function entryPointOf({ taskDefinition, container }: OneOffTask): string {
  const { entryPoint = [] } = containerOf(taskDefinition, container);
  return entryPoint.length > 0 ? 'the entry point of the task definition' : "the image's ENTRYPOINT";
}

/** Undefined unless the entry point exited, or was stopped, before the command began. */
function describeUnbegun(
  { oneOff, stopReason, isLogReadable, progress }: EndedTask,
  exitCode: number | undefined,
): Failure | undefined {
  const title = titleOf(oneOff.steps);
  if (stopReason !== undefined) {
    return { message: `${title} did not begin: ${stopReason}. The task was stopped`, remedy: PASS_COMMAND_ON };
  }
  if (progress.hasBegun || exitCode === undefined) return undefined;
  if (exitCode === 0) {
    return {
      message: `${title} did not begin: ${describeUnpassed(oneOff)}, and exited with code 0`,
      remedy: PASS_COMMAND_ON,
    };
  }
  // A code above 128 stands for a signal, which may have come from outside.
  if (!isLogReadable || exitCode > 128) return undefined;
  return {
    message: `${title} did not begin: ${entryPointOf(oneOff)} ended with exit code ${exitCode}, or does not pass the command on unchanged`,
    remedy: `If the log above shows an error, fix that. ${PASS_COMMAND_ON}`,
  };
}

/** If AWS did not start the container or ended it, the hint is about that rather than about the command. */
function describeFailedTask({ oneOff, stopped, progress }: EndedTask, exitCode: number | undefined): Failure {
  // The commands never exit with 0, so this is the exit code of the entry point.
  if (exitCode === 0) {
    const message = `${titleOf(oneOff.steps)} began, but ${entryPointOf(oneOff)} returned exit code 0 instead of theirs`;
    return { message, remedy: RETURN_EXIT_CODE };
  }
  const stop = renderStop(stopped, maskOf(oneOff.taskDefinition));
  const end = exitCode === undefined ? 'it never ran' : `exit code ${exitCode}`;
  const isByAws = exitCode === undefined || stop.includes('OutOfMemory');
  const remedy = isByAws
    ? (remedyFor(stop) ?? 'Fix the reason that AWS gives above, then re-run the job.')
    : 'Fix the command or the image, then re-run the job.';
  return { message: `${progress.lastStep ?? titleOf(oneOff.steps)} failed: ${end}. ${stop}`, remedy };
}
