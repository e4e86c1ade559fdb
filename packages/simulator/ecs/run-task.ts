// Owns one-off tasks: RunTask and StopTask.
import {
  ConflictException$,
  type RunTaskCommandInput,
  type RunTaskCommandOutput,
  type StopTaskCommandInput,
  type StopTaskCommandOutput,
  type Tag,
} from '@aws-sdk/client-ecs';
import type { Cloud } from '../cloud/cloud.ts';
import { refuse } from '../kernel/refusal.ts';
import { arns } from './arns.ts';
import { nameWithin, requireCluster } from './clusters.ts';
import { findInstance, instancesOf } from './instances.ts';
import { addTask, type TaskOrder } from './new-task.ts';
import { isOnFargate, readPlacement } from './placement.ts';
import { clientError, invalid, refuseNotSimulated, requireOneOf } from './refusals.ts';
import { checkVolumes } from './service-settings.ts';
import type { ClusterRow, RunRow, TaskDefinitionRow } from './tables.ts';
import { checkTags } from './tags.ts';
import { requireActiveDefinition } from './task-definitions.ts';
import { stopTask } from './task-end.ts';
import { beginLife, FARGATE_PACE } from './task-life.ts';
import { checkFargateSize } from './task-size.ts';

const MAX_AT_ONCE = 10;
/** The limit of the JSON of all overrides. The text of the refusal is from https://github.com/convox/rack/issues/1906. */
const MAX_OVERRIDES_LENGTH = 8192;
/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ECS_Idempotency.html */
const MAX_TOKEN_LIFE_MS = 24 * 3600 * 1000;
/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html */
const UNSUITABLE = 'MemberOf placement constraint unsatisfied.';
const STARTED_BY = /^[a-zA-Z0-9_/-]{1,128}$/;

type Reply = Omit<RunTaskCommandOutput, '$metadata'>;

export function RunTask(input: RunTaskCommandInput, cloud: Cloud): Reply {
  const cluster = requireCluster(cloud, input.cluster);
  const { clientToken, ...request } = input;
  const fingerprint = JSON.stringify(request);
  const token = `${cluster.name} ${clientToken}`;
  const earlier = findRun(cloud, token);
  if (earlier !== undefined) return answerAgain(earlier, fingerprint);
  const order = readOrder(cloud, input, cluster);
  if (!isOnFargate(order.placement)) {
    order.instance = findInstance(cloud, {
      ...order,
      clusterName: cluster.name,
      constraints: input.placementConstraints ?? [],
    });
    if (order.instance === undefined) return { tasks: [], failures: [{ reason: UNSUITABLE }] };
  }
  const rows = Array.from({ length: input.count ?? 1 }, () => addTask(cloud, order));
  for (const row of rows) beginLife(cloud, row, FARGATE_PACE);
  const tasks = rows.map(({ task }) => structuredClone(task));
  if (clientToken !== undefined) {
    cloud.tables.ecs.runs.set(token, { request: fingerprint, tasks, startedAt: cloud.clock.now() });
  }
  return { tasks, failures: [] };
}

/** The tasks that a token of a cluster stands for, as long as it is remembered: a day, or as long as its tasks can be seen. */
function findRun(cloud: Cloud, token: string): RunRow | undefined {
  const { runs, tasks } = cloud.tables.ecs;
  const run = runs.get(token);
  const age = cloud.clock.now().getTime() - (run?.startedAt.getTime() ?? 0);
  const isRemembered = age < MAX_TOKEN_LIFE_MS && run?.tasks.some(({ taskArn }) => tasks.has(taskArn));
  return isRemembered ? run : undefined;
}

/** The same token with the same request gets the first answer once more; with another request it is a conflict. */
function answerAgain(run: RunRow, request: string): Reply {
  if (run.request === request) return { tasks: run.tasks, failures: [] };
  throw refuse(
    ConflictException$,
    'The RunTask request could not be processed due to conflicts. The provided clientToken is already in use with a different RunTask request.',
    { resourceIds: run.tasks.map(({ taskArn }) => taskArn) },
  );
}

function readOrder(cloud: Cloud, input: RunTaskCommandInput, cluster: ClusterRow): TaskOrder {
  checkRequest(input);
  const row = requireActiveDefinition(cloud, input.taskDefinition);
  checkOverrides(input, row);
  checkVolumes(row.definition);
  const placement = readPlacement(input, { cluster, definition: row.definition }, cloud);
  if (!isOnFargate(placement) && instancesOf(cloud, cluster.name).length === 0) {
    throw invalid('No Container Instances were found in your cluster.');
  }
  return {
    cluster,
    definition: row.definition,
    placement,
    group: input.group ?? `family:${row.definition.family}`,
    startedBy: input.startedBy,
    tags: tagsOf(input, row, cluster),
    overrides: input.overrides,
    enableExecuteCommand: input.enableExecuteCommand ?? false,
  };
}

function checkRequest(input: RunTaskCommandInput): void {
  refuseNotSimulated(input, ['volumeConfigurations']);
  const { count = 1, startedBy, clientToken = '', propagateTags } = input;
  if (count < 1 || count > MAX_AT_ONCE) throw invalid(`Count must be between 1 and ${MAX_AT_ONCE}.`);
  if (startedBy !== undefined && !STARTED_BY.test(startedBy)) {
    throw invalid('startedBy must have at most 128 letters, numbers, hyphens, forward slashes and underscores.');
  }
  if (clientToken.length > 64) throw invalid('clientToken must have at most 64 characters.');
  requireOneOf(propagateTags, 'propagateTags', ['TASK_DEFINITION', 'NONE']);
}

function checkOverrides({ overrides = {}, enableExecuteCommand }: RunTaskCommandInput, row: TaskDefinitionRow): void {
  const { definition } = row;
  if (JSON.stringify(overrides).length > MAX_OVERRIDES_LENGTH) {
    throw invalid('Container Overrides length must be at most 8192');
  }
  for (const { name, environmentFiles, resourceRequirements } of overrides.containerOverrides ?? []) {
    if (!definition.containerDefinitions.some((container) => container.name === name)) {
      throw invalid(`Override for container named ${name} is not a container in the TaskDefinition.`);
    }
    refuseNotSimulated({ environmentFiles, resourceRequirements }, ['environmentFiles', 'resourceRequirements']);
  }
  if (overrides.cpu !== undefined || overrides.memory !== undefined) {
    checkFargateSize({ cpu: overrides.cpu ?? definition.cpu, memory: overrides.memory ?? definition.memory });
  }
  if (enableExecuteCommand && !(overrides.taskRoleArn ?? definition.taskRoleArn)) {
    throw invalid(
      "The task couldn't be run because a valid taskRoleArn is not being used. Specify a valid task role in your task definition and try again.",
    );
  }
}

function tagsOf(input: RunTaskCommandInput, row: TaskDefinitionRow, cluster: ClusterRow): Tag[] {
  const own = checkTags(input.tags);
  const inherited = input.propagateTags === 'TASK_DEFINITION' ? row.tags : [];
  const managed = input.enableECSManagedTags ? [{ key: 'aws:ecs:clusterName', value: cluster.name }] : [];
  return [...managed, ...inherited.filter(({ key }) => !own.some((tag) => tag.key === key)), ...own];
}

function StopTask(input: StopTaskCommandInput, cloud: Cloud): Omit<StopTaskCommandOutput, '$metadata'> {
  const cluster = requireCluster(cloud, input.cluster);
  if ((input.reason ?? '').length > 1024) throw clientError('reason must have at most 1024 characters.');
  const row = cloud.tables.ecs.tasks.get(arns.task(cloud, cluster.name, nameWithin(cluster, input.task ?? '')));
  if (row === undefined) throw invalid('The referenced task was not found.');
  stopTask(cloud, row, { code: 'UserInitiated', reason: input.reason ?? 'Task stopped by user' });
  return { task: row.task };
}

export const runTaskOperations = { RunTask, StopTask };
