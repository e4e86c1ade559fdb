// Owns the description of the task definition: the base's, with image, variables and sizes as asked for. Pure.
import {
  type ContainerDefinition,
  type PortMapping,
  type RegisterTaskDefinitionCommandInput,
  RegisterTaskDefinitionRequest$,
} from '@aws-sdk/client-ecs';
import { NormalizedSchema } from '@smithy/core/schema';
import { digest } from '../identity.ts';
import { containerOf } from './containers.ts';
import type { Environment } from './environment.ts';
import { describeRedisContainer, isRedisAddress, REDIS_CONTAINER } from './redis.ts';
import { describeRestartPolicy } from './restart.ts';
import { describeVariables } from './variables.ts';
import type { Workload } from './workload.ts';

/** AWS also returns members that it does not accept, such as `revision`. */
const ACCEPTED = [...NormalizedSchema.of(RegisterTaskDefinitionRequest$).structIterator()].map(([name]) => name);
const DIGEST_LENGTH = 32;

/** Everything but the preload is known without a load balancer. */
type Described = Workload & Pick<Environment, 'preload'>;

export function describeTaskDefinition(environment: Described, url: string): RegisterTaskDefinitionCommandInput {
  const { base, family, cpu, memory, taskRoleArn } = environment;
  // The tags stay with the base: ours are set on registration.
  const kept = Object.entries(base).filter(([key]) => key !== 'tags' && ACCEPTED.includes(key));
  return {
    ...Object.fromEntries(kept),
    family,
    ...(cpu !== undefined && { cpu }),
    ...(memory !== undefined && { memory }),
    ...(taskRoleArn !== undefined && { taskRoleArn: taskRoleArn === '' ? undefined : taskRoleArn }),
    containerDefinitions: describeContainers(environment, url),
  };
}

function describeContainers(environment: Described, url: string): ContainerDefinition[] {
  const { base, container, siblings, memory = base.memory } = environment;
  const own = hasOwnRedis(environment);
  const bases = (base.containerDefinitions ?? []).filter(({ name }) => !own || name !== REDIS_CONTAINER);
  const containers = bases.map((definition) => describeContainer(definition, environment, url));
  if (!own) return containers;
  const waiting = containers.map((definition) => {
    const { name = '', dependsOn = [] } = definition;
    if (name !== container && !siblings.includes(name)) return definition;
    const others = dependsOn.filter(({ containerName }) => containerName !== REDIS_CONTAINER);
    return { ...definition, dependsOn: [...others, { containerName: REDIS_CONTAINER, condition: 'START' as const }] };
  });
  return [...waiting, describeRedisContainer(environment.redisImage, containerOf(base, container), memory)];
}

/** True if Medusa, or a worker beside it, inherits the address of a Redis. */
export function hasOwnRedis(workload: Workload): boolean {
  const { isSealed, base, container, siblings, variables, secrets } = workload;
  const given = new Set([...variables, ...secrets].map(({ name }) => name));
  const isInherited = ({ name = '' }: { name?: string | undefined }) => isRedisAddress(name) && !given.has(name);
  return (
    isSealed &&
    (base.containerDefinitions ?? [])
      .filter(({ name = '' }) => name === container || siblings.includes(name))
      .some(({ environment = [], secrets: own = [] }) => [...environment, ...own].some(isInherited))
  );
}

function describeContainer(base: ContainerDefinition, environment: Described, url: string): ContainerDefinition {
  const { container, siblings, entry, stopTimeoutSeconds: stopTimeout } = environment;
  const { name = '', restartPolicy } = base;
  const isMedusa = name === container;
  return {
    ...(isMedusa ? withoutLimits(base, environment) : base),
    ...((isMedusa || siblings.includes(name)) && describeContents(base, environment, url)),
    ...(isMedusa && stopTimeout !== undefined && { stopTimeout }),
    ...(isMedusa && restartPolicy && { restartPolicy: describeRestartPolicy(restartPolicy) }),
    ...(name === entry.container && { portMappings: withPort(base.portMappings, entry.port) }),
  };
}

/** One-off commands run in Medusa's container alone, so only that gets the script of the database. */
function describeContents(base: ContainerDefinition, environment: Described, url: string): ContainerDefinition {
  const { identity, image, container, database } = environment;
  const hasDatabaseScript = base.name === container && database !== undefined;
  const variables = describeVariables({
    ...environment,
    base,
    url,
    environment: identity.environment,
    hasDatabaseScript,
  });
  return { image, ...variables };
}

function withPort(mappings: PortMapping[] = [], containerPort: number): PortMapping[] {
  const hasPort = mappings.some((mapping) => mapping.containerPort === containerPort);
  return hasPort ? mappings : [...mappings, { containerPort, protocol: 'tcp' }];
}

/** A limit of its own, from before, would keep it from what the task is given now; or be more than that, which AWS refuses. */
function withoutLimits(
  container: ContainerDefinition,
  { cpu, memory }: Pick<Workload, 'cpu' | 'memory'>,
): ContainerDefinition {
  return {
    ...container,
    ...(cpu !== undefined && { cpu: undefined }),
    ...(memory !== undefined && { memory: undefined, memoryReservation: undefined }),
  };
}

/** Equal for equal definitions, whatever the order of their members; an empty list is as good as none. */
export function digestOf(definition: RegisterTaskDefinitionCommandInput): string {
  return digest(JSON.stringify(definition, sortedMembers), DIGEST_LENGTH);
}

function sortedMembers(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value).filter(([, member]) => !(Array.isArray(member) && member.length === 0));
  return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** True for a digest, which always names the same image. A tag can be moved. */
export function isPinned(image: string): boolean {
  return /@sha256:[0-9a-f]{64}$/.test(image);
}
