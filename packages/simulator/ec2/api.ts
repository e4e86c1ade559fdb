// Owns the list of EC2's operations that the cloud has.
import * as model from '@aws-sdk/client-ec2';
import type { Api } from '../cloud/api.ts';
import { authorizeSecurityGroupIngress, revokeSecurityGroupIngress } from './authorize-ingress.ts';
import { describeAvailabilityZones } from './availability-zones.ts';
import { describeNetworkInterfaces } from './describe-network-interfaces.ts';
import { describeSecurityGroupRules, describeSecurityGroups } from './describe-security-groups.ts';
import { describeManagedPrefixLists } from './prefix-lists.ts';
import { describeRouteTables, describeSubnets } from './subnets.ts';
import { createTags, deleteTags, describeTags } from './tags.ts';
import { describeInternetGateways, describeVpcBlockPublicAccessOptions, describeVpcs } from './vpcs.ts';

export const ec2Api: Api = {
  name: 'ec2',
  protocol: 'ec2',
  version: '2016-11-15',
  xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
  model,
  operations: {
    AuthorizeSecurityGroupIngress: authorizeSecurityGroupIngress,
    CreateTags: createTags,
    DeleteTags: deleteTags,
    DescribeAvailabilityZones: describeAvailabilityZones,
    DescribeInternetGateways: describeInternetGateways,
    DescribeManagedPrefixLists: describeManagedPrefixLists,
    DescribeNetworkInterfaces: describeNetworkInterfaces,
    DescribeRouteTables: describeRouteTables,
    DescribeSecurityGroupRules: describeSecurityGroupRules,
    DescribeSecurityGroups: describeSecurityGroups,
    DescribeSubnets: describeSubnets,
    DescribeTags: describeTags,
    DescribeVpcBlockPublicAccessOptions: describeVpcBlockPublicAccessOptions,
    DescribeVpcs: describeVpcs,
    RevokeSecurityGroupIngress: revokeSecurityGroupIngress,
  },
};
