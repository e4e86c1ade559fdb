import type { Route, RouteTable } from '@aws-sdk/client-ec2';
import { expect, test } from '@jest/globals';
import { describeExposure } from '../../src/foundation/exposure.ts';
import { loadBalancer } from '../support/build.ts';

const LOCAL: Route = { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local' };
const EVERYWHERE = { DestinationCidrBlock: '0.0.0.0/0' };
const OPEN: Route = { ...EVERYWHERE, GatewayId: 'igw-1' };
const NAT: Route = { ...EVERYWHERE, NatGatewayId: 'nat-1' };

const balancer = loadBalancer({ AvailabilityZones: [{ SubnetId: 'subnet-1' }, { SubnetId: 'subnet-2' }] });

function table(subnetIds: string[] | 'main', ...routes: Route[]): RouteTable {
  const associations = subnetIds === 'main' ? [{ Main: true }] : subnetIds.map((SubnetId) => ({ SubnetId }));
  return { Associations: associations, Routes: [LOCAL, ...routes] };
}

test.each<[string, Route]>([
  ['a NAT gateway', NAT],
  ['a transit gateway', { ...EVERYWHERE, TransitGatewayId: 'tgw-1' }],
  ['a peered VPC', { ...EVERYWHERE, VpcPeeringConnectionId: 'pcx-1' }],
  ['a core network', { ...EVERYWHERE, CoreNetworkArn: 'arn:aws:networkmanager::1:core-network/core-network-1' }],
  ['a virtual private gateway', { ...EVERYWHERE, GatewayId: 'vgw-1' }],
  ['an egress-only gateway', { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: 'eigw-1' }],
  ['the endpoint of S3', { DestinationPrefixListId: 'pl-1', GatewayId: 'vpce-1' }],
  ['a NAT gateway that is gone', { ...NAT, State: 'blackhole' }],
])('a load balancer whose subnets route to %s is hidden', (_, route) => {
  expect(describeExposure(balancer, [table('main', OPEN), table(['subnet-1', 'subnet-2'], route)])).toEqual({
    kind: 'hidden',
  });
});

test.each<[string, Route, string]>([
  ['an internet gateway', OPEN, 'igw-1'],
  ['one, over IPv6 alone', { DestinationIpv6CidrBlock: '::/0', GatewayId: 'igw-1' }, 'igw-1'],
  ['one, to a few addresses alone', { DestinationCidrBlock: '198.51.100.0/24', GatewayId: 'igw-1' }, 'igw-1'],
  ['one that is detached, and may be attached again', { ...OPEN, State: 'blackhole' }, 'igw-1'],
  ['the endpoint of a firewall', { ...EVERYWHERE, GatewayId: 'vpce-1' }, 'vpce-1'],
  ['an instance', { ...EVERYWHERE, NetworkInterfaceId: 'eni-1', InstanceId: 'i-1' }, 'eni-1'],
  ['what nobody knows yet', EVERYWHERE, 'an unknown target'],
])('one with a subnet that routes to %s is open', (_, route, target) => {
  const tables = [table('main', NAT), table(['subnet-1'], NAT), table(['subnet-2'], NAT, route)];
  expect(describeExposure(balancer, tables)).toEqual({ kind: 'open', because: `subnet-2 routes to ${target}` });
});

test('a subnet without a table of its own has the main one', () => {
  const own = table(['subnet-1', 'subnet-3'], NAT);
  expect(describeExposure(balancer, [own, table('main', NAT)])).toEqual({ kind: 'hidden' });
  expect(describeExposure(balancer, [own, table('main', OPEN)])).toMatchObject({ kind: 'open' });
});

test('what AWS does not report is unknown', () => {
  expect(describeExposure(balancer, [table(['subnet-1'], NAT)])).toEqual({
    kind: 'unknown',
    because: 'the route table of subnet-2 is unknown',
  });
  expect(describeExposure(balancer, [{ Associations: [{ Main: true }] }])).toEqual({
    kind: 'unknown',
    because: 'the routes of subnet-1 are unknown',
  });
  expect(describeExposure(loadBalancer({ AvailabilityZones: [] }), [])).toMatchObject({ kind: 'unknown' });
  expect(describeExposure(loadBalancer({ AvailabilityZones: [{}] }), [table([], NAT)])).toMatchObject({
    kind: 'unknown',
  });
});
