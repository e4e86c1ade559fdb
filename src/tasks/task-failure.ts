// Owns telling how a one-off task failed: at which step and why, and what is to be done about it. Pure.
import type { Task } from '@aws-sdk/client-ecs';
import { CAUSES, remedyOf } from '../environment/database.ts';
import { maskOf } from '../environment/mask.ts';
import { RolloutError } from '../errors.ts';
import { remedyFor } from './remedies.ts';
import { DONE, exitCodeOfStep, failedStep, type Heard, type TaskStep, type TaskStepName, titleOf } from './steps.ts';
import { renderStop } from './stopped-tasks.ts';
import { containerOf, exitCodeOf, type OneOffTask } from './task-start.ts';

/** A step failed, or the task did; those before it are done. */
export class TaskStepError extends RolloutError {
  readonly done: TaskStepName[];

  constructor(message: string, { done, ...rest }: { done: TaskStepName[]; hint: string; lastLines: string[] }) {
    super(message, rest);
    this.done = done;
  }
}

export interface EndedTask {
  oneOff: OneOffTask;
  stopped: Task;
  /** Why we stopped it; undefined: we did not. */
  stopReason: string | undefined;
  lastLines: string[];
  isReadable: boolean;
  heard: Heard;
}

const PASS_ON =
  'Have it hand over the command that it is given, as a script does that ends with exec "$@", and put what it runs itself into CMD or the command of the task definition.';

const HAND_BACK =
  'Have it end with the exit code of the command that it is given, as a script does that ends with exec "$@".';

/** Undefined where all is done. */
export function failureOf(ended: EndedTask): TaskStepError | undefined {
  const { oneOff, stopped, lastLines, heard } = ended;
  const exitCode = exitCodeOf(stopped, oneOff);
  if (exitCode === DONE) return undefined;
  const step = failedStep(oneOff.steps, exitCode, heard);
  const log = lastLines.length === 0 ? ' No log of it could be read.' : '';
  if (step !== undefined) {
    const { message, remedy } = describeStep(step, Number(exitCode), heard);
    const done = oneOff.steps.slice(0, oneOff.steps.indexOf(step)).map(({ name }) => name);
    return new TaskStepError(`${message}.${log}`, { done, hint: oneOff.hintOf(remedy), lastLines });
  }
  const { message, remedy } = describeUnbegun(ended, exitCode) ?? describeEnd(ended, exitCode);
  return new TaskStepError(`${message}.${log}`, { done: [], hint: oneOff.hintOf(remedy), lastLines });
}

interface Failure {
  message: string;
  remedy: string;
}

function describeStep(step: TaskStep, exitCode: number, heard: Heard): Failure {
  const { name } = step;
  const own = exitCodeOfStep(step, exitCode, heard);
  const message =
    own === undefined
      ? `${name} failed, with an exit code that stands only in its log`
      : `${name} failed: exit code ${own}`;
  if (name.endsWith('-command')) return { message, remedy: 'Fix the command or the image, then run the job again.' };
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

/** An entry point ended, or was stopped, and the command had not begun; undefined where it was not that. */
function describeUnbegun(
  { oneOff, stopReason, isReadable, heard }: EndedTask,
  exitCode: number | undefined,
): Failure | undefined {
  const title = titleOf(oneOff.steps);
  if (stopReason !== undefined) {
    return { message: `${title} did not begin: ${stopReason}. The task was stopped`, remedy: PASS_ON };
  }
  if (heard.hasBegun || exitCode === undefined) return undefined;
  if (exitCode === 0) {
    return { message: `${title} did not begin: ${describeUnpassed(oneOff)}, and ended well`, remedy: PASS_ON };
  }
  // By a signal, it may have been ended from outside.
  if (!isReadable || exitCode > 128) return undefined;
  return {
    message: `${title} did not begin: ${entryPointOf(oneOff)} ended with exit code ${exitCode}, or does not pass the command on as it is`,
    remedy: `Its log above says why it ended: put that right. ${PASS_ON}`,
  };
}

/** What AWS did not let run, or not to its end, is not the one to blame. */
function describeEnd({ oneOff, stopped, heard }: EndedTask, exitCode: number | undefined): Failure {
  // The commands end with another one, whatever becomes of them.
  if (exitCode === 0) {
    const message = `${titleOf(oneOff.steps)} began, but ${entryPointOf(oneOff)} ended with exit code 0 in the place of theirs`;
    return { message, remedy: HAND_BACK };
  }
  const stop = renderStop(stopped, maskOf(oneOff.taskDefinition));
  const end = exitCode === undefined ? 'it never ran' : `exit code ${exitCode}`;
  const isByAws = exitCode === undefined || stop.includes('OutOfMemory');
  const remedy = isByAws
    ? (remedyFor(stop) ?? 'Put right what AWS says above, then run the job again.')
    : 'Fix the command or the image, then run the job again.';
  return { message: `${heard.last ?? titleOf(oneOff.steps)} failed: ${end}. ${stop}`, remedy };
}
