// Owns the rows of load balancers and listeners as Elastic Load Balancing makes them.
import type { Action, LoadBalancerSchemeEnum } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Cloud } from '../cloud/cloud.ts';
import { attachInterface } from '../ec2/network-interfaces.ts';
import { newListenerArn, newLoadBalancerArn, newRuleArn } from './arns.ts';
import { nodeDescription } from './reachability.ts';
import type { ListenerRow, LoadBalancerRow } from './tables.ts';

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

export interface LoadBalancerSettings {
  name: string;
  scheme: LoadBalancerSchemeEnum;
  vpcId: string;
  subnetIds: string[];
  securityGroupIds: string[];
}

/** With a node in each subnet. */
export function addLoadBalancer(cloud: Cloud, settings: LoadBalancerSettings): LoadBalancerRow {
  const { name, scheme, vpcId, subnetIds, securityGroupIds } = settings;
  const arn = newLoadBalancerArn(cloud, name);
  const row: LoadBalancerRow = {
    LoadBalancerArn: arn,
    LoadBalancerName: name,
    DNSName: `${scheme === 'internal' ? 'internal-' : ''}${name}-1234567890.${cloud.region}.elb.amazonaws.com`,
    CanonicalHostedZoneId: 'Z32O12XQLNTSW2',
    CreatedTime: cloud.clock.now(),
    Scheme: scheme,
    State: { Code: 'active' },
    Type: 'application',
    IpAddressType: 'ipv4',
    VpcId: vpcId,
    SecurityGroups: securityGroupIds,
    AvailabilityZones: subnetIds.map((subnetId) => ({
      ZoneName: cloud.tables.ec2.subnets.get(subnetId)?.AvailabilityZone,
      SubnetId: subnetId,
      LoadBalancerAddresses: [],
    })),
  };
  cloud.tables.loadBalancing.loadBalancers.set(arn, row);
  for (const subnetId of subnetIds) {
    attachInterface(cloud, { subnetId, securityGroupIds, description: nodeDescription(arn) });
  }
  const isInternal = scheme === 'internal';
  cloud.tables.loadBalancing.attributes.set(
    arn,
    new Map([...Object.entries(ATTRIBUTES), ['ipv6.deny_all_igw_traffic', String(isInternal)]]),
  );
  return row;
}

/** On HTTP, with its default rule. */
export function addListener(
  cloud: Cloud,
  { loadBalancerArn, port, actions }: { loadBalancerArn: string; port: number; actions: Action[] },
): ListenerRow {
  const listenerArn = newListenerArn(loadBalancerArn);
  const listener: ListenerRow = {
    ListenerArn: listenerArn,
    LoadBalancerArn: loadBalancerArn,
    Port: port,
    Protocol: 'HTTP',
    DefaultActions: actions,
  };
  cloud.tables.loadBalancing.listeners.set(listenerArn, listener);
  const ruleArn = newRuleArn(listenerArn);
  cloud.tables.loadBalancing.rules.set(ruleArn, {
    RuleArn: ruleArn,
    Priority: 'default',
    Conditions: [],
    Actions: actions,
    IsDefault: true,
    Transforms: [],
  });
  return listener;
}
