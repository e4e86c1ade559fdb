// Owns what a one-off task changes in its task definition: the command of one container, and a variable that names the steps;
// and what is refused because AWS takes no more of it. Pure.
import type { ContainerDefinition, Task, TaskOverride } from '@aws-sdk/client-ecs';
import { BESIDE } from './companions.ts';
import { commandBehind } from './entry-point.ts';
import { describeCommand, ONE_OFF, type TaskStep } from './steps.ts';

/** Of all overrides, as JSON. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html */
const MAX_OVERRIDES_CHARACTERS = 8192;

export function describeOverrides(definition: ContainerDefinition, steps: TaskStep[]): TaskOverride {
  const command = commandBehind(definition, describeCommand(steps));
  const variables = [{ name: ONE_OFF, value: steps.map(({ name }) => name).join(' ') }];
  return { containerOverrides: [{ name: definition.name, command, environment: variables }] };
}

/** The commands travel in the overrides, and nowhere else: a setup-command may hold a secret that no task definition is to show. */
export function problemsOfOverrides(definition: ContainerDefinition, steps: TaskStep[]): string[] {
  const { length } = JSON.stringify(describeOverrides(definition, steps));
  const excess = length - MAX_OVERRIDES_CHARACTERS;
  if (excess <= 0) return [];
  return [
    `migrate-command, setup-command: together they are ${excess} characters too long, since AWS takes ${MAX_OVERRIDES_CHARACTERS} for all overrides of a task. Put what they do into a script of the image, and give its name.`,
  ];
}

/** The names of the steps that a task runs. */
export function stepNamesOf({ overrides }: Task): string[] {
  const variables = overrides?.containerOverrides?.flatMap(({ environment = [] }) => environment) ?? [];
  return variables.find(({ name, value }) => name === ONE_OFF && value !== BESIDE)?.value?.split(' ') ?? [];
}

/** Whether a task runs just these, as far as can be told. */
export function hasOverrides({ overrides }: Task, wanted: TaskOverride): boolean {
  const lines = [overrides, wanted].map((each) =>
    // AWS lists them in an order of its own.
    each?.containerOverrides?.flatMap(({ command = [] }) => command.at(-1) ?? []).sort(),
  );
  return JSON.stringify(lines[0]) === JSON.stringify(lines[1]);
}
