// Owns the commands that keep the other containers of Medusa's image idle while a one-off task runs. Pure.
import type { ContainerDefinition, ContainerOverride } from '@aws-sdk/client-ecs';
import { commandBehind } from './entry-point.ts';
import { ONE_OFF } from './steps.ts';

/** The value of the variable that lists the steps, in a container that runs none of them. */
export const IDLE = 'beside';
/** Exits at once with success, so that containers that depend on this one can start. */
const EXIT = ['sh', '-c', ': no part of the one-off command; exit 0'];
/** ECS stops the whole task when an essential container exits, so this one sleeps until ECS stops it. */
const SLEEP = ['sh', '-c', "trap 'exit 0' TERM; while :; do sleep 1; done"];

/**
 * RunTask starts every container of the task. A worker would run against a database that does not exist yet, and a container
 * that migrates before Medusa starts would migrate a second time, or fail and keep the command from ever running.
 * Containers of other images run as usual.
 */
export function idleCompanions(containers: ContainerDefinition[], container: string): ContainerOverride[] {
  const image = containers.find(({ name }) => name === container)?.image;
  return containers
    .filter((companion) => companion.name !== container && companion.image === image)
    .map((companion) => ({
      name: companion.name,
      command: commandBehind(companion, companion.essential === false ? EXIT : SLEEP),
      // With this variable set, the preload also stops an entry point that migrates before it runs its command.
      environment: [{ name: ONE_OFF, value: IDLE }],
    }));
}
