// Owns what happens to a connection from a load balancer to a target: it opens, is refused, or is dropped on the way.

import type { Cloud } from '../cloud/cloud.ts';
import { isIngressAllowed } from '../ec2/ingress.ts';
import { findInterface, localPortOf } from '../ec2/network-interfaces.ts';
import type { TargetAddress } from './tables.ts';

/** The loopback port behind the target; `refused` where nothing listens; `dropped` where no packet arrives. */
export type Reach = { localPort: number } | 'refused' | 'dropped';

/** The outcome of a connection, by the target's security groups and its process. */
export function reach(cloud: Cloud, loadBalancerArn: string, target: TargetAddress): Reach {
  const loadBalancer = cloud.tables.loadBalancing.loadBalancers.get(loadBalancerArn);
  const targetInterface = findInterface(cloud, target.id);
  if (loadBalancer === undefined || targetInterface === undefined) return 'dropped';
  const nodeIp = nodeAddress(cloud, loadBalancerArn);
  const isAllowed = isIngressAllowed(cloud, {
    securityGroupIds: targetInterface.Groups.flatMap(({ GroupId }) => GroupId ?? []),
    port: target.port,
    source: { securityGroupIds: loadBalancer.SecurityGroups, ...(nodeIp !== undefined && { ip: nodeIp }) },
  });
  if (!isAllowed) return 'dropped';
  const localPort = localPortOf(cloud, target.id, target.port);
  return localPort === undefined ? 'refused' : { localPort };
}

/** The description of the interfaces of a load balancer's nodes. */
export function nodeDescription(loadBalancerArn: string): string {
  return `ELB ${loadBalancerArn.split(':loadbalancer/')[1]}`;
}

/** The address that one of the load balancer's nodes connects from. */
function nodeAddress(cloud: Cloud, loadBalancerArn: string): string | undefined {
  const description = nodeDescription(loadBalancerArn);
  const interfaces = [...cloud.tables.ec2.networkInterfaces.values()];
  return interfaces.find(({ Description }) => Description === description)?.PrivateIpAddress;
}
