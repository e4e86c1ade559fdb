// Owns stopping a service as somebody does by hand: nothing of it runs any more, so nobody is connected to its database.
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { eventually } from '../../packages/simulator/__tests__/support/eventually.ts';

export async function stopService({ endpoint }: { endpoint: string }, service: string): Promise<void> {
  const { ecs } = awsClients(endpoint);
  const cluster = 'shop';
  const { taskArns: tasks = [] } = await ecs.listTasks({ cluster, serviceName: service });
  await ecs.updateService({ cluster, service, desiredCount: 0 });
  await eventually(
    async () => (await ecs.describeTasks({ cluster, tasks })).tasks ?? [],
    (described) => described.every(({ lastStatus }) => lastStatus === 'STOPPED'),
  );
}
