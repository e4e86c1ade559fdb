// Owns taking away what ECS has of a play: services, tasks, task definitions and the cluster.
import { type Clients, ifThere } from '../clients.ts';

/** The name is that of the cluster, and the families of its task definitions begin with it. */
export async function removeServices({ ecs, until }: Clients, cluster: string): Promise<void> {
  const found = await ifThere(ecs.listServices({ cluster, maxResults: 100 }));
  for (const service of found?.serviceArns ?? []) await ecs.deleteService({ cluster, service, force: true });
  await until(`the cluster ${cluster} has no task`, async () => {
    const left = await ifThere(ecs.listTasks({ cluster }));
    return (left?.taskArns ?? []).length === 0;
  });
}

export async function removeCluster({ ecs, until }: Clients, cluster: string): Promise<void> {
  await until(`the cluster ${cluster} is gone`, async () => {
    const { clusters = [] } = await ecs.describeClusters({ clusters: [cluster] });
    if (clusters[0]?.status !== 'ACTIVE') return true;
    return ecs.deleteCluster({ cluster }).then(
      () => true,
      (error: Error) => {
        // Services that drain and tasks that stop keep it a while.
        if (/^ClusterContains/.test(error.name)) return false;
        throw error;
      },
    );
  });
}

export async function removeDefinitions({ ecs }: Clients, name: string): Promise<void> {
  const { families = [] } = await ecs.listTaskDefinitionFamilies({ familyPrefix: name, maxResults: 100 });
  for (const familyPrefix of families) {
    const active = await ecs.listTaskDefinitions({ familyPrefix, status: 'ACTIVE' });
    for (const taskDefinition of active.taskDefinitionArns ?? [])
      await ecs.deregisterTaskDefinition({ taskDefinition });
    const inactive = await ecs.listTaskDefinitions({ familyPrefix, status: 'INACTIVE' });
    const taskDefinitions = (inactive.taskDefinitionArns ?? []).slice(0, 10);
    if (taskDefinitions.length > 0) await ecs.deleteTaskDefinitions({ taskDefinitions });
  }
}
