// Owns describing and listing tasks.
import {
  type DescribeTasksCommandInput,
  type DescribeTasksCommandOutput,
  type ListTasksCommandInput,
  type ListTasksCommandOutput,
  ServiceNotFoundException$,
} from '@aws-sdk/client-ecs';
import type { Cloud } from '../cloud/cloud.ts';
import { refuse } from '../kernel/refusal.ts';
import { arns, lastPart } from './arns.ts';
import { nameWithin, requireCluster } from './clusters.ts';
import { listPage } from './listing.ts';
import { includesTags, invalid, notSimulated, requireOneOf } from './refusals.ts';
import type { ClusterRow, TaskRow } from './tables.ts';

const MAX_AT_ONCE = 100;

function DescribeTasks(input: DescribeTasksCommandInput, cloud: Cloud): Omit<DescribeTasksCommandOutput, '$metadata'> {
  const cluster = requireCluster(cloud, input.cluster);
  const identifiers = input.tasks ?? [];
  if (identifiers.length === 0) throw invalid('Tasks cannot be empty.');
  if (identifiers.length > MAX_AT_ONCE) throw invalid('At most 100 tasks can be described at once.');
  const taskArns = identifiers.map((identifier) => arns.task(cloud, cluster.name, nameWithin(cluster, identifier)));
  const found = taskArns.map((arn) => cloud.tables.ecs.tasks.get(arn));
  const hasTags = includesTags(input.include);
  return {
    tasks: found.flatMap((row) => (row ? [{ ...row.task, tags: hasTags ? row.task.tags : [] }] : [])),
    failures: taskArns.filter((_, at) => !found[at]).map((arn) => ({ arn, reason: 'MISSING' })),
  };
}

function ListTasks(input: ListTasksCommandInput, cloud: Cloud): Omit<ListTasksCommandOutput, '$metadata'> {
  const cluster = requireCluster(cloud, input.cluster);
  const { desiredStatus = 'RUNNING', startedBy, family, serviceName, containerInstance } = input;
  requireOneOf(desiredStatus, 'desiredStatus', ['RUNNING', 'PENDING', 'STOPPED']);
  requireOneOf(input.launchType, 'launch type', ['EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES']);
  if (containerInstance !== undefined) throw notSimulated('container instances');
  if (startedBy !== undefined && (family !== undefined || serviceName !== undefined)) {
    throw invalid('startedBy cannot be combined with other filters.');
  }
  const group = serviceName === undefined ? undefined : groupOf(cloud, cluster, nameWithin(cluster, serviceName));
  const isWanted = ({ clusterName, task }: TaskRow) =>
    clusterName === cluster.name &&
    task.desiredStatus === desiredStatus &&
    (startedBy ?? task.startedBy) === task.startedBy &&
    (group ?? task.group) === task.group &&
    (input.launchType ?? task.launchType) === task.launchType &&
    (family === undefined || familyOf(task.taskDefinitionArn) === family);
  const found = [...cloud.tables.ecs.tasks.values()].filter(isWanted).map(({ task }) => task.taskArn);
  const { rows, nextToken } = listPage(found, input);
  return { taskArns: rows, ...(nextToken && { nextToken }) };
}

function groupOf(cloud: Cloud, cluster: ClusterRow, service: string): string {
  const known = cloud.tables.ecs.services.get(arns.service(cloud, cluster.name, service));
  if (known === undefined) throw refuse(ServiceNotFoundException$, 'Service not found.');
  return `service:${service}`;
}

function familyOf(taskDefinitionArn: string): string {
  return lastPart(taskDefinitionArn).replace(/:\d+$/, '');
}

export const readTaskOperations = { DescribeTasks, ListTasks };
