// Owns the load balancers of the foundation, with their listeners, and the target group of the base service.
import type { Action, CreateTargetGroupInput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Cloud } from '../cloud/cloud.ts';
import { readActions } from '../load-balancing/actions.ts';
import { addListener, addLoadBalancer } from '../load-balancing/make-load-balancers.ts';
import { setTags } from '../load-balancing/tags.ts';
import { addTargetGroup, readTargetGroup } from '../load-balancing/target-groups.ts';
import type { FoundationNetwork } from './network.ts';

export interface FoundationLoadBalancer {
  loadBalancerArn: string;
  targetGroupArn: string;
}

export type Scheme = 'internal' | 'internet-facing';
/** Makes two: the public one leads to the base service, and the internal one beside it nowhere yet. */
export type Schemes = Scheme | 'both';

export interface LoadBalancerSettings {
  scheme: Schemes;
  /** Where an internet-facing one stands: in subnets that route to the internet gateway, or in those that do not. */
  subnets: 'public' | 'private';
  /** Who may come to it on its port: address blocks, and `cloudfront` for the prefix list of CloudFront. */
  admits: string[];
  /** By its scheme and the network's name where it is left out; likewise that of its target group. */
  name?: string;
  targetGroup?: string;
  /** Members of CreateTargetGroup that differ in it: `{"Protocol": "HTTPS"}`. */
  targets?: Partial<CreateTargetGroupInput>;
}

const NOTHING_YET: Action = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } };

/** An active load balancer that sends all its HTTP to the target group of the base service. */
export function seedLoadBalancers(
  cloud: Cloud,
  network: FoundationNetwork,
  settings: LoadBalancerSettings,
): FoundationLoadBalancer {
  const { scheme: schemes, subnets, name, targetGroup: groupName = `${network.name}-medusa`, targets } = settings;
  const scheme = schemes === 'both' ? 'internet-facing' : schemes;
  const isPublic = scheme === 'internet-facing' && subnets === 'public';
  const subnetIds = isPublic ? network.publicSubnetIds : network.subnetIds;
  const loadBalancerArn = seedLoadBalancer(cloud, { ...network, subnetIds }, { scheme, name });
  const targetGroup = readTargetGroup(cloud, {
    Name: groupName,
    Protocol: 'HTTP',
    Port: 9000,
    VpcId: network.vpcId,
    TargetType: 'ip',
    HealthCheckPath: '/health',
    ...targets,
  });
  addTargetGroup(cloud, targetGroup);
  const { TargetGroupArn: targetGroupArn } = targetGroup;
  seedListener(cloud, loadBalancerArn, { Type: 'forward', TargetGroupArn: targetGroupArn });
  if (schemes === 'both') seedListener(cloud, seedLoadBalancer(cloud, network, { scheme: 'internal' }), NOTHING_YET);
  return { loadBalancerArn, targetGroupArn };
}

function seedLoadBalancer(
  cloud: Cloud,
  network: Omit<FoundationNetwork, 'subnetIds'> & { subnetIds: string[] },
  {
    scheme,
    name = `${network.name}-${scheme === 'internal' ? 'internal' : 'public'}`,
  }: { scheme: Scheme; name?: string | undefined },
): string {
  const { vpcId, subnetIds } = network;
  const securityGroupIds = [network.loadBalancerSecurityGroupId];
  const { LoadBalancerArn: arn } = addLoadBalancer(cloud, { name, scheme, vpcId, subnetIds, securityGroupIds });
  setTags(cloud, arn, new Map([['Name', name]]));
  return arn;
}

function seedListener(cloud: Cloud, loadBalancerArn: string, action: Action): void {
  addListener(cloud, { loadBalancerArn, port: 80, actions: readActions([action]) });
}
