// Owns the checks of what keeps a copy apart from its base service: its Redis, and its secrets. Pure.
import { containerOf } from '../environment/containers.ts';
import { hasOwnRedis } from '../environment/task-definition.ts';
import type { Workload } from '../environment/workload.ts';
import { isOptionsSecret } from './database.ts';

export function problemsOfSeal(workload: Workload): string[] {
  return [
    ...problemsOfCount(workload),
    ...problemsOfOptions(workload),
    ...problemsOfKeys(workload),
    ...problemsOfNames(workload),
  ];
}

/** Each task would have a Redis of its own, and know neither the sessions nor the jobs of the other. */
function problemsOfCount(workload: Workload): string[] {
  const { desiredCount = 1 } = workload;
  if (desiredCount <= 1 || !hasOwnRedis(workload)) return [];
  return [
    `desired-count: ${desiredCount} tasks would each have their own Redis. Set it to 1, or set the address of a common Redis in "variables" or "secrets".`,
  ];
}

/** The preload derives the secrets. Where it leads to a database as well, the check of that says so. */
function problemsOfOptions(workload: Workload): string[] {
  const { isSealed, database, base, container, siblings } = workload;
  const led = (base.containerDefinitions ?? []).filter(
    ({ name = '' }) => name === container || siblings.includes(name),
  );
  const isHidden = led.some(({ secrets = [] }) => isOptionsSecret(secrets, workload));
  if (!isSealed || database !== undefined || !isHidden) return [];
  return [
    'variables: NODE_OPTIONS is a secret, so the preload, which derives secrets of this environment\'s own, cannot be added to it. Set NODE_OPTIONS in "variables".',
  ];
}

/** The preload would refuse them as well, once the task runs. */
function problemsOfKeys({ isSealed, base, container, variables }: Workload): string[] {
  if (!isSealed) return [];
  const { environment = [] } = containerOf(base, container);
  const values = new Map([...environment, ...variables].map(({ name = '', value = '' }) => [name, value]));
  return ['JWT_SECRET', 'COOKIE_SECRET']
    .filter((name) => values.get(name)?.includes('-----BEGIN '))
    .map(
      (name) =>
        `variables: ${name} is a key pair in PEM, from which no secret of this environment's own can be derived. Set a secret text instead.`,
    );
}

function problemsOfNames({ unknownSecrets }: Workload): string[] {
  if (unknownSecrets.length === 0) return [];
  return [`inherit-secrets: the base service has no secret ${unknownSecrets.join(', ')}. Check the names.`];
}
