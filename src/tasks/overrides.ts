// Owns the overrides of a one-off task: the command of one container, a variable that names its steps, the commands that keep the
// other containers of Medusa's image idle, and AWS's size limit. Pure.
import type { ContainerOverride, Task, TaskDefinition, TaskOverride } from '@aws-sdk/client-ecs';
import { containerOf } from '../environment/containers.ts';
import { commandBehind } from './entry-point.ts';
import { describeCommand, ONE_OFF, type TaskStep } from './steps.ts';

/** AWS counts all overrides together, as JSON. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html */
const MAX_OVERRIDES_CHARACTERS = 8192;
/** The value of that variable in a container that runs no step. */
const IDLE = 'beside';
/** Exits at once with success, so that containers that depend on this one can start. */
const EXIT = ['sh', '-c', ': no part of the one-off command; exit 0'];
/** ECS stops the whole task when an essential container exits, so this one sleeps until ECS stops it. */
const SLEEP = ['sh', '-c', "trap 'exit 0' TERM; while :; do sleep 1; done"];

interface Commands {
  taskDefinition: Pick<TaskDefinition, 'containerDefinitions'>;
  container: string;
  steps: TaskStep[];
}

export function describeOverrides({ taskDefinition, container, steps }: Commands): TaskOverride {
  const command = commandBehind(containerOf(taskDefinition, container), describeCommand(steps));
  const environment = [{ name: ONE_OFF, value: steps.map(({ name }) => name).join(' ') }];
  return {
    containerOverrides: [{ name: container, command, environment }, ...idleCompanions(taskDefinition, container)],
  };
}

/** The commands stay in the overrides: a setup-command may hold a secret, which a task definition would show for ever. */
export function problemsOfOverrides(commands: Commands): string[] {
  const { length } = JSON.stringify(describeOverrides(commands));
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

/**
 * RunTask starts every container of the task. A worker would run against a database that does not exist yet, and a container
 * that migrates before Medusa starts would migrate a second time, or fail and keep the command from ever running.
 * Containers of other images run as usual.
 */
function idleCompanions(taskDefinition: Commands['taskDefinition'], container: string): ContainerOverride[] {
  const { containerDefinitions = [] } = taskDefinition;
  const { image } = containerOf(taskDefinition, container);
  return containerDefinitions
    .filter((companion) => companion.name !== container && companion.image === image)
    .map((companion) => ({
      name: companion.name,
      command: commandBehind(companion, companion.essential === false ? EXIT : SLEEP),
      // With this variable set, the preload also stops an entry point that migrates before it runs its command.
      environment: [{ name: ONE_OFF, value: IDLE }],
    }));
}
