// Owns the check that Medusa, and what runs its image beside it, can be led to the database of the environment. Pure.
import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { DATABASE_URL } from '../environment/database.ts';
import { NODE_OPTIONS } from '../environment/preload.ts';
import { overwritesNodeOptions, PASSED_ON } from '../environment/start-line.ts';
import type { Workload } from '../environment/workload.ts';

type Named = { name?: string | undefined };

/** Without the preload, the application would use the database of the base service. */
export function problemsOfDatabase(workload: Workload): string[] {
  const { base, container, siblings, database, baseDatabase } = workload;
  const containers = base.containerDefinitions ?? [];
  const medusa = containers.find(({ name }) => name === container);
  // Which container is Medusa has to be known first.
  if (medusa === undefined) return [];
  if (database === undefined) return baseDatabase === undefined ? [] : problemsOfShared(workload, baseDatabase);
  const others = containers.filter(({ name = '' }) => siblings.includes(name));
  return [
    ...problemsOfAddress(workload, medusa),
    ...problemsOfTemplate(workload),
    ...problemsOfOptions(workload, [medusa, ...others.filter(hasDatabase)]),
    ...others.flatMap(problemsOfStartLine),
  ];
}

function problemsOfAddress(workload: Workload, medusa: ContainerDefinition): string[] {
  const { base, variables, secrets } = workload;
  if (hasDatabase(medusa) || hasName([...variables, ...secrets], DATABASE_URL)) return [];
  const why = `database: container ${medusa.name} of ${base.family ?? 'the task definition'} has no DATABASE_URL, so it cannot be given a database of its own.`;
  return [`${why} ${remedyWithout(workload)}`];
}

/** The database that is copied has to be on the server where the new one is made. */
function problemsOfTemplate({ databaseSource, variables, secrets }: Workload): string[] {
  if (!databaseSource.isAddressCopied || !hasName([...variables, ...secrets], DATABASE_URL)) return [];
  return [
    'database: template:base is the database of the base service, but the given DATABASE_URL may lead to another server. Use template:NAME, or omit DATABASE_URL.',
  ];
}

/** To share the base's is no way out where another container may be Medusa: that one would get nothing at all. */
function remedyWithout({ base, isContainerNamed }: Workload): string {
  const containers = base.containerDefinitions ?? [];
  const names = containers.filter(hasDatabase).map(({ name }) => name);
  if (names.length > 0) return `Container ${names.join(', ')} has one: if that is Medusa, set "container" to it.`;
  const give = 'set DATABASE_URL in "secrets"';
  return containers.length > 1 && !isContainerNamed
    ? `If another container is Medusa, set "container" to it. Otherwise ${give}.`
    : `To give it one, ${give}; or set "database: shared" to use the database that Medusa finds by itself.`;
}

function problemsOfOptions(workload: Workload, led: ContainerDefinition[]): string[] {
  if (!led.some(({ secrets = [] }) => isOptionsSecret(secrets, workload))) return [];
  return [
    'database: NODE_OPTIONS is a secret, so the preload, which changes DATABASE_URL, cannot be added to it. Set NODE_OPTIONS in "variables", or set "database: shared".',
  ];
}

/** The proof at the address covers Medusa, and no worker beside it. */
function problemsOfStartLine(container: ContainerDefinition): string[] {
  const member = overwritesNodeOptions(container);
  if (member === undefined) return [];
  return [
    `database: "${member}" of container ${container.name} overwrites NODE_OPTIONS, so it would use the database of the base service. Append to the existing value instead: ${PASSED_ON}; or set "database: shared".`,
  ];
}

/** The base service itself is led to its database by a preload. */
function problemsOfShared(workload: Workload, database: string): string[] {
  if (!isOptionsSecret([], workload)) return [];
  return [
    `database: NODE_OPTIONS is a secret, so the preload, which leads to ${database}, the database of the base service, cannot be added to it. Set NODE_OPTIONS in "variables", or DATABASE_URL in "secrets".`,
  ];
}

function hasDatabase({ environment: variables = [], secrets = [] }: ContainerDefinition): boolean {
  return hasName([...variables, ...secrets], DATABASE_URL);
}

/** True if Node's options cannot be added to, since nobody here reads what they are. */
export function isOptionsSecret(secrets: Named[], given: Pick<Workload, 'variables' | 'secrets'>): boolean {
  return hasName([...secrets, ...given.secrets], NODE_OPTIONS) && !hasName(given.variables, NODE_OPTIONS);
}

function hasName(list: Named[], wanted: string): boolean {
  return list.some(({ name }) => name === wanted);
}
