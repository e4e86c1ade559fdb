// Owns a restart policy of Medusa's container. RunTask cannot switch it off, so ECS would run a one-off task that takes longer than
// the policy's restartAttemptPeriod a second time; and since its exit codes are its own, the policy ignores them. Pure.
import type { ContainerDefinition, ContainerRestartPolicy } from '@aws-sdk/client-ecs';

/** All exit codes of a one-off task, of the steps and of the script of the database. */
export const ONE_OFF_EXIT_CODES = Array.from({ length: 23 }, (_, index) => 41 + index);
/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerRestartPolicy.html */
const MAX_IGNORED_EXIT_CODES = 50;

/** A service restarts Medusa as before, since Medusa ends with none of them. */
export function describeRestartPolicy(policy: ContainerRestartPolicy): ContainerRestartPolicy {
  if (!policy.enabled) return policy;
  const codes = new Set([...(policy.ignoredExitCodes ?? []), ...ONE_OFF_EXIT_CODES]);
  return { ...policy, ignoredExitCodes: [...codes].sort((one, other) => one - other) };
}

export function problemsOfRestartPolicy({ name, restartPolicy }: ContainerDefinition): string[] {
  const { length } = restartPolicy?.ignoredExitCodes ?? [];
  if (!restartPolicy?.enabled || length <= MAX_IGNORED_EXIT_CODES) return [];
  return [
    `task-definition: container ${name}: restartPolicy.ignoredExitCodes has ${length} exit codes, with those of one-off tasks, ${ONE_OFF_EXIT_CODES[0]} to ${ONE_OFF_EXIT_CODES.at(-1)}. ECS takes ${MAX_IGNORED_EXIT_CODES}: take some out, or the restartPolicy.`,
  ];
}
