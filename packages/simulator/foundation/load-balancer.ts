// Owns the load balancers of the foundation, with their listeners, and the target group of the base service.
import type { Action, CreateTargetGroupInput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Cloud } from '../cloud/cloud.ts';
import { attachInterface } from '../ec2/network-interfaces.ts';
import { readActions } from '../load-balancing/actions.ts';
import { newListenerArn, newLoadBalancerArn, newRuleArn } from '../load-balancing/arns.ts';
import { nodeDescription } from '../load-balancing/reachability.ts';
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

const ATTRIBUTES = {
  'access_logs.s3.bucket': '',
  'access_logs.s3.enabled': 'false',
  'access_logs.s3.prefix': '',
  'client_keep_alive.seconds': '3600',
  'connection_logs.s3.bucket': '',
  'connection_logs.s3.enabled': 'false',
  'connection_logs.s3.prefix': '',
  'deletion_protection.enabled': 'false',
  'health_check_logs.s3.bucket': '',
  'health_check_logs.s3.enabled': 'false',
  'health_check_logs.s3.prefix': '',
  'idle_timeout.timeout_seconds': '60',
  'load_balancing.cross_zone.enabled': 'true',
  'routing.http.desync_mitigation_mode': 'defensive',
  'routing.http.drop_invalid_header_fields.enabled': 'false',
  'routing.http.preserve_host_header.enabled': 'false',
  'routing.http.x_amzn_tls_version_and_cipher_suite.enabled': 'false',
  'routing.http.xff_client_port.enabled': 'false',
  'routing.http.xff_header_processing.mode': 'append',
  'routing.http2.enabled': 'true',
  'waf.fail_open.enabled': 'false',
  'zonal_shift.config.enabled': 'false',
};

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
  const arn = newLoadBalancerArn(cloud, name);
  const securityGroupIds = [network.loadBalancerSecurityGroupId];
  const domain = `${cloud.region}.elb.amazonaws.com`;
  cloud.tables.loadBalancing.loadBalancers.set(arn, {
    LoadBalancerArn: arn,
    LoadBalancerName: name,
    DNSName: `${scheme === 'internal' ? 'internal-' : ''}${name}-1234567890.${domain}`,
    CanonicalHostedZoneId: 'Z32O12XQLNTSW2',
    CreatedTime: cloud.clock.now(),
    Scheme: scheme,
    State: { Code: 'active' },
    Type: 'application',
    IpAddressType: 'ipv4',
    VpcId: network.vpcId,
    SecurityGroups: securityGroupIds,
    AvailabilityZones: network.subnetIds.map((subnetId) => ({
      ZoneName: cloud.tables.ec2.subnets.get(subnetId)?.AvailabilityZone,
      SubnetId: subnetId,
      LoadBalancerAddresses: [],
    })),
  });
  for (const subnetId of network.subnetIds) {
    attachInterface(cloud, { subnetId, securityGroupIds, description: nodeDescription(arn) });
  }
  cloud.tables.loadBalancing.attributes.set(
    arn,
    new Map([...Object.entries(ATTRIBUTES), ['ipv6.deny_all_igw_traffic', String(scheme === 'internal')]]),
  );
  setTags(cloud, arn, new Map([['Name', name]]));
  return arn;
}

function seedListener(cloud: Cloud, loadBalancerArn: string, action: Action): void {
  const listenerArn = newListenerArn(loadBalancerArn);
  const actions = readActions([action]);
  cloud.tables.loadBalancing.listeners.set(listenerArn, {
    ListenerArn: listenerArn,
    LoadBalancerArn: loadBalancerArn,
    Port: 80,
    Protocol: 'HTTP',
    DefaultActions: actions,
  });
  const ruleArn = newRuleArn(listenerArn);
  cloud.tables.loadBalancing.rules.set(ruleArn, {
    RuleArn: ruleArn,
    Priority: 'default',
    Conditions: [],
    Actions: actions,
    IsDefault: true,
    Transforms: [],
  });
}
