// Owns the overrides of a one-off task: the command of one container, a variable that names its steps, and AWS's size limit. Pure.
import type { ContainerDefinition, Task, TaskOverride } from '@aws-sdk/client-ecs';
import { IDLE } from './companions.ts';
import { commandBehind } from './entry-point.ts';
import { describeCommand, ONE_OFF, type TaskStep } from './steps.ts';

/** AWS counts all overrides together, as JSON. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html */
const MAX_OVERRIDES_CHARACTERS = 8192;

export function describeOverrides(definition: ContainerDefinition, steps: TaskStep[]): TaskOverride {
  const command = commandBehind(definition, describeCommand(steps));
  const variables = [{ name: ONE_OFF, value: steps.map(({ name }) => name).join(' ') }];
  return { containerOverrides: [{ name: definition.name, command, environment: variables }] };
}

/** The commands stay in the overrides: a setup-command may hold a secret, which a task definition would show for ever. */
export function problemsOfOverrides(definition: ContainerDefinition, steps: TaskStep[]): string[] {
  const { length } = JSON.stringify(describeOverrides(definition, steps));
  const excess = length - MAX_OVERRIDES_CHARACTERS;
  if (excess <= 0) return [];
  return [
    `migrate-command, setup-command: together they are ${excess} characters too long: AWS accepts ${MAX_OVERRIDES_CHARACTERS} for all overrides of a task. Move the commands to a script in the image, and give its name instead.`,
  ];
}

/** The names of the steps that the task was started with. */
export function stepNamesOf({ overrides }: Task): string[] {
  const variables = overrides?.containerOverrides?.flatMap(({ environment = [] }) => environment) ?? [];
  return variables.find(({ name, value }) => name === ONE_OFF && value !== IDLE)?.value?.split(' ') ?? [];
}

/** Compares only the last argument of each command: AWS lists the overrides in an order of its own. */
export function hasOverrides({ overrides }: Task, wanted: TaskOverride): boolean {
  const lines = [overrides, wanted].map((each) =>
    each?.containerOverrides?.flatMap(({ command = [] }) => command.at(-1) ?? []).sort(),
  );
  return JSON.stringify(lines[0]) === JSON.stringify(lines[1]);
}
