// Owns taking away everything that bears the names of a play, from wherever it was left: each step looks at what is there.
import { type Clients, ifThere } from '../clients.ts';
import { nameOf, type Play, tagOf } from '../names.ts';
import type { LiveRecord } from '../record.ts';
import { findNamed, removeEdge } from './edge.ts';
import { freeGroups, removeBalancing, removeGateways, removeNetwork, untilDeserted } from './network.ts';
import { removeCluster, removeDefinitions, removeServices } from './tasks.ts';

/** With a record, what it sees of CloudFront's ways is an answer. */
export async function removeAll(clients: Clients, play: Play, record?: LiveRecord): Promise<void> {
  const name = nameOf(play);
  const loadBalancerArn = await findLoadBalancer(clients, name);
  const vpcIds = await findVpcs(clients, play);
  const [originCount] = await Promise.all([removeEdge(clients, name, loadBalancerArn), removeServices(clients, name)]);
  for (const vpcId of vpcIds) {
    await freeGroups(clients, vpcId);
    await removeBalancing(clients, vpcId, loadBalancerArn);
    await untilDeserted(clients, vpcId, originCount > 0 ? record : undefined);
  }
  await removeDefinitions(clients, name);
  await removeCluster(clients, name);
  await removeGateways(clients, tagOf(play));
  for (const vpcId of vpcIds) await removeNetwork(clients, vpcId);
}

/** Lists all that bears the names of the play, one line each; empty where nothing stands. */
export async function findStanding(clients: Clients, play: Play): Promise<string[]> {
  const name = nameOf(play);
  const loadBalancerArn = await findLoadBalancer(clients, name);
  const { clusters = [] } = await clients.ecs.describeClusters({ clusters: [name] });
  const { taskDefinitionArns = [] } = await clients.ecs.listTaskDefinitions({ familyPrefix: name });
  return [
    ...(await findVpcs(clients, play)),
    ...(loadBalancerArn === undefined ? [] : [loadBalancerArn]),
    ...clusters.filter(({ status }) => status === 'ACTIVE').map(({ clusterArn }) => String(clusterArn)),
    ...taskDefinitionArns,
    ...(await findNamed(clients, name)),
  ];
}

async function findLoadBalancer({ loadBalancing }: Clients, name: string): Promise<string | undefined> {
  const found = await ifThere(loadBalancing.describeLoadBalancers({ Names: [name] }));
  return found?.LoadBalancers?.[0]?.LoadBalancerArn;
}

async function findVpcs({ ec2 }: Clients, play: Play): Promise<string[]> {
  const { Key, Value } = tagOf(play);
  const { Vpcs = [] } = await ec2.describeVpcs({ Filters: [{ Name: `tag:${Key}`, Values: [Value] }] });
  return Vpcs.map(({ VpcId }) => String(VpcId));
}
