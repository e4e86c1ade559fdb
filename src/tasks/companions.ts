// Owns what the other containers of Medusa's image do while a one-off command runs in the task: nothing. Pure.
import type { ContainerDefinition, ContainerOverride } from '@aws-sdk/client-ecs';
import { commandBehind } from './entry-point.ts';
import { ONE_OFF } from './steps.ts';

/** Names no step. */
export const BESIDE = 'beside';
/** Whoever waits for such a container to end well goes on at once. */
const END = ['sh', '-c', ': no part of the one-off command; exit 0'];
/** One that is essential would take the task along with its end; told to stop, it ends at once. */
const STAY = ['sh', '-c', "trap 'exit 0' TERM; while :; do sleep 1; done"];

/**
 * RunTask starts every container of the task. A worker would work on a database that is not made yet, and a container that
 * migrates before Medusa starts would do so twice, or fail and never let the command run. Other images are left alone.
 */
export function idleCompanions(containers: ContainerDefinition[], container: string): ContainerOverride[] {
  const image = containers.find(({ name }) => name === container)?.image;
  return containers
    .filter((companion) => companion.name !== container && companion.image === image)
    .map((companion) => ({
      name: companion.name,
      command: commandBehind(companion, companion.essential === false ? END : STAY),
      // An entry point that migrates before it passes the command on is held back here as well.
      environment: [{ name: ONE_OFF, value: BESIDE }],
    }));
}
