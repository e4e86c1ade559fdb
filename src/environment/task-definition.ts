// Owns the description of the task definition: the base's, with image, variables and sizes as asked for. Pure.
import type { ContainerDefinition, RegisterTaskDefinitionCommandInput, TaskDefinition } from '@aws-sdk/client-ecs';
import { UserError } from '../errors.ts';
import { digest } from '../identity.ts';
import type { Inputs } from '../request/inputs.ts';
import type { Database } from './database.ts';
import type { Preload } from './preload.ts';
import { describeVariables } from './variables.ts';

export interface TaskDefinitionParts {
  base: TaskDefinition | RegisterTaskDefinitionCommandInput;
  family: string;
  container: string;
  containerPort: number;
  inputs: Pick<Inputs, 'image' | 'variables' | 'secrets' | 'settings'>;
  url: string;
  environment: string;
  preload: Preload;
  /** The environment's own; undefined where it has none. */
  database: Database | undefined;
  stopTimeoutSeconds: number | undefined;
}

/** AWS returns these and refuses to take them back. `tags` stay with the base: ours are set on registration. */
const RETURNED_ONLY = [
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
  'deregisteredAt',
  'deleteRequestedAt',
  'tags',
];
const DIGEST_LENGTH = 32;

export function describeTaskDefinition(parts: TaskDefinitionParts): RegisterTaskDefinitionCommandInput {
  const { base, family, container, inputs } = parts;
  const { cpu, memory } = inputs.settings;
  const kept = Object.fromEntries(Object.entries(base).filter(([key]) => !RETURNED_ONLY.includes(key)));
  const containers = base.containerDefinitions ?? [];
  return {
    ...kept,
    family,
    ...(cpu !== undefined && { cpu }),
    ...(memory !== undefined && { memory }),
    containerDefinitions: containers.map((definition) =>
      definition.name === container ? describeContainer(definition, parts) : definition,
    ),
  };
}

function describeContainer(base: ContainerDefinition, parts: TaskDefinitionParts): ContainerDefinition {
  const { inputs, url, environment, preload, database, containerPort, stopTimeoutSeconds: stopTimeout } = parts;
  const { variables, secrets, settings } = inputs;
  const hasPort = base.portMappings?.some((mapping) => mapping.containerPort === containerPort) ?? false;
  return {
    ...withoutLimits(base, settings),
    image: inputs.image ?? base.image,
    ...describeVariables({
      base,
      variables,
      secrets,
      url,
      environment,
      preload,
      hasDatabaseScript: database !== undefined,
    }),
    ...(stopTimeout !== undefined && { stopTimeout }),
    portMappings: hasPort ? base.portMappings : [...(base.portMappings ?? []), { containerPort, protocol: 'tcp' }],
  };
}

/** A limit of its own, from before, would keep it from what the task is given now; or be more than that, which AWS refuses. */
function withoutLimits(container: ContainerDefinition, { cpu, memory }: Inputs['settings']): ContainerDefinition {
  return {
    ...container,
    ...(cpu !== undefined && { cpu: undefined }),
    ...(memory !== undefined && { memory: undefined, memoryReservation: undefined }),
  };
}

/** Which container is Medusa: the one named, or the one behind the load balancer, or the only one. */
export function describeContainerName(
  base: TaskDefinition | RegisterTaskDefinitionCommandInput,
  named: string | undefined,
  balanced: string | undefined,
): string {
  const names = (base.containerDefinitions ?? []).map(({ name }) => String(name));
  const [only] = names.length === 1 ? names : [];
  const container = named ?? [balanced, only].find((name) => name !== undefined && names.includes(name));
  if (container !== undefined && names.includes(container)) return container;
  const family = base.family ?? 'the task definition';
  throw new UserError([
    named === undefined
      ? `container: ${family} has several containers. Say which one is Medusa: ${names.join(', ')}.`
      : `container: ${family} has no container "${named}". It has ${names.join(', ')}.`,
  ]);
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
