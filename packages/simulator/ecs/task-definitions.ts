// Owns registering, describing and listing task definitions.
import type {
  DescribeTaskDefinitionCommandInput,
  DescribeTaskDefinitionCommandOutput,
  ListTaskDefinitionFamiliesCommandInput,
  ListTaskDefinitionFamiliesCommandOutput,
  ListTaskDefinitionsCommandInput,
  ListTaskDefinitionsCommandOutput,
  RegisterTaskDefinitionCommandInput,
  RegisterTaskDefinitionCommandOutput,
} from '@aws-sdk/client-ecs';
import type { Cloud } from '../cloud/cloud.ts';
import { arns, lastPart } from './arns.ts';
import { listPage } from './listing.ts';
import { clientError, includesTags, refuseNotSimulated, requireOneOf } from './refusals.ts';
import type { RegisteredDefinition, TaskDefinitionRow } from './tables.ts';
import { checkTags } from './tags.ts';
import { checkTaskDefinition } from './task-definition-checks.ts';
import { compatibilitiesOf, registerContainer, requiredAttributes } from './task-definition-defaults.ts';
import { readCpu, readMemory } from './task-size.ts';

export function RegisterTaskDefinition(
  input: RegisterTaskDefinitionCommandInput,
  cloud: Cloud,
): Omit<RegisterTaskDefinitionCommandOutput, '$metadata'> {
  const sized = {
    ...input,
    ...(input.cpu !== undefined && { cpu: readCpu(input.cpu) }),
    ...(input.memory !== undefined && { memory: readMemory(input.memory) }),
  };
  const tags = checkTags(input.tags);
  requireOneOf(input.networkMode, 'Network mode', ['bridge', 'host', 'awsvpc', 'none']);
  checkTaskDefinition(sized);
  refuseNotSimulated(input, ['inferenceAccelerators', 'pidMode', 'ipcMode']);
  const { ecs } = cloud.tables;
  const family = input.family ?? '';
  const revision = (ecs.revisions.get(family) ?? 0) + 1;
  const definition = register(sized, revision, cloud);
  ecs.revisions.set(family, revision);
  ecs.taskDefinitions.set(definition.taskDefinitionArn, { definition, tags });
  return { taskDefinition: definition, tags };
}

function register(input: RegisterTaskDefinitionCommandInput, revision: number, cloud: Cloud): RegisteredDefinition {
  const { tags: _, family = '', networkMode = 'bridge', taskRoleArn, executionRoleArn, ...rest } = input;
  const containers = (input.containerDefinitions ?? []).map((container) => registerContainer(container, networkMode));
  return {
    ...rest,
    ...(taskRoleArn !== undefined && { taskRoleArn }),
    ...(executionRoleArn !== undefined && { executionRoleArn }),
    taskDefinitionArn: arns.taskDefinition(cloud, family, revision),
    family,
    revision,
    networkMode,
    status: 'ACTIVE',
    containerDefinitions: containers,
    volumes: input.volumes ?? [],
    placementConstraints: input.placementConstraints ?? [],
    compatibilities: compatibilitiesOf(networkMode, input),
    requiresAttributes: requiredAttributes({ containers, networkMode, taskRoleArn, executionRoleArn }),
    registeredAt: cloud.clock.now(),
    registeredBy: `arn:aws:sts::${cloud.accountId}:assumed-role/github-actions/GitHubActions`,
  };
}

/** Resolves `family`, `family:revision` or an ARN; a family alone is its newest ACTIVE revision. */
export function findTaskDefinition(cloud: Cloud, identifier: string): TaskDefinitionRow | undefined {
  const { taskDefinitions } = cloud.tables.ecs;
  const [family = '', revision] = lastPart(identifier).split(':');
  if (revision !== undefined) return taskDefinitions.get(arns.taskDefinition(cloud, family, Number(revision)));
  const active = [...taskDefinitions.values()].filter(
    ({ definition }) => definition.family === family && definition.status === 'ACTIVE',
  );
  return active.sort((one, other) => other.definition.revision - one.definition.revision)[0];
}

/** The ACTIVE definition that a service or a task is to run. */
export function requireActiveDefinition(cloud: Cloud, identifier: string | undefined): TaskDefinitionRow {
  if (identifier === undefined) throw clientError('TaskDefinition can not be blank.');
  const row = findTaskDefinition(cloud, identifier);
  if (row === undefined) throw clientError('TaskDefinition not found.');
  if (row.definition.status !== 'ACTIVE') throw clientError('TaskDefinition is inactive');
  return row;
}

function DescribeTaskDefinition(
  input: DescribeTaskDefinitionCommandInput,
  cloud: Cloud,
): Omit<DescribeTaskDefinitionCommandOutput, '$metadata'> {
  const row = findTaskDefinition(cloud, input.taskDefinition ?? '');
  if (row === undefined) throw clientError('Unable to describe task definition.');
  return { taskDefinition: row.definition, tags: includesTags(input.include) ? row.tags : [] };
}

function ListTaskDefinitions(
  input: ListTaskDefinitionsCommandInput,
  cloud: Cloud,
): Omit<ListTaskDefinitionsCommandOutput, '$metadata'> {
  const { familyPrefix: family, status = 'ACTIVE', sort = 'ASC' } = input;
  requireOneOf(status, 'Status', ['ACTIVE', 'INACTIVE', 'DELETE_IN_PROGRESS']);
  requireOneOf(sort, 'Sort', ['ASC', 'DESC']);
  const found = [...cloud.tables.ecs.taskDefinitions.values()]
    .map(({ definition }) => definition)
    .filter((definition) => definition.status === status && (family ?? definition.family) === definition.family)
    .sort((one, other) => one.family.localeCompare(other.family) || one.revision - other.revision);
  if (sort === 'DESC') found.reverse();
  const page = listPage(
    found.map(({ taskDefinitionArn }) => taskDefinitionArn),
    input,
  );
  return { taskDefinitionArns: page.rows, ...(page.nextToken && { nextToken: page.nextToken }) };
}

function ListTaskDefinitionFamilies(
  input: ListTaskDefinitionFamiliesCommandInput,
  cloud: Cloud,
): Omit<ListTaskDefinitionFamiliesCommandOutput, '$metadata'> {
  const { familyPrefix = '', status = 'ALL' } = input;
  requireOneOf(status, 'Status', ['ACTIVE', 'INACTIVE', 'ALL']);
  const definitions = [...cloud.tables.ecs.taskDefinitions.values()].map(({ definition }) => definition);
  const active = new Set(definitions.filter((each) => each.status === 'ACTIVE').map(({ family }) => family));
  const families = [...new Set(definitions.map(({ family }) => family))]
    .filter((family) => family.startsWith(familyPrefix))
    .filter((family) => status === 'ALL' || active.has(family) === (status === 'ACTIVE'))
    .sort();
  const page = listPage(families, input);
  return { families: page.rows, ...(page.nextToken && { nextToken: page.nextToken }) };
}

export const taskDefinitionOperations = {
  RegisterTaskDefinition,
  DescribeTaskDefinition,
  ListTaskDefinitions,
  ListTaskDefinitionFamilies,
};
