// Owns making clusters by call, and deleting those that nothing runs in.
import {
  type Cluster,
  ClusterContainsServicesException$,
  ClusterContainsTasksException$,
  type CreateClusterCommandInput,
  type DeleteClusterCommandInput,
} from '@aws-sdk/client-ecs';
import type { Cloud } from '../cloud/cloud.ts';
import { refuse } from '../kernel/refusal.ts';
import { createCluster, describeCluster, requireCluster } from './clusters.ts';
import { invalid, refuseNotSimulated } from './refusals.ts';

const NAME = /^[A-Za-z0-9_-]{1,255}$/;

/** The same name again is the same cluster. */
function CreateCluster(input: CreateClusterCommandInput, cloud: Cloud): { cluster: Cluster } {
  const { clusterName: name = 'default', tags = [], capacityProviders } = input;
  refuseNotSimulated(input, ['configuration', 'serviceConnectDefaults', 'defaultCapacityProviderStrategy']);
  if (!NAME.test(name)) throw invalid('Invalid cluster name.');
  const cluster = cloud.tables.ecs.clusters.get(name) ?? createCluster(cloud, name, tags);
  if (capacityProviders !== undefined) cluster.capacityProviders = capacityProviders;
  return { cluster: { ...describeCluster(cloud, cluster, new Set(['SETTINGS'])), tags: cluster.tags } };
}

function DeleteCluster(input: DeleteClusterCommandInput, cloud: Cloud): { cluster: Cluster } {
  const cluster = requireCluster(cloud, input.cluster);
  const { services, tasks, clusters } = cloud.tables.ecs;
  const isHere = ({ clusterName }: { clusterName: string }) => clusterName === cluster.name;
  if ([...services.values()].some((service) => isHere(service) && service.status !== 'INACTIVE')) {
    throw refuse(ClusterContainsServicesException$, 'The Cluster cannot be deleted while Services are active.');
  }
  if ([...tasks.values()].some((row) => isHere(row) && row.task.lastStatus !== 'STOPPED')) {
    throw refuse(ClusterContainsTasksException$, 'The Cluster cannot be deleted while Tasks are active.');
  }
  clusters.delete(cluster.name);
  return { cluster: { ...describeCluster(cloud, cluster, new Set()), status: 'INACTIVE' } };
}

export const changeClusterOperations = { CreateCluster, DeleteCluster };
