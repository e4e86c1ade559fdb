// Owns clusters: describing, listing, and finding the one that a call means.
import {
  type Cluster,
  ClusterNotFoundException$,
  type DescribeClustersCommandInput,
  type DescribeClustersCommandOutput,
  type ListClustersCommandInput,
  type ListClustersCommandOutput,
} from '@aws-sdk/client-ecs';
import type { Cloud } from '../cloud/cloud.ts';
import { refuse } from '../kernel/refusal.ts';
import { arns, lastPart } from './arns.ts';
import { listPage } from './listing.ts';
import { invalid, requireOneOf } from './refusals.ts';
import type { ClusterRow } from './tables.ts';

const DEFAULT_CLUSTER = 'default';
const INCLUDES = ['ATTACHMENTS', 'CONFIGURATIONS', 'SETTINGS', 'STATISTICS', 'TAGS'];

/** The cluster that a name or an ARN means; without either it is the one named `default`. */
export function requireCluster(cloud: Cloud, identifier: string = DEFAULT_CLUSTER): ClusterRow {
  const cluster = cloud.tables.ecs.clusters.get(lastPart(identifier));
  if (cluster === undefined) throw refuse(ClusterNotFoundException$, 'Cluster not found.');
  return cluster;
}

/** The name in a service's or a task's ARN, which must be of the cluster that the call is about; a bare name stays as it is. */
export function nameWithin(cluster: ClusterRow, identifier: string): string {
  const [, ownCluster, name] = /^arn:aws:ecs:[^/]*:[^/]*\/([^/]+)\/([^/]+)$/.exec(identifier) ?? [];
  if (ownCluster === undefined || name === undefined) return lastPart(identifier);
  if (ownCluster === cluster.name) return name;
  throw invalid(`Identifier is for cluster ${ownCluster}. Your cluster is ${cluster.name}`);
}

export function createCluster(cloud: Cloud, name: string, tags: ClusterRow['tags']): ClusterRow {
  const capacityProviders = ['FARGATE', 'FARGATE_SPOT'];
  const cluster = { name, arn: arns.cluster(cloud, name), capacityProviders, defaultStrategy: [], tags };
  cloud.tables.ecs.clusters.set(name, cluster);
  return cluster;
}

function DescribeClusters(
  input: DescribeClustersCommandInput,
  cloud: Cloud,
): Omit<DescribeClustersCommandOutput, '$metadata'> {
  for (const each of input.include ?? []) requireOneOf(each, 'include', INCLUDES);
  const names = (input.clusters ?? [DEFAULT_CLUSTER]).map(lastPart);
  const { clusters } = cloud.tables.ecs;
  const includes = new Set<string>(input.include);
  return {
    clusters: names.flatMap((name) => {
      const cluster = clusters.get(name);
      return cluster ? [describeCluster(cloud, cluster, includes)] : [];
    }),
    failures: names
      .filter((name) => !clusters.has(name))
      .map((name) => ({ arn: arns.cluster(cloud, name), reason: 'MISSING' })),
  };
}

export function describeCluster(cloud: Cloud, cluster: ClusterRow, includes: Set<string>): Cluster {
  const tasks = [...cloud.tables.ecs.tasks.values()].filter(({ clusterName }) => clusterName === cluster.name);
  const services = [...cloud.tables.ecs.services.values()].filter(({ clusterName }) => clusterName === cluster.name);
  return {
    clusterArn: cluster.arn,
    clusterName: cluster.name,
    status: 'ACTIVE',
    registeredContainerInstancesCount: 0,
    runningTasksCount: tasks.filter(({ task }) => task.lastStatus === 'RUNNING').length,
    pendingTasksCount: tasks.filter(({ task }) => ['PROVISIONING', 'PENDING'].includes(task.lastStatus)).length,
    activeServicesCount: services.filter(({ status }) => status === 'ACTIVE').length,
    statistics: [],
    tags: includes.has('TAGS') ? cluster.tags : [],
    settings: includes.has('SETTINGS') ? [{ name: 'containerInsights', value: 'disabled' }] : [],
    capacityProviders: cluster.capacityProviders,
    defaultCapacityProviderStrategy: cluster.defaultStrategy,
  };
}

function ListClusters(input: ListClustersCommandInput, cloud: Cloud): Omit<ListClustersCommandOutput, '$metadata'> {
  const clusters = [...cloud.tables.ecs.clusters.values()].map(({ arn }) => arn);
  const { rows, nextToken } = listPage(clusters.sort(), input);
  return { clusterArns: rows, ...(nextToken && { nextToken }) };
}

export const clusterOperations = { DescribeClusters, ListClusters };
