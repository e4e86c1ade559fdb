// Owns the Redis of an environment's own: a container beside Medusa, and the variables that lead to it. Pure.
import type { ContainerDefinition } from '@aws-sdk/client-ecs';

/**
 * The last version under the BSD licence, as Docker builds it and ECR Public mirrors it: Fargate pulls from there without an
 * account. The digest is of the index over all architectures.
 * https://github.com/docker-library/repo-info/blob/master/repos/redis/remote/7.2-alpine.md
 */
export const REDIS_IMAGE =
  'public.ecr.aws/docker/library/redis:7.2-alpine@sha256:ccd6aa8d45ff3f033d6fa15b8cc1a50579f65c89f38cf9bb607a954c4f2128ed';
export const REDIS_CONTAINER = 'medusa-preview-redis';

/** Containers of a task share their loopback interface, so nobody outside the task reaches it. */
const HOST = '127.0.0.1';
const PORT = '6379';
const MAX_MEMORY_MEBIBYTES = 64;
/** AWS asks for one where the task has no memory of its own, as on EC2. */
const MEMORY_RESERVATION_MEBIBYTES = 32;

const ADDRESS = /^(?:\w+_)?(?:REDIS|VALKEY)(?:_TLS)?_UR[LI]$/;
const PART = /^((?:\w+_)?(?:REDIS|VALKEY))_(HOST|PORT|PASSWORD|USER|USERNAME|TLS)$/;
const WORKER_MODE = 'MEDUSA_WORKER_MODE';
/** The values that lead to the own Redis, by the part of the address. Undefined: the variable is removed. */
const PARTS: Record<string, string | undefined> = { HOST, PORT, TLS: 'false' };

/** Whether a name holds the address of a Redis, alone or together with its port and password. */
export function isRedisAddress(name: string): boolean {
  return ADDRESS.test(name) || PART.exec(name)?.[2] === 'HOST';
}

/**
 * The inherited names with what leads them to the environment's own Redis; undefined: the variable goes. Without an address
 * among them there is nothing to lead. A worker elsewhere would take no jobs from this Redis, so Medusa takes its own.
 */
export function ownRedisVariables(inherited: string[], isAddressGiven: boolean): Map<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  if (!inherited.some(isRedisAddress)) return found;
  for (const name of inherited) {
    const [, , part] = PART.exec(name) ?? [];
    if (ADDRESS.test(name)) found.set(name, `redis://${HOST}:${PORT}`);
    else if (part !== undefined) found.set(name, PARTS[part]);
    else if (name === WORKER_MODE && !isAddressGiven) found.set(name, 'shared');
  }
  return found;
}

/** Nothing is kept on disk and nothing is evicted: Medusa's queues lose jobs under any other policy. https://docs.bullmq.io/guide/going-to-production#max-memory-policy */
export function describeRedisContainer(
  image: string,
  { logConfiguration }: Pick<ContainerDefinition, 'logConfiguration'>,
  taskMemory: string | undefined,
): ContainerDefinition {
  const limits = { maxmemory: `${MAX_MEMORY_MEBIBYTES}mb`, 'maxmemory-policy': 'noeviction' };
  const settings = { bind: HOST, port: PORT, save: '', appendonly: 'no', ...limits };
  return {
    name: REDIS_CONTAINER,
    image,
    essential: false,
    command: ['redis-server', ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])],
    restartPolicy: { enabled: true },
    ...(logConfiguration && { logConfiguration }),
    ...(taskMemory === undefined && { memoryReservation: MEMORY_RESERVATION_MEBIBYTES }),
  };
}
