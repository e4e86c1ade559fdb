// Owns the description of the task definition: the base's, with image, variables and sizes as asked for. Pure.
import type {
  ContainerDefinition,
  PortMapping,
  RegisterTaskDefinitionCommandInput,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import { digest } from '../identity.ts';
import type { DeployInputs } from '../request/inputs.ts';
import type { Entry } from './containers.ts';
import type { Database } from './database.ts';
import type { Preload } from './preload.ts';
import { describeVariables } from './variables.ts';

export interface TaskDefinitionParts {
  base: TaskDefinition | RegisterTaskDefinitionCommandInput;
  family: string;
  container: string;
  siblings: string[];
  entry: Entry;
  inputs: Pick<DeployInputs, 'image' | 'variables' | 'secrets' | 'settings'>;
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
  const { base, family, inputs } = parts;
  const { cpu, memory } = inputs.settings;
  const kept = Object.fromEntries(Object.entries(base).filter(([key]) => !RETURNED_ONLY.includes(key)));
  const containers = base.containerDefinitions ?? [];
  return {
    ...kept,
    family,
    ...(cpu !== undefined && { cpu }),
    ...(memory !== undefined && { memory }),
    containerDefinitions: containers.map((definition) => describeContainer(definition, parts)),
  };
}

function describeContainer(base: ContainerDefinition, parts: TaskDefinitionParts): ContainerDefinition {
  const { container, siblings, entry, inputs, stopTimeoutSeconds: stopTimeout } = parts;
  const { name = '' } = base;
  const isMedusa = name === container;
  return {
    ...(isMedusa ? withoutLimits(base, inputs.settings) : base),
    ...((isMedusa || siblings.includes(name)) && describeContents(base, parts)),
    ...(isMedusa && stopTimeout !== undefined && { stopTimeout }),
    ...(name === entry.container && { portMappings: withPort(base.portMappings, entry.port) }),
  };
}

/** One-off commands run in Medusa's container alone, so only that gets the script of the database. */
function describeContents(base: ContainerDefinition, parts: TaskDefinitionParts): ContainerDefinition {
  const { container, inputs, url, environment, preload, database } = parts;
  const { image, variables, secrets } = inputs;
  const hasDatabaseScript = base.name === container && database !== undefined;
  return { image, ...describeVariables({ base, variables, secrets, url, environment, preload, hasDatabaseScript }) };
}

function withPort(mappings: PortMapping[] = [], containerPort: number): PortMapping[] {
  const hasPort = mappings.some((mapping) => mapping.containerPort === containerPort);
  return hasPort ? mappings : [...mappings, { containerPort, protocol: 'tcp' }];
}

/** A limit of its own, from before, would keep it from what the task is given now; or be more than that, which AWS refuses. */
function withoutLimits(container: ContainerDefinition, { cpu, memory }: DeployInputs['settings']): ContainerDefinition {
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
