// Owns the choice of an environment's database: one of its own, the base service's, or the one that the user names; and what
// is refused because nothing could lead to it. Pure.
import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { UserError } from '../errors.ts';
import type { BaseTaskDefinition } from '../foundation/foundation.ts';
import type { Identity } from '../identity.ts';
import type { DeployInputs } from '../request/inputs.ts';
import { type Database, describeDatabase, preloadedDatabase } from './database.ts';
import { NODE_OPTIONS } from './preload.ts';
import { overwritesNodeOptions, PASSED_ON } from './start-line.ts';

export interface DatabaseChoice {
  /** One of its own; undefined: the base's, or the one that the user names. */
  database: Database | undefined;
  /** Of a base service that is an environment itself, the database that it is led to; undefined: the one in DATABASE_URL. */
  baseDatabase: string | undefined;
  /** True of a copy whose database is the base service's. */
  isDatabaseShared: boolean;
}

export interface DatabaseQuestion {
  identity: Identity;
  inputs: DeployInputs;
  base: BaseTaskDefinition;
  container: string;
  /** Containers that are led to the same one. */
  siblings: string[];
}

type Named = { name?: string | undefined };

export const DATABASE_URL = 'DATABASE_URL';

export function chooseDatabase(question: DatabaseQuestion): DatabaseChoice {
  const { identity, inputs, base, container } = question;
  const database = isDatabaseOwn(inputs) ? describeDatabase(identity) : undefined;
  const baseDatabase = isDatabaseNamed(inputs) ? undefined : preloadedDatabase(containerOf(base, container));
  if (database !== undefined) refuseWithoutDatabase(question);
  else if (baseDatabase !== undefined) refuseUnreachable(baseDatabase, inputs);
  const isDatabaseShared = inputs.target.kind === 'copy' && database === undefined && !isDatabaseNamed(inputs);
  return { database, baseDatabase, isDatabaseShared };
}

/** A copy gets a database of its own, unless the user says otherwise or names one. */
function isDatabaseOwn(inputs: DeployInputs): boolean {
  const isDefault = inputs.target.kind === 'copy' && !isDatabaseNamed(inputs);
  return (inputs.database ?? (isDefault ? 'isolated' : 'shared')) === 'isolated';
}

function isDatabaseNamed({ variables, secrets }: DeployInputs): boolean {
  return hasName([...variables, ...secrets], DATABASE_URL);
}

/** Where the preload cannot lead to it, the application would go on with the base's own. */
function refuseWithoutDatabase({ base, container, siblings, inputs }: DatabaseQuestion): void {
  const { containerDefinitions = [], family = 'the task definition' } = base;
  if (!hasDatabase(containerOf(base, container)) && !isDatabaseNamed(inputs)) {
    const why = `database: container ${container} of ${family} has no DATABASE_URL, so it cannot be given a database of its own.`;
    throw new UserError([`${why} ${remedyWithout(containerDefinitions, inputs)}`]);
  }
  const led = [container, ...siblings.filter((name) => hasDatabase(containerOf(base, name)))];
  if (led.some((name) => isOptionsSecret(containerOf(base, name).secrets ?? [], inputs))) {
    throw new UserError([
      `database: NODE_OPTIONS is a secret, so nothing can be added that leads Node to a database of its own. Give NODE_OPTIONS in "variables", or say "database: shared".`,
    ]);
  }
  for (const name of siblings) refuseUnled(name, containerOf(base, name));
}

/** Of Medusa the address proves where it is led to; of a worker, nothing does. */
function refuseUnled(name: string, container: ContainerDefinition): void {
  const member = overwritesNodeOptions(container);
  if (member === undefined) return;
  throw new UserError([
    `database: "${member}" of container ${name} sets NODE_OPTIONS anew, so it would go on with the database of the base service. Pass on what is there: ${PASSED_ON}; or say "database: shared".`,
  ]);
}

/** To share the base's is no way out where another container may be Medusa: that one would get nothing at all. */
function remedyWithout(containers: ContainerDefinition[], { container: named }: DeployInputs): string {
  const names = containers.filter(hasDatabase).map(({ name }) => name);
  if (names.length > 0) return `Container ${names.join(', ')} has one: where that is Medusa, name it in "container".`;
  const give = 'Give DATABASE_URL in "secrets" together with "database: isolated"';
  return containers.length > 1 && named === undefined
    ? `Where another one is Medusa, name it in "container". ${give} where Medusa finds its database by itself.`
    : `${give}, or say "database: shared" to use the one that it finds by itself.`;
}

function hasDatabase({ environment: variables = [], secrets = [] }: ContainerDefinition): boolean {
  return hasName([...variables, ...secrets], DATABASE_URL);
}

/** The same, where it is to be shared, and the preload leads the base service to it as well. */
function refuseUnreachable(database: string, inputs: DeployInputs): void {
  if (!isOptionsSecret([], inputs)) return;
  throw new UserError([
    `database: NODE_OPTIONS is a secret, so nothing can be added that leads Node to ${database}, the database of the base service. Give NODE_OPTIONS in "variables", or DATABASE_URL in "secrets".`,
  ]);
}

function isOptionsSecret(secrets: Named[], inputs: DeployInputs): boolean {
  return hasName([...secrets, ...inputs.secrets], NODE_OPTIONS) && !hasName(inputs.variables, NODE_OPTIONS);
}

function hasName(list: Named[], wanted: string): boolean {
  return list.some(({ name }) => name === wanted);
}

function containerOf({ containerDefinitions = [] }: BaseTaskDefinition, container: string): ContainerDefinition {
  return containerDefinitions.find(({ name }) => name === container) ?? {};
}
