// Owns describing VPCs, their internet gateways, and whether they block public access.
import type {
  DescribeInternetGatewaysRequest,
  DescribeInternetGatewaysResult,
  DescribeVpcBlockPublicAccessOptionsRequest,
  DescribeVpcBlockPublicAccessOptionsResult,
  DescribeVpcsRequest,
  DescribeVpcsResult,
} from '@aws-sdk/client-ec2';
import type { Cloud } from '../cloud/cloud.ts';
import { type Listing, list, refuseDryRun, tagsOf } from './listing.ts';
import { INTERNET_GATEWAY, VPC } from './resource-kinds.ts';
import type { InternetGatewayRow, VpcRow } from './tables.ts';

const VPCS: Listing<VpcRow> = {
  kind: VPC,
  rows: (cloud) => [...cloud.tables.ec2.vpcs.values()].map((vpc) => ({ ...vpc, Tags: tagsOf(cloud, vpc.VpcId) })),
  idOf: ({ VpcId }) => VpcId,
  filters: {
    cidr: 'CidrBlock',
    'cidr-block-association.association-id': 'CidrBlockAssociationSet.AssociationId',
    'cidr-block-association.cidr-block': 'CidrBlockAssociationSet.CidrBlock',
    'cidr-block-association.state': 'CidrBlockAssociationSet.CidrBlockState.State',
    'dhcp-options-id': 'DhcpOptionsId',
    'ipv6-cidr-block-association.association-id': 'Ipv6CidrBlockAssociationSet.AssociationId',
    'ipv6-cidr-block-association.ipv6-cidr-block': 'Ipv6CidrBlockAssociationSet.Ipv6CidrBlock',
    'ipv6-cidr-block-association.ipv6-pool': 'Ipv6CidrBlockAssociationSet.Ipv6Pool',
    'ipv6-cidr-block-association.state': 'Ipv6CidrBlockAssociationSet.Ipv6CidrBlockState.State',
    'is-default': 'IsDefault',
    'owner-id': 'OwnerId',
    state: 'State',
    'vpc-id': 'VpcId',
  },
};

const INTERNET_GATEWAYS: Listing<InternetGatewayRow> = {
  kind: INTERNET_GATEWAY,
  rows: (cloud) =>
    [...cloud.tables.ec2.internetGateways.values()].map((gateway) => ({
      ...gateway,
      Tags: tagsOf(cloud, gateway.InternetGatewayId),
    })),
  idOf: ({ InternetGatewayId }) => InternetGatewayId,
  filters: {
    'attachment.state': 'Attachments.State',
    'attachment.vpc-id': 'Attachments.VpcId',
    'internet-gateway-id': 'InternetGatewayId',
    'owner-id': 'OwnerId',
  },
};

export function describeVpcs(input: DescribeVpcsRequest, cloud: Cloud): DescribeVpcsResult {
  const { rows, next } = list(cloud, VPCS, { ...input, ids: input.VpcIds });
  return { Vpcs: rows, ...next };
}

export function describeInternetGateways(
  input: DescribeInternetGatewaysRequest,
  cloud: Cloud,
): DescribeInternetGatewaysResult {
  const { rows, next } = list(cloud, INTERNET_GATEWAYS, { ...input, ids: input.InternetGatewayIds });
  return { InternetGateways: rows, ...next };
}

/** Block Public Access as every account has it until somebody turns it on. */
export function describeVpcBlockPublicAccessOptions(
  input: DescribeVpcBlockPublicAccessOptionsRequest,
  cloud: Cloud,
): DescribeVpcBlockPublicAccessOptionsResult {
  refuseDryRun(input);
  return {
    VpcBlockPublicAccessOptions: {
      AwsAccountId: cloud.accountId,
      AwsRegion: cloud.region,
      State: 'default-state',
      InternetGatewayBlockMode: 'off',
      ManagedBy: 'account',
      ExclusionsAllowed: 'allowed',
    },
  };
}
