// Owns describing subnets and their route tables.
import type {
  DescribeRouteTablesRequest,
  DescribeRouteTablesResult,
  DescribeSubnetsRequest,
  DescribeSubnetsResult,
} from '@aws-sdk/client-ec2';
import type { Cloud } from '../cloud/cloud.ts';
import { type Listing, list, tagsOf } from './listing.ts';
import { freeAddressCount } from './network-interfaces.ts';
import { ROUTE_TABLE, SUBNET } from './resource-kinds.ts';
import type { RouteTableRow, SubnetRow } from './tables.ts';

const SUBNETS: Listing<SubnetRow> = {
  kind: SUBNET,
  rows: (cloud) =>
    [...cloud.tables.ec2.subnets.values()].map((subnet) => ({
      ...subnet,
      AvailableIpAddressCount: freeAddressCount(cloud, subnet),
      Tags: tagsOf(cloud, subnet.SubnetId),
    })),
  idOf: ({ SubnetId }) => SubnetId,
  filters: {
    'availability-zone': 'AvailabilityZone',
    availabilityZone: 'AvailabilityZone',
    'availability-zone-id': 'AvailabilityZoneId',
    availabilityZoneId: 'AvailabilityZoneId',
    'available-ip-address-count': 'AvailableIpAddressCount',
    cidr: 'CidrBlock',
    cidrBlock: 'CidrBlock',
    'cidr-block': 'CidrBlock',
    'customer-owned-ipv4-pool': 'CustomerOwnedIpv4Pool',
    defaultForAz: 'DefaultForAz',
    'default-for-az': 'DefaultForAz',
    'enable-dns64': 'EnableDns64',
    'enable-lni-at-device-index': 'EnableLniAtDeviceIndex',
    'ipv6-cidr-block-association.association-id': 'Ipv6CidrBlockAssociationSet.AssociationId',
    'ipv6-cidr-block-association.ipv6-cidr-block': 'Ipv6CidrBlockAssociationSet.Ipv6CidrBlock',
    'ipv6-cidr-block-association.state': 'Ipv6CidrBlockAssociationSet.Ipv6CidrBlockState.State',
    'ipv6-native': 'Ipv6Native',
    'map-customer-owned-ip-on-launch': 'MapCustomerOwnedIpOnLaunch',
    'map-public-ip-on-launch': 'MapPublicIpOnLaunch',
    'outpost-arn': 'OutpostArn',
    'owner-id': 'OwnerId',
    'private-dns-name-options-on-launch.enable-resource-name-dns-a-record':
      'PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsARecord',
    'private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record':
      'PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsAAAARecord',
    'private-dns-name-options-on-launch.hostname-type': 'PrivateDnsNameOptionsOnLaunch.HostnameType',
    state: 'State',
    'subnet-arn': 'SubnetArn',
    'subnet-id': 'SubnetId',
    'vpc-id': 'VpcId',
  },
};

const ROUTE_TABLES: Listing<RouteTableRow> = {
  kind: ROUTE_TABLE,
  rows: (cloud) =>
    [...cloud.tables.ec2.routeTables.values()].map((table) => ({
      ...table,
      Tags: tagsOf(cloud, table.RouteTableId),
    })),
  idOf: ({ RouteTableId }) => RouteTableId,
  filters: {
    'association.gateway-id': 'Associations.GatewayId',
    'association.main': 'Associations.Main',
    'association.route-table-association-id': 'Associations.RouteTableAssociationId',
    'association.route-table-id': 'Associations.RouteTableId',
    'association.subnet-id': 'Associations.SubnetId',
    'owner-id': 'OwnerId',
    'route-table-id': 'RouteTableId',
    'route.destination-cidr-block': 'Routes.DestinationCidrBlock',
    'route.destination-ipv6-cidr-block': 'Routes.DestinationIpv6CidrBlock',
    'route.destination-prefix-list-id': 'Routes.DestinationPrefixListId',
    'route.egress-only-internet-gateway-id': 'Routes.EgressOnlyInternetGatewayId',
    'route.gateway-id': 'Routes.GatewayId',
    'route.instance-id': 'Routes.InstanceId',
    'route.nat-gateway-id': 'Routes.NatGatewayId',
    'route.origin': 'Routes.Origin',
    'route.state': 'Routes.State',
    'route.transit-gateway-id': 'Routes.TransitGatewayId',
    'route.vpc-peering-connection-id': 'Routes.VpcPeeringConnectionId',
    'vpc-id': 'VpcId',
  },
  pageSizes: [5, 100],
};

export function describeSubnets(input: DescribeSubnetsRequest, cloud: Cloud): DescribeSubnetsResult {
  const { rows, next } = list(cloud, SUBNETS, { ...input, ids: input.SubnetIds });
  return { Subnets: rows, ...next };
}

export function describeRouteTables(input: DescribeRouteTablesRequest, cloud: Cloud): DescribeRouteTablesResult {
  const { rows, next } = list(cloud, ROUTE_TABLES, { ...input, ids: input.RouteTableIds });
  return { RouteTables: rows, ...next };
}
